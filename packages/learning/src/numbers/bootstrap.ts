import { drawIndex, seeded } from "./chance.ts";
import { type Interval, LEVEL } from "./interval.ts";

export type Bootstrap = {
  readonly seed: number;
  /** How often the rows are drawn again; 500 unless said. */
  readonly repeats?: number;
  readonly level?: number;
};

/**
 * What a figure becomes when the rows are drawn again with replacement, in rising order: Efron, "Bootstrap Methods:
 * Another Look at the Jackknife" (1979). `figure` is told how often each row was drawn, in an array that is used
 * again.
 */
export function redrawn(
  rows: number,
  { seed, repeats = 500 }: Bootstrap,
  figure: (drawn: Uint32Array) => number,
): Float64Array {
  const chance = seeded(seed);
  const drawn = new Uint32Array(rows);
  return Float64Array.from({ length: repeats }, () => {
    drawn.fill(0);
    for (let i = 0; i < rows; i++) {
      const row = drawIndex(chance, rows);
      drawn[row] = (drawn[row] as number) + 1;
    }
    return figure(drawn);
  }).sort();
}

/** The middle share of values in rising order, with the estimate inside: the percentile interval (Efron 1981). */
export function middleOf(sorted: ArrayLike<number>, estimate: number, level = LEVEL): Interval {
  const skipped = Math.floor(((1 - level) / 2) * sorted.length);
  return {
    low: Math.min(sorted[skipped] ?? estimate, estimate),
    high: Math.max(sorted[sorted.length - 1 - skipped] ?? estimate, estimate),
  };
}
