import type { Answer, ShadowComparison, Shadowed, ThresholdChoice, ThresholdGoal, Totals } from "@plumbline/learning";

export type ThresholdWork = {
  readonly totals: Totals;
  readonly goal: ThresholdGoal;
  readonly seed: number;
};

/** What a thread of its own works out, from what, and to what. */
export type ThreadWorks = {
  readonly threshold: { readonly given: ThresholdWork; readonly found: Answer<ThresholdChoice> };
  /** Versions of shadow mode, each held against the live one. */
  readonly shadows: { readonly given: readonly Shadowed[]; readonly found: readonly Answer<ShadowComparison>[] };
};

export type ThreadWork = {
  readonly [Kind in keyof ThreadWorks]: { readonly kind: Kind; readonly given: ThreadWorks[Kind]["given"] };
}[keyof ThreadWorks];
