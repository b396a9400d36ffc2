import type { Model } from "@plumbline/scoring";
import type { z } from "zod";

/** What a tool's own scoring came to: models, and everything of it that they do not have. */
export type ScoringImport =
  | { readonly ok: true; readonly models: readonly Model[]; readonly leftOut: readonly LeftOut[] }
  /** The file is not what this tool gives; `path` leads to the first thing that should be otherwise. */
  | { readonly ok: false; readonly code: "not-this-format"; readonly path: readonly string[] };

/** Something that was not carried over; `what` is called as people call it in that tool. */
export type LeftOut = { readonly what: string; readonly why: WhyLeftOut };

/** Closed, so that a reason without words does not compile; the words live in `phrases`. */
export type WhyLeftOut =
  /** An action, condition or step of a kind that means nothing to us. */
  | "unknown-kind"
  /** What happens when a score is reached belongs into a playbook. */
  | "action"
  /** Asks for the time spent on one page up to leaving it. */
  | "time-on-page"
  /** Asks how long somebody stayed away. */
  | "time-away"
  /** Gives again and again, but only from the n-th time on. */
  | "repeats-after-count"
  /** Begins or ends within a day; here whole days count. */
  | "time-of-day"
  /** A wildcard that our patterns do not have. */
  | "pattern"
  | "too-long-a-time"
  /** Two thresholds at the same score. */
  | "same-threshold"
  /** A threshold of one part of the score. */
  | "threshold-of-part"
  | "switched-off"
  /** Scores something that is neither a lead nor an account. */
  | "not-a-lead"
  /** Holds only for records of one page layout. */
  | "layout"
  | "unknown-comparison"
  | "value-of-another-field"
  /** Sets the score to a figure instead of adding to it. */
  | "sets-score"
  /** The figure stands in a variable that is not in the file. */
  | "unknown-variable"
  /** Gives different points by conditions of its own. */
  | "choices"
  /** Asks for an event and at the same time for something about the person. */
  | "trigger-with-filters"
  | "not-by-event";

/** Reads a tool's answer by its schema. */
export function readAs<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
): { ok: true; value: z.infer<Schema> } | Extract<ScoringImport, { ok: false }> {
  const read = schema.safeParse(data);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, code: "not-this-format", path: (read.error.issues[0]?.path ?? []).map(String) };
}

/** A name as models may have them. */
export function asName(text: string): string {
  const allowed = text.replaceAll(/[^\p{L}\p{N} _.+-]/gu, " ").replaceAll(/\s+/g, " ");
  return (
    allowed
      .replace(/^[^\p{L}\p{N}]+/u, "")
      .slice(0, 100)
      .trim() || "unnamed"
  );
}

/** A label and a note as models may have them. */
export function asWords(label: string, note?: string | null): { readonly label?: string; readonly note?: string } {
  const kept = { label: label.trim().slice(0, 200), note: note?.trim().slice(0, 2000) };
  return { ...(kept.label ? { label: kept.label } : {}), ...(kept.note ? { note: kept.note } : {}) };
}
