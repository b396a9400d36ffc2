import type { Ranking } from "./ranking.ts";

/**
 * What lies at or above each step of a ranking. Entry 0 is the cut above everybody; entry k takes the steps 0 to k − 1.
 * Lift, gain, precision, recall, profit and capacity are all read from here.
 */
export type Cuts = {
  /** The score from which leads are taken (`from`: inclusive); entry 0 is nobody's. */
  readonly thresholds: Float64Array;
  readonly taken: Float64Array;
  /** How many of those taken converted. */
  readonly hits: Float64Array;
  /** How many leads a week come to each for the first time; absent where that was not looked at. */
  readonly perWeek?: Float64Array;
};

/** The cuts of a ranking; with `weights`, a lead counts that often. */
export function cutsOf(ranking: Ranking, converted: ArrayLike<number>, weights?: ArrayLike<number>): Cuts {
  const { steps, stepOf } = ranking;
  const thresholds = new Float64Array(steps.length + 1).fill(Number.POSITIVE_INFINITY);
  thresholds.set(steps, 1);
  const taken = new Float64Array(steps.length + 1);
  const hits = new Float64Array(steps.length + 1);
  for (let i = 0; i < stepOf.length; i++) {
    const at = (stepOf[i] as number) + 1;
    const weight = weights ? (weights[i] as number) : 1;
    taken[at] = (taken[at] as number) + weight;
    hits[at] = (hits[at] as number) + weight * (converted[i] as number);
  }
  for (let at = 1; at < taken.length; at++) {
    taken[at] = (taken[at] as number) + (taken[at - 1] as number);
    hits[at] = (hits[at] as number) + (hits[at - 1] as number);
  }
  return { thresholds, taken, hits };
}
