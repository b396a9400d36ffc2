import { z } from "zod";
import { route } from "./route.ts";
import { count, day, id, instant, modelName } from "./value.ts";

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

export const reports = { speedToLead: getSpeedToLead };
