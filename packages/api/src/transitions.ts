import { z } from "zod";
import { route } from "./route.ts";
import { day, id, inExperiment, instant, modelName, page, paging, points } from "./value.ts";

/** What took a lead or an account into another band. */
export const transitionCause = z.enum(["event", "day", "merge", "publish", "adjustment", "account", "standing"]);

const entry = z
  .strictObject({
    id,
    model: modelName,
    version: z.int().min(1),
    experiment: inExperiment.optional().describe("Where the version of an arm said this, and not the live one"),
    /** The lead or account. */
    subject: id,
    name: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    on: day,
    at: instant,
    cause: transitionCause,
    total: points.nullable(),
    muted: z.boolean(),
  })
  .meta({ id: "TransitionEntry" });

export const transitions = {
  list: route({
    name: "transitions.list",
    method: "GET",
    path: "/transitions",
    scope: "read",
    summary: "Who entered and left which band, the newest first",
    query: z.strictObject({
      ...paging,
      model: modelName.optional(),
      subject: id.optional().describe("A lead or, of a model of accounts, an account"),
      to: z.string().max(100).optional().describe("Only into this band"),
      from: z.string().max(100).optional().describe("Only out of this band"),
    }),
    answer: page(entry),
    problems: ["not-found", "bad-cursor"],
  }),
  get: route({
    name: "transitions.get",
    method: "GET",
    path: "/transitions/{id}",
    scope: "read",
    summary: "A transition with the lines of the score that caused it",
    params: z.strictObject({ id }),
    answer: entry
      .extend({ lines: z.array(z.looseObject({ kind: z.string(), points })) })
      .meta({ id: "WholeTransition" }),
    problems: ["not-found"],
  }),
};
