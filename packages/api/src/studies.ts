import type { Backtest, Truth } from "@plumbline/learning";
import { z } from "zod";
import { route } from "./route.ts";
import { count, day, instant, modelName, page, paging, shortId } from "./value.ts";

const asked = {
  model: modelName,
  target: z
    .enum(["opportunity", "won", "accepted"])
    .default("won")
    .describe("What a lead converts by: an opportunity opens, a deal is won, sales accepts it"),
  horizon: z.int().min(1).max(730).default(90).describe("Within how many days after its moment"),
  from: day.optional().describe("The first day of which moments are drawn; a year before `to` by default"),
  to: day.optional().describe("The last one; by default the last whose horizon has passed"),
  seed: z.int().min(0).max(1_000_000_000).default(1).describe("Of the drawing of moments"),
  isProbability: z.boolean().default(false).describe("The total is a probability in per cent: ask for calibration"),
};

const version = z.union([z.enum(["live", "draft"]), z.int().min(1)]);
const perWeek = z.number().positive().max(1_000_000).optional().describe("How many leads sales can work in a week");

const question = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("truth"), version: version.default("live"), ...asked }),
  z.strictObject({
    kind: z.literal("backtest"),
    version: version.default("live").describe("What the draft is held against"),
    draft: version.default("draft").describe("The draft, or another version in its place"),
    perWeek,
    ...asked,
  }),
]);

export type StudyQuestion = z.output<typeof question>;

const study = z
  .strictObject({
    id: shortId,
    /** With the days that were meant. */
    asked: question,
    state: z.enum(["waiting", "running", "done", "stopped", "failed"]),
    /** Leads looked at, of how many; null until that is known. A study that was interrupted begins anew. */
    done: count,
    total: count.nullable(),
    by: z.string(),
    at: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: "Study" });

const result = z.json() as unknown as z.ZodType<Truth | Backtest | null, Truth | Backtest | null>;

const ofStudy = z.strictObject({ id: shortId });

/** What is asked of the past: whether a version was true, what a draft would have done. */
export const studies = {
  create: route({
    name: "studies.create",
    method: "POST",
    path: "/studies",
    scope: "draft",
    summary: "Ask whether the score of a version was true, or what a draft would have done; it is worked out later",
    body: question,
    answer: study,
    problems: ["not-found", "model-invalid", "model-not-live", "model-of-others"],
  }),
  get: route({
    name: "studies.get",
    method: "GET",
    path: "/studies/{id}",
    scope: "read",
    summary: "A study, with what was found: `Truth` or `Backtest`; null until it is done",
    params: ofStudy,
    answer: study.extend({ result }).meta({ id: "WholeStudy" }),
    problems: ["not-found"],
  }),
  list: route({
    name: "studies.list",
    method: "GET",
    path: "/studies",
    scope: "read",
    summary: "What was asked of the past, the newest first",
    query: z.strictObject({ ...paging }),
    answer: page(study),
    problems: ["bad-cursor"],
  }),
  stop: route({
    name: "studies.stop",
    method: "POST",
    path: "/studies/{id}/stop",
    scope: "draft",
    summary: "End a study without an answer",
    params: ofStudy,
    answer: study,
    problems: ["not-found", "already-done"],
  }),
  drop: route({
    name: "studies.drop",
    method: "DELETE",
    path: "/studies/{id}",
    scope: "draft",
    summary: "Remove a study with its answer; one that is under way ends",
    params: ofStudy,
    problems: ["not-found"],
  }),
};
