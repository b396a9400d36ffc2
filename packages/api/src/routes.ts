import { accounts } from "./accounts.ts";
import { audit } from "./audit.ts";
import { books } from "./books.ts";
import { health } from "./health.ts";
import { imports } from "./imports.ts";
import { keys } from "./keys.ts";
import { leads } from "./leads.ts";
import { models, presets, publications } from "./models.ts";
import { quarantine } from "./quarantine.ts";
import { reports } from "./reports.ts";
import { signals } from "./signals.ts";
import { sources } from "./sources.ts";
import { streams } from "./stream.ts";
import { transitions } from "./transitions.ts";
import { deliveries, endpoints } from "./webhooks.ts";
import { workspaces } from "./workspace.ts";

/** Everything that can be asked below `/api/v1`, by noun and verb. */
export const routes = {
  workspace: workspaces,
  leads,
  accounts,
  reports,
  streams,
  models,
  publications,
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
  health,
};

export type Routes = typeof routes;
