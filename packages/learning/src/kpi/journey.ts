import type { Day } from "@plumbline/scoring";
import type { Money } from "./money.ts";

/** What became of a lead, as far as it is known; days are civil days of the workspace. */
export type Journey = {
  readonly lead: string;
  readonly created: Day;
  readonly opportunity: Day | null;
  readonly customer: Day | null;
  /** What the lead's won business is worth. */
  readonly value: Money | null;
  /** Its score when it was handed to sales, or as it came. */
  readonly score: number | null;
  /** Instants (ms): when it was handed to sales, and when they first got in touch. */
  readonly handedOver: number | null;
  readonly contacted: number | null;
};

/** Days from `from` to before `before`. */
export type Period = { readonly from: Day; readonly before: Day };

/**
 * What a figure counts. `cohort`: the leads created in the period, and what became of them by the day it is asked;
 * comparable between sources, but young cohorts have not finished. `period`: what happened in the period, whenever
 * the leads came; finished at once, but mixes cohorts.
 */
export type Basis = "cohort" | "period";

export function isIn(day: Day | null, { from, before }: Period): boolean {
  return day !== null && day >= from && day < before;
}

/** Whether it had happened by the end of a day. */
export function isBy(day: Day | null, asOf: Day): day is Day {
  return day !== null && day <= asOf;
}
