import { z } from "zod";
import { ownerName, tagName } from "./desk-values.ts";
import { leadFilter } from "./lead-filter.ts";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, page, paging, points, shortId } from "./value.ts";

const tags = z.array(tagName).min(1).max(20);

/** What may be done to many leads. */
const bulkAction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add-tags"), tags }),
  z.strictObject({ kind: z.literal("remove-tags"), tags }),
  z.strictObject({ kind: z.literal("set-owner"), owner: ownerName.nullable() }),
  z.strictObject({
    kind: z.literal("adjust"),
    model: modelName.optional(),
    dimension: z.string().min(1).max(100),
    points: points.min(-1_000_000).max(1_000_000).multipleOf(0.01),
    reason: z.string().trim().min(1).max(500),
    until: day.optional(),
  }),
]);

const bulk = z
  .strictObject({
    id: shortId,
    action: bulkAction,
    /** `gathering`: it is being found out for whom. */
    state: z.enum(["gathering", "running", "done", "stopped", "failed"]),
    /** For how many leads; null until that is known. */
    total: count.nullable(),
    done: count,
    /** For how many of those done something is otherwise now. */
    changed: count,
    problem: z.string().nullable(),
    by: z.string(),
    at: instant,
    changedAt: instant,
  })
  .meta({ id: "Bulk" });

const ofBulk = z.strictObject({ id: shortId });

export const bulks = {
  create: route({
    name: "bulks.create",
    method: "POST",
    path: "/bulks",
    scope: "sell",
    summary: "Do something to many leads; a few are done when the answer comes, of more the work goes on",
    body: z.strictObject({
      action: bulkAction,
      leads: z.union([
        z.strictObject({ ids: z.array(id).min(1).max(10_000) }),
        z.strictObject({ where: z.strictObject(leadFilter) }),
      ]),
    }),
    answer: bulk,
    problems: ["model-not-live", "model-invalid"],
  }),
  get: route({
    name: "bulks.get",
    method: "GET",
    path: "/bulks/{id}",
    scope: "read",
    summary: "How far work on many leads has come",
    params: ofBulk,
    answer: bulk,
    problems: ["not-found"],
  }),
  list: route({
    name: "bulks.list",
    method: "GET",
    path: "/bulks",
    scope: "read",
    summary: "Work on many leads, the newest first",
    query: z.strictObject({ ...paging }),
    answer: page(bulk),
    problems: ["bad-cursor"],
  }),
  stop: route({
    name: "bulks.stop",
    method: "POST",
    path: "/bulks/{id}/stop",
    scope: "sell",
    summary: "End work on many leads where it is; what was done stays done",
    params: ofBulk,
    answer: bulk,
    problems: ["not-found", "already-done"],
  }),
};
