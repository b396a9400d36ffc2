import { betaQuantile } from "./beta.ts";
import { column } from "./column.ts";
import { reachOf } from "./normal.ts";
import { sum, weightedMean } from "./sum.ts";

/** Where a figure may well lie. */
export type Interval = { readonly low: number; readonly high: number };

/** How often intervals are to cover the truth, unless the caller says otherwise. */
export const LEVEL = 0.95;

/** A share of a whole, with its interval. */
export type Rate = { readonly rate: number; readonly interval: Interval };

/**
 * The interval of a proportion: Wilson, "Probable inference, the law of succession, and statistical inference",
 * JASA 22 (1927). Everything from 0 to 1 where nothing was seen.
 */
export function wilson(hits: number, of: number, level = LEVEL): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const square = reachOf(level) ** 2;
  const centre = (hits + square / 2) / (of + square);
  const half = Math.sqrt(square * ((hits * (of - hits)) / of + square / 4)) / (of + square);
  // At the ends the formula is exactly 0 and 1; the estimate stays inside whatever the rounding.
  return {
    low: Math.max(0, Math.min(centre - half, hits / of)),
    high: Math.min(1, Math.max(centre + half, hits / of)),
  };
}

/**
 * A share where some count more than others, with Wilson's interval for as many as would have the variance that the
 * weighted share has: Franco, Little, Louis & Slud, "Comparative study of confidence intervals for proportions in
 * complex sample surveys", J. Survey Statistics and Methodology 7 (2019). Where all or none did, by Kish's count.
 */
export function weighedRate(hits: ArrayLike<number>, weights: ArrayLike<number>, level = LEVEL): Rate {
  const rate = weightedMean(hits, weights);
  const all = sum(weights);
  const over = (misses: (hit: number) => number) =>
    sum(Array.from(hits, (hit, i) => ((weights[i] as number) * misses(hit)) ** 2));
  const isMixed = rate > 0 && rate < 1;
  const count = all ** 2 * (isMixed ? (rate * (1 - rate)) / over((hit) => hit - rate) : 1 / over(() => 1));
  return { rate, interval: wilson(rate * count, count, level) };
}

/**
 * The interval of a proportion from Jeffreys' prior: Brown, Cai & DasGupta, "Interval Estimation for a Binomial
 * Proportion" (2001).
 */
export function jeffreys(hits: number, of: number, level = LEVEL): Interval {
  const rest = (1 - level) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(rest, hits + 0.5, of - hits + 0.5),
    high: hits === of ? 1 : betaQuantile(1 - rest, hits + 0.5, of - hits + 0.5),
  };
}

/**
 * The interval of the difference of two independent proportions, first minus second: Newcombe, "Interval estimation
 * for the difference between independent proportions", method 10, Statistics in Medicine 17 (1998).
 */
export function differenceInterval(
  [hits, of]: readonly [number, number],
  [otherHits, otherOf]: readonly [number, number],
  level = LEVEL,
): Interval {
  if (of === 0 || otherOf === 0) return { low: -1, high: 1 };
  return differenceOf(
    { rate: hits / of, interval: wilson(hits, of, level) },
    { rate: otherHits / otherOf, interval: wilson(otherHits, otherOf, level) },
  );
}

/**
 * The interval of a difference, first minus second, from the intervals of two figures that share nothing: MOVER, Zou &
 * Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27 (2008).
 */
export function differenceOf(own: Rate, other: Rate): Interval {
  const difference = own.rate - other.rate;
  return {
    low: difference - Math.hypot(own.rate - own.interval.low, other.interval.high - other.rate),
    high: difference + Math.hypot(own.interval.high - own.rate, other.rate - other.interval.low),
  };
}

/**
 * The interval of a figure between nought and one from its variance, on the scale of log-odds, so that it stays between
 * them: Pepe, "The Statistical Evaluation of Medical Tests" (2003), 5.2.4. Needs an estimate strictly between.
 */
export function logitInterval(estimate: number, variance: number, level = LEVEL): Interval {
  const odds = estimate / (1 - estimate);
  const spread = Math.exp((reachOf(level) * Math.sqrt(variance)) / (estimate * (1 - estimate)));
  const [low, high] = [odds / spread, odds * spread];
  return {
    low: Math.min(low / (1 + low), estimate),
    high: high === Number.POSITIVE_INFINITY ? 1 : Math.max(high / (1 + high), estimate),
  };
}

/** The interval of a figure that is near enough to normal. */
export function normalInterval(estimate: number, variance: number, level = LEVEL): Interval {
  const half = reachOf(level) * Math.sqrt(variance);
  return { low: estimate - half, high: estimate + half };
}

/** The interval of a weighted mean over independent rows, whose weights are known and not drawn. At least two rows. */
export function weightedInterval(values: ArrayLike<number>, weights: ArrayLike<number>, level = LEVEL): Interval {
  const rows = values.length;
  const middle = weightedMean(values, weights);
  const squares = column(rows, (i) => ((weights[i] as number) * ((values[i] as number) - middle)) ** 2);
  return normalInterval(middle, ((sum(squares) / sum(weights) ** 2) * rows) / (rows - 1), level);
}
