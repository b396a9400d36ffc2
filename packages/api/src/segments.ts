import { z } from "zod";
import { leadFilter } from "./lead-filter.ts";
import { route } from "./route.ts";
import { count, day, id, instant, json, modelName, page, paging, points, shortId } from "./value.ts";

const name = modelName.max(60).describe("It never changes: models and traits say it");
const label = z.string().trim().min(1).max(200);
const note = z.string().max(2000);

const within = z
  .strictObject({
    model: modelName,
    bands: z.array(z.string().max(100)).min(1).max(50).optional(),
    totalFrom: points.min(-1_000_000).max(1_000_000).optional(),
    totalTo: points.min(-1_000_000).max(1_000_000).optional(),
  })
  .describe("Where a lead has to be under a live model");

/** What a live segment asks. */
const condition = {
  where: json.describe("A condition of the model language"),
  model: modelName
    .optional()
    .describe("Whose signals, profiles and lists are meant; the first live model's by default"),
  signals: z.record(z.string(), json).optional().describe("Signals of its own, beside the model's"),
  within: z.array(within).min(1).max(10).optional(),
};

const holder = z.strictObject({
  kind: z.enum(["model", "segment", "view"]),
  name: z.string(),
  /** Of a model. */
  version: z.int().nullable(),
  /** Whether it has what stands now; a view always does. */
  isCurrent: z.boolean(),
});

/** Who uses a list or a segment. */
export const holders = z.array(holder);

const segment = z
  .strictObject({
    id: shortId,
    name: z.string(),
    label: z.string().nullable(),
    note: z.string(),
    kind: z.enum(["live", "fixed"]),
    size: count,
    state: z.enum(["filling", "building", "live"]),
    /** How many have been looked at, of how many, until it is live. */
    progress: z.strictObject({ done: count, of: count }).nullable(),
    author: z.string(),
    createdAt: instant,
    changedAt: instant,
  })
  .meta({ id: "Segment" });

const listedSegment = segment
  .extend({
    trend: z.array(z.int()).describe("Its sizes at the ends of the last 30 days, the oldest first"),
    usedBy: holders,
  })
  .meta({ id: "ListedSegment" });

const wholeSegment = segment
  .extend({
    /** As it was written; null of a fixed one. */
    definition: z.strictObject({ ...condition, model: z.string().optional() }).nullable(),
    /** The trait of who is on a fixed one. */
    trait: z.string().nullable(),
    usedBy: holders,
    /** Lists and segments of the workspace that say something else now than they do here. */
    outdated: z.array(z.strictObject({ kind: z.enum(["list", "segment", "prediction"]), name: z.string() })),
  })
  .meta({ id: "WholeSegment" });

const ofSegment = z.strictObject({ id: shortId });
const leads = z.array(id).min(1).max(5000);

export const segments = {
  list: route({
    name: "segments.list",
    method: "GET",
    path: "/segments",
    scope: "read",
    summary: "All segments with their sizes, where these go, and who uses them",
    answer: z.strictObject({ items: z.array(listedSegment) }),
  }),
  get: route({
    name: "segments.get",
    method: "GET",
    path: "/segments/{id}",
    scope: "read",
    summary: "A segment, with who uses it",
    params: ofSegment,
    tagged: true,
    answer: wholeSegment,
    problems: ["not-found"],
  }),
  create: route({
    name: "segments.create",
    method: "POST",
    path: "/segments",
    scope: "write",
    summary: "Make a segment: a live one by a condition, or a fixed one without",
    body: z.strictObject({
      name,
      label: label.optional(),
      note: note.default(""),
      ...condition,
      where: condition.where.optional(),
    }),
    answer: wholeSegment,
    problems: ["already-there", "too-many-segments", "model-not-live", "model-invalid", "segment-of-scores"],
  }),
  change: route({
    name: "segments.change",
    method: "PATCH",
    path: "/segments/{id}",
    scope: "write",
    summary: "Change a segment; by another condition everyone is asked anew, silently",
    params: ofSegment,
    body: z.strictObject({ label: label.nullable(), note, ...condition }).partial(),
    tagged: true,
    answer: wholeSegment,
    problems: [
      "not-found",
      "tag-needed",
      "tag-mismatch",
      "model-not-live",
      "model-invalid",
      "segment-of-scores",
      "segment-fixed",
    ],
  }),
  refresh: route({
    name: "segments.refresh",
    method: "POST",
    path: "/segments/{id}/refresh",
    scope: "write",
    summary: "Take the signals, lists and segments that it names as they are now",
    params: ofSegment,
    answer: wholeSegment,
    problems: ["not-found", "model-not-live", "model-invalid", "segment-of-scores", "segment-fixed"],
  }),
  drop: route({
    name: "segments.drop",
    method: "DELETE",
    path: "/segments/{id}",
    scope: "write",
    summary: "Remove a segment that nobody uses",
    params: ofSegment,
    problems: ["not-found", "in-use"],
  }),
  preview: route({
    name: "segments.preview",
    method: "POST",
    path: "/segments/preview",
    scope: "read",
    summary: "How many a condition would find, and some of them",
    body: z.strictObject(condition),
    answer: z.strictObject({
      size: z.strictObject({ value: count, isEstimate: z.boolean() }),
      looked: count,
      sample: z.array(z.strictObject({ id, name: z.string().nullable() })),
    }),
    asks: true,
    problems: ["model-not-live", "model-invalid", "segment-of-scores"],
  }),
  members: route({
    name: "segments.members",
    method: "GET",
    path: "/segments/{id}/members",
    scope: "read",
    summary: "Who is in a segment, ranked by a model",
    params: ofSegment,
    query: z.strictObject({ model: modelName.optional(), ...paging }),
    answer: page(
      z.strictObject({
        id,
        name: z.string().nullable(),
        email: z.string().nullable(),
        since: instant,
        total: points.nullable(),
        band: z.string().nullable(),
      }),
    ),
    problems: ["not-found", "bad-cursor", "model-not-live"],
  }),
  put: route({
    name: "segments.put",
    method: "POST",
    path: "/segments/{id}/members",
    scope: "write",
    summary: "Put leads on a fixed segment: those with some ids, or those that a filter finds",
    params: ofSegment,
    body: z.union([z.strictObject({ leads }), z.strictObject({ filter: z.strictObject(leadFilter) })]),
    answer: z.strictObject({
      put: count,
      already: count,
      missing: z.array(id),
      more: z.boolean().describe("A filter finds more than are put on at a time"),
    }),
    problems: ["not-found", "segment-live", "model-not-live", "model-invalid"],
  }),
  take: route({
    name: "segments.take",
    method: "POST",
    path: "/segments/{id}/members/remove",
    scope: "write",
    summary: "Take leads off a fixed segment",
    params: ofSegment,
    body: z.strictObject({ leads }),
    answer: z.strictObject({ taken: count, missing: z.array(id) }),
    problems: ["not-found", "segment-live"],
  }),
  import: route({
    name: "segments.import",
    method: "POST",
    path: "/segments/{id}/import",
    scope: "write",
    summary: "Put on a fixed segment whom a CSV names by address, user id or lead id",
    params: ofSegment,
    body: z.string(),
    text: ["text/csv", "text/plain"],
    answer: z.strictObject({
      rows: count,
      put: count,
      already: count,
      missingCount: count,
      /** The first thousand. */
      missing: z.array(z.strictObject({ line: z.int(), value: z.string() })),
    }),
    problems: ["not-found", "segment-live"],
  }),
  changes: route({
    name: "segments.changes",
    method: "GET",
    path: "/segments/{id}/changes",
    scope: "read",
    summary: "Who entered and left, the newest first",
    params: ofSegment,
    query: z.strictObject({ says: z.enum(["entered", "left"]).optional(), ...paging }),
    answer: page(
      z.strictObject({
        id,
        lead: id,
        name: z.string().nullable(),
        says: z.enum(["entered", "left"]),
        on: day,
        at: instant,
        cause: z.string(),
      }),
    ),
    problems: ["not-found", "bad-cursor"],
  }),
  trend: route({
    name: "segments.trend",
    method: "GET",
    path: "/segments/{id}/trend",
    scope: "read",
    summary: "The size of a segment at the end of each of the last days, and who came and went",
    params: ofSegment,
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    answer: z.strictObject({ items: z.array(z.strictObject({ day, size: z.int(), entered: count, left: count })) }),
    problems: ["not-found"],
  }),
};
