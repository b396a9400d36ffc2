import { column } from "../numbers/column.ts";
import { type Interval, LEVEL, normalInterval } from "../numbers/interval.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { rank, slices } from "../truth/ranking.ts";

/** Probabilities, what became of them (1 or 0), and how often each row counts. */
export type Weighed = {
  readonly scores: ArrayLike<number>;
  readonly converted: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
};

const BINS = 10;

/** The mean squared distance of what was predicted and what happened. */
export function brierScore({ scores, converted, weights }: Weighed): number {
  const squares = column(scores.length, (i) => ((scores[i] as number) - (converted[i] as number)) ** 2);
  return weightedMean(squares, weights);
}

/** The expected calibration error of `calibration`, where rows count by their weights; in ten bins of about one size. */
export function calibrationError({ scores, converted, weights }: Weighed): number {
  const sliceOf = slices(rank(scores), BINS);
  const misses = new Float64Array(BINS);
  for (const [i, slice] of sliceOf.entries()) {
    const miss = (converted[i] as number) - (scores[i] as number);
    misses[slice] = (misses[slice] as number) + (weights[i] as number) * miss;
  }
  return sum(misses.map(Math.abs)) / sum(weights);
}

/** The interval of a weighted mean over independent rows, whose weights are known and not drawn. At least two rows. */
export function weightedInterval(values: ArrayLike<number>, weights: ArrayLike<number>, level = LEVEL): Interval {
  const rows = values.length;
  const middle = weightedMean(values, weights);
  const squares = column(rows, (i) => ((weights[i] as number) * ((values[i] as number) - middle)) ** 2);
  return normalInterval(middle, ((sum(squares) / sum(weights) ** 2) * rows) / (rows - 1), level);
}
