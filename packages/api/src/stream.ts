import { z } from "zod";
import { route } from "./route.ts";
import { count, id, instant, modelName, points, shortId } from "./value.ts";

const change = {
  model: modelName,
  version: z.int().min(1),
  total: points.nullable(),
  band: z.string().nullable(),
  /** What it was when this stream last told of it; null where it has not. */
  former: z.strictObject({ total: points.nullable(), band: z.string().nullable() }).nullable(),
};

/** By it a client that connects again (`Last-Event-ID`) says that it has listened before. */
const eventId = z.string().optional();

const streamScores = route({
  name: "streams.scores",
  method: "GET",
  path: "/stream",
  scope: "read",
  summary:
    "Scores as they change, of leads and accounts; after a gap, or to who connects again, `missed` says that lists have to be read again",
  query: z.strictObject({ model: modelName.optional() }),
  stream: z.discriminatedUnion("event", [
    z.strictObject({ event: z.literal("ready"), id: eventId, data: z.strictObject({}) }),
    z.strictObject({ event: z.literal("score"), id: eventId, data: z.strictObject({ lead: id, ...change }) }),
    z.strictObject({
      event: z.literal("account-score"),
      id: eventId,
      data: z.strictObject({ account: id, ...change }),
    }),
    z.strictObject({ event: z.literal("missed"), id: eventId, data: z.strictObject({}) }),
  ]),
});

const arrival = z.strictObject({
  source: shortId,
  /** When it reached us. */
  at: instant,
  /** Null for what is in quarantine. */
  type: z.string().nullable(),
  name: z.string().nullable(),
  /** Whether it named a user, or a device alone. */
  identity: z.enum(["user", "anonymous"]).nullable(),
  outcome: z.enum(["stored", "duplicate", "quarantined"]),
  /** Why it is in quarantine. */
  code: z.string().nullable(),
  path: z.string().nullable(),
  /** From its arrival until it was stored and scored, in ms. */
  took: z.number().min(0),
});

const streamEvents = route({
  name: "streams.events",
  method: "GET",
  path: "/stream/events",
  scope: "read",
  summary: "Events as they arrive, and what became of them, for a minute or for an hour; of floods, a part",
  query: z.strictObject({ source: shortId.optional() }),
  stream: z.discriminatedUnion("event", [
    z.strictObject({ event: z.literal("ready"), id: eventId, data: z.strictObject({}) }),
    z.strictObject({ event: z.literal("arrival"), id: eventId, data: arrival }),
    /** So many more arrived than are shown. */
    z.strictObject({ event: z.literal("skipped"), data: z.strictObject({ source: shortId, count }) }),
    z.strictObject({ event: z.literal("missed"), id: eventId, data: z.strictObject({}) }),
  ]),
});

export const streams = { scores: streamScores, events: streamEvents };
