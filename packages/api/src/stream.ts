import { z } from "zod";
import { route } from "./route.ts";
import { id, modelName, points } from "./value.ts";

const change = {
  model: modelName,
  version: z.int().min(1),
  total: points.nullable(),
  band: z.string().nullable(),
  /** What it was when this stream last told of it; null where it has not. */
  former: z.strictObject({ total: points.nullable(), band: z.string().nullable() }).nullable(),
};

const streamScores = route({
  name: "streams.scores",
  method: "GET",
  path: "/stream",
  scope: "read",
  summary: "Scores as they change, of leads and accounts; after a gap, `missed` says that lists have to be read again",
  query: z.strictObject({ model: modelName.optional() }),
  stream: z.discriminatedUnion("event", [
    z.strictObject({ event: z.literal("ready"), data: z.strictObject({}) }),
    z.strictObject({ event: z.literal("score"), data: z.strictObject({ lead: id, ...change }) }),
    z.strictObject({ event: z.literal("account-score"), data: z.strictObject({ account: id, ...change }) }),
    z.strictObject({ event: z.literal("missed"), data: z.strictObject({}) }),
  ]),
});

export const streams = { scores: streamScores };
