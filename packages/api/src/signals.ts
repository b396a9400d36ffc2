import { z } from "zod";
import { route } from "./route.ts";
import { count, instant, json, modelName } from "./value.ts";

const use = z.strictObject({
  model: modelName,
  version: z.int().min(1),
  state: z.enum(["filling", "scoring", "live"]),
  /** What the model calls it. */
  signal: z.string(),
  /** The rules that ask for it. */
  rules: z.array(z.string()),
});

const signal = z
  .strictObject({
    /** Of its meaning; models that mean the same share it. */
    key: z.string(),
    definition: json,
    /** `filling`: what happened before it was known is still being counted. */
    state: z.enum(["filling", "current"]),
    done: count,
    total: count.nullable(),
    since: instant.nullable(),
    uses: z.array(use),
  })
  .meta({ id: "Signal" });

/** What is measured of events as they arrive. */
export const signals = {
  list: route({
    name: "signals.list",
    method: "GET",
    path: "/signals",
    scope: "read",
    summary: "The signals in use, by which rules, and how far each is filled from the past",
    answer: z.strictObject({ items: z.array(signal) }),
  }),
};
