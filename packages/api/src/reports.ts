import { z } from "zod";
import { leadFilter } from "./lead-filter.ts";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, points } from "./value.ts";

const getSpeedToLead = route({
  name: "reports.speedToLead",
  method: "GET",
  path: "/reports/speed-to-lead",
  scope: "read",
  summary: "How long it took from the hand-off of a lead to the first contact by a rep",
  query: z.strictObject({ from: day.optional(), until: day.optional() }),
  answer: z.strictObject({
    model: modelName,
    band: z.string(),
    from: day,
    until: day,
    handedOff: count,
    contacted: count,
    /** Of those contacted, in minutes. */
    minutes: z.strictObject({ median: z.number(), p90: z.number(), mean: z.number() }).nullable(),
    /** Of all that were handed off. */
    within: z.strictObject({ fiveMinutes: count, hour: count, day: count }),
    waiting: z.array(z.strictObject({ lead: id, since: instant })),
    byDay: z.array(z.strictObject({ day, handedOff: count, contacted: count, median: z.number().nullable() })),
  }),
  problems: ["model-not-live"],
});

const getBands = route({
  name: "reports.bands",
  method: "GET",
  path: "/reports/bands",
  scope: "read",
  summary: "How many leads are in each band of a model, and how their totals are distributed",
  query: z.strictObject((({ band: _, ...others }) => others)(leadFilter)),
  answer: z.strictObject({
    model: modelName,
    version: z.int().min(1),
    count,
    /** Whether counts are estimates, from a part of all leads: where there are more than 20,000. */
    isEstimate: z.boolean(),
    /** False where the search of a filter was cut short: there are at least so many. */
    isWhole: z.boolean(),
    /** In the order of the model, then those that are in none. */
    bands: z.array(z.strictObject({ band: z.string().nullable(), count, mean: points.nullable() })),
    /** Fifty steps of one width, each from its `from` to the next one’s; null where leads are filtered. */
    histogram: z
      .strictObject({ low: points, high: points, steps: z.array(z.strictObject({ from: points, count })) })
      .nullable(),
  }),
  problems: ["model-not-live", "model-invalid"],
});

export const reports = { speedToLead: getSpeedToLead, bands: getBands };
