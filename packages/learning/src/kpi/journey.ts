import type { Day } from "@plumbline/scoring";

/** What became of a lead, as far as it is known; days are civil days of the workspace. */
export type Journey = Fate & {
  readonly lead: string;
  /** First seen. */
  readonly created: Day;
  /** Its score when it was handed to sales, or else as it stood by the day it is told for. */
  readonly score: number | null;
  /** When it was first handed to sales (an instant in ms, and its day), and when they first got in touch after that. */
  readonly handedOver: number | null;
  readonly handedOverOn: Day | null;
  readonly contacted: number | null;
};

/** How far it came with a lead. */
export type Fate = {
  /** The first opportunity. */
  readonly opportunity: Day | null;
  /** The first deal that was won. */
  readonly customer: Day | null;
  /** All deals that were won, the first one first. */
  readonly won: readonly WonDeal[];
  /** Null where it never had an opportunity, has one that is open, or is a customer. */
  readonly lost: { readonly day: Day; readonly reason: string } | null;
};

export type WonDeal = {
  readonly day: Day;
  /** Null where nothing was said; `currency` as it was said. */
  readonly amount: number | null;
  readonly currency: string | null;
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
