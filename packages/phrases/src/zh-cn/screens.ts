import { accounts } from "./screens/accounts.ts";
import { beginning } from "./screens/beginning.ts";
import { builder } from "./screens/builder.ts";
import { condition } from "./screens/condition.ts";
import { entrance } from "./screens/entrance.ts";
import { experiments } from "./screens/experiments.ts";
import { insights } from "./screens/insights.ts";
import { lead } from "./screens/lead.ts";
import { models } from "./screens/models.ts";
import { prediction } from "./screens/prediction.ts";
import { presets } from "./screens/presets.ts";
import { proposals } from "./screens/proposals.ts";
import { segments } from "./screens/segments.ts";
import { settings } from "./screens/settings.ts";
import { signals } from "./screens/signals.ts";
import { sources } from "./screens/sources.ts";
import { webhooks } from "./screens/webhooks.ts";

/** What the web app says, screen by screen. */
export const screens = {
  entrance,
  lead,
  models,
  builder,
  condition,
  segments,
  accounts,
  signals,
  sources,
  webhooks,
  settings,
  beginning,
  insights,
  prediction,
  experiments,
  proposals,
  presets,
};
