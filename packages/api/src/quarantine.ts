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
