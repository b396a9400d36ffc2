import type { Answered } from "../api.ts";

export type Item = Answered<"quarantine", "list">["items"][number];
type Reason = Answered<"quarantine", "reasons">["items"][number];
export type ReasonGroup = { readonly code: string; readonly count: number };

/** How many items wait by their reason, of all sources, the reason with the most items first. */
export function groupByReason(reasons: readonly Reason[]): readonly ReasonGroup[] {
  return [...Map.groupBy(reasons, ({ code }) => code)]
    .map(([code, own]) => ({ code, count: own.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

export type Result = {
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly dropped: number;
  /** How many the server could not deal with. */
  readonly errors: number;
};

export const NO_RESULT: Result = { stored: 0, duplicates: 0, quarantined: 0, dropped: 0, errors: 0 };

/** A result with what became of one more item. */
export function withOne(result: Result, one: Partial<Result>): Result {
  return {
    stored: result.stored + (one.stored ?? 0),
    duplicates: result.duplicates + (one.duplicates ?? 0),
    quarantined: result.quarantined + (one.quarantined ?? 0),
    dropped: result.dropped + (one.dropped ?? 0),
    errors: result.errors + (one.errors ?? 0),
  };
}
