import { z } from "zod";
import { route } from "./route.ts";
import { count, id, instant, page, paging, shortId } from "./value.ts";

const item = z
  .strictObject({
    id,
    source: shortId,
    receivedAt: instant,
    /** Why it could not be taken; a key of the phrases. */
    code: z.string(),
    path: z.string().nullable(),
    value: z.string().nullable(),
    bytes: count,
    replayedAt: instant.nullable(),
  })
  .meta({ id: "QuarantinedItem" });

const one = z.strictObject({ id });

/** Items of one reason that wait; `before`: goes on where the call before said. */
const many = z.strictObject({ code: z.string().min(1).max(100), source: shortId.optional(), before: id.optional() });

/** How many of them are still left, and from where on they are reached. */
const rest = { left: count, next: id.nullable() };

/** What could not be taken, as it came. */
export const quarantine = {
  list: route({
    name: "quarantine.list",
    method: "GET",
    path: "/quarantine",
    scope: "read",
    summary: "What lies in quarantine, the newest first",
    query: z.strictObject({
      ...paging,
      source: shortId.optional(),
      code: z.string().max(100).optional(),
      replayed: z.enum(["yes", "no"]).optional(),
    }),
    answer: page(item),
    problems: ["bad-cursor"],
  }),
  reasons: route({
    name: "quarantine.reasons",
    method: "GET",
    path: "/quarantine/reasons",
    scope: "read",
    summary: "How many items wait in quarantine, by source and reason, the most first",
    answer: z.strictObject({
      items: z.array(z.strictObject({ source: shortId, code: z.string(), count, lastAt: instant })),
    }),
  }),
  replayAll: route({
    name: "quarantine.replayAll",
    method: "POST",
    path: "/quarantine/replays",
    scope: "write",
    summary: "Take items of one reason once more, the newest first: so many in one call, which says how many are left",
    body: many,
    answer: z
      .strictObject({
        stored: count,
        duplicates: count,
        quarantined: count,
        /** How many stay as they are: they are no JSON, or their source is disabled. */
        failed: count,
        ...rest,
      })
      .meta({ id: "ReplayedItems" }),
    problems: ["already-done"],
  }),
  dropAll: route({
    name: "quarantine.dropAll",
    method: "POST",
    path: "/quarantine/drops",
    scope: "write",
    summary: "Throw items of one reason away, the newest first: so many in one call, which says how many are left",
    body: many,
    answer: z.strictObject({ dropped: count, ...rest }).meta({ id: "DroppedItems" }),
  }),
  get: route({
    name: "quarantine.get",
    method: "GET",
    path: "/quarantine/{id}",
    scope: "write",
    summary: "An item as it came; `text` is null where it is no text",
    params: one,
    answer: item.extend({ text: z.string().nullable(), base64: z.string() }).meta({ id: "WholeItem" }),
    problems: ["not-found"],
  }),
  raw: route({
    name: "quarantine.raw",
    method: "GET",
    path: "/quarantine/{id}/raw",
    scope: "write",
    summary: "The bytes of an item",
    params: one,
    bytes: "application/octet-stream",
    problems: ["not-found"],
  }),
  replay: route({
    name: "quarantine.replay",
    method: "POST",
    path: "/quarantine/{id}/replay",
    scope: "write",
    summary: "Take an item once more, as it came or mended",
    params: one,
    body: z.strictObject({ text: z.string().max(1_000_000).optional().describe("The item, mended") }).default({}),
    answer: z.strictObject({ stored: count, duplicates: count, quarantined: count }),
    problems: ["not-found", "already-done"],
  }),
  drop: route({
    name: "quarantine.drop",
    method: "DELETE",
    path: "/quarantine/{id}",
    scope: "write",
    summary: "Throw an item away",
    params: one,
    problems: ["not-found"],
  }),
};
