import { z } from "zod";
import { route } from "./route.ts";
import { count, day, instant, json, modelName } from "./value.ts";

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
    /** Whether any rule asks for it. */
    isUsed: z.boolean(),
    /** How many have it, as of `countedAt`; null where nobody has counted yet. */
    leads: count.nullable(),
    /** How often on each of the last 30 days; for sums and largest values: with how many. Days without any are left out. */
    days: z.array(z.strictObject({ day, count })),
    countedAt: instant.nullable(),
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
  unmatched: route({
    name: "signals.unmatched",
    method: "GET",
    path: "/signals/unmatched",
    scope: "read",
    summary: "Events of the last days that no signal of a live model listens to, the most frequent first",
    query: z.strictObject({
      days: z.coerce.number().int().min(1).max(90).default(30),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          type: z.string(),
          name: z.string().nullable(),
          count,
          lastAt: instant,
          /** What one may look like: values that several people have in common. */
          example: z.record(z.string(), json),
        }),
      ),
      readTo: instant.nullable(),
    }),
  }),
};
