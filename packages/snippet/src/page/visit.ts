import { keep, kept } from "./kept.ts";

/** Whole visits of one browser: half an hour of silence ends one. */
export type Visit = {
  /** When it began, in ms since 1970; its name as well. */
  readonly start: number;
  /** 1 for the first visit of this browser. */
  readonly number: number;
  /** The latest event of it. */
  readonly last: number;
};

const SILENCE = 30 * 60_000;
export const VISIT_KEY = "plumbline:visit";

/** The visit to which an event at this time belongs. */
export function visitAfter(known: Visit | undefined, at: number): Visit {
  if (known && at - known.last <= SILENCE) return { ...known, last: Math.max(at, known.last) };
  return { start: at, number: (known?.number ?? 0) + 1, last: at };
}

/** The running visit as events carry it; tabs of one browser share it. */
export function visitAt(at: number): { readonly id: string; readonly number: number; readonly startedAt: string } {
  const visit = visitAfter(kept<Visit>(VISIT_KEY), at);
  keep(VISIT_KEY, visit);
  return { id: String(visit.start), number: visit.number, startedAt: new Date(visit.start).toISOString() };
}
