import { z } from "zod";
import { rise } from "./lead-desk.ts";
import { day, inExperiment, modelName, points } from "./value.ts";

/** Where a lead or an account is under a model. */
export const standing = z
  .strictObject({
    model: modelName,
    version: z.int().min(1),
    /** Null where the model does not score it. */
    total: points.nullable(),
    band: z.string().nullable(),
    market: z.string().nullable(),
    zone: z.string().nullable(),
    cell: z.string().nullable(),
    since: day.nullable().describe("Since when it is in its band"),
    dueOn: day.nullable().describe("The next day on which this may differ without a new event"),
    experiment: inExperiment.optional().describe("Where the version of an arm says this, and not the live one"),
  })
  .meta({ id: "Standing" });

const reason = z.looseObject({ kind: z.string() });

/** A line of a score's ledger; points as people write them. */
export const line = z.looseObject({ kind: z.string(), points }).meta({ id: "Line" });

export const dimension = z.strictObject({ name: z.string(), points, label: z.string().nullable() });

/** The lines that gave or took most: what to say in one breath. */
export const topReason = z.strictObject({
  code: z.string(),
  points,
  rule: z.string().nullable(),
  dimension: z.string(),
});

/** What a model says of a lead or an account on one day, line by line. */
export const verdict = z
  .strictObject({
    model: modelName,
    version: z.int().min(1),
    day,
    total: points.nullable(),
    dimensions: z.array(dimension),
    market: z.string().nullable(),
    zone: z.string().nullable(),
    cell: z.string().nullable(),
    lines: z.array(line),
    totalLines: z.array(line),
    /** Why there is no score. */
    unscored: reason.nullable(),
    dueOn: day.nullable(),
    experiment: inExperiment.optional().describe("Where the version of an arm says this, and not the live one"),
  })
  .meta({ id: "Verdict" });

const nextSteps = z.strictObject({
  byItself: z.strictObject({ on: day, band: z.string().nullable() }).nullable(),
  rises: z.array(z.strictObject({ ...rise, total: points })),
});

/** A verdict of today, with the band that the lead is in and what would raise it. */
export const scored = verdict
  .extend({
    band: z.string().nullable(),
    since: day.nullable(),
    nextSteps: nextSteps.nullable(),
    reasons: z.array(topReason),
  })
  .meta({ id: "ScoredNow" });
