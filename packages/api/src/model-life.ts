import { z } from "zod";
import { modelItem } from "./models.ts";
import { route } from "./route.ts";
import { count, modelName } from "./value.ts";

const name = z.strictObject({ name: modelName });

/** What a model does as long as it is live. */
const stops = z
  .strictObject({
    /** How many it scores. */
    scored: count,
    isDefault: z.boolean(),
    /** Whether no other model scores leads (or accounts) then. */
    isLast: z.boolean(),
    /** Signals that are then no longer measured, as the model calls them. */
    signals: z.array(z.string()),
    /** Whether the hand-off to sales goes by its bands. */
    isHandOff: z.boolean(),
  })
  .meta({ id: "ModelStops" });

/** Ending models, and saying which one answers where none is named. */
export const life = {
  stops: route({
    name: "models.stops",
    method: "GET",
    path: "/models/{name}/stops",
    scope: "read",
    summary: "What would stop if the model were retired",
    params: name,
    answer: stops,
    problems: ["not-found", "model-not-live"],
  }),
  retire: route({
    name: "models.retire",
    method: "POST",
    path: "/models/{name}/retire",
    scope: "models",
    summary: "Let a model score nobody any more; its versions and its history stay, and it can be published again",
    params: name,
    answer: stops,
    problems: ["not-found", "model-not-live", "experiment-runs"],
  }),
  setDefault: route({
    name: "models.setDefault",
    method: "POST",
    path: "/models/{name}/default",
    scope: "models",
    summary: "Let this model answer where none is named",
    params: name,
    answer: modelItem,
    problems: ["not-found", "model-not-live"],
  }),
  drop: route({
    name: "models.drop",
    method: "DELETE",
    path: "/models/{name}",
    scope: "models",
    summary: "Throw a model away that was never live, with its draft and its versions",
    params: name,
    problems: ["not-found", "model-was-live"],
  }),
};
