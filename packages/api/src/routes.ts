import { accounts } from "./accounts.ts";
import { audit } from "./audit.ts";
import { books } from "./books.ts";
import { bulks } from "./bulks.ts";
import { duplicates } from "./duplicates.ts";
import { events } from "./events.ts";
import { experiments } from "./experiments.ts";
import { feedback } from "./feedback.ts";
import { health } from "./health.ts";
import { imports } from "./imports.ts";
import { keys } from "./keys.ts";
import { kpis } from "./kpis.ts";
import { tags } from "./lead-desk.ts";
import { leads } from "./leads.ts";
import { lists } from "./lists.ts";
import { life } from "./model-life.ts";
import { trials } from "./model-trials.ts";
import { models } from "./models.ts";
import { costs, rates } from "./money.ts";
import { entrance, people } from "./people.ts";
import { predictions } from "./predictions.ts";
import { presets } from "./presets.ts";
import { autoTune, proposals } from "./proposals.ts";
import { publications } from "./publications.ts";
import { quarantine } from "./quarantine.ts";
import { reports } from "./reports.ts";
import { reviews } from "./reviews.ts";
import { segments } from "./segments.ts";
import { signals } from "./signals.ts";
import { sources } from "./sources.ts";
import { streams } from "./stream.ts";
import { studies } from "./studies.ts";
import { transitions } from "./transitions.ts";
import { views } from "./views.ts";
import { deliveries, endpoints } from "./webhooks.ts";
import { workspaces } from "./workspace.ts";

/** Everything that can be asked below `/api/v1`, by noun and verb. */
export const routes = {
  workspace: workspaces,
  leads,
  views,
  tags,
  feedback,
  bulks,
  duplicates,
  accounts,
  reports,
  streams,
  models: { ...models, ...life, ...trials },
  reviews,
  segments,
  lists,
  studies,
  kpis,
  costs,
  rates,
  experiments,
  proposals,
  autoTune,
  events,
  publications,
  predictions,
  presets,
  signals,
  transitions,
  sources,
  keys,
  quarantine,
  books,
  imports,
  endpoints,
  deliveries,
  audit,
  people,
  entrance,
  health,
};

export type Routes = typeof routes;
