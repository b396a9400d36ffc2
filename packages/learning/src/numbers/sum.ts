import { column } from "./column.ts";

/**
 * A sum whose error does not grow with the number of terms: Neumaier, "Rundungsfehleranalyse einiger
 * Verfahren zur Summation endlicher Summen", ZAMM 54 (1974). Finite terms only.
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** The mean in which each value counts by its weight; NaN where all weigh nothing. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  return sum(column(values.length, (i) => (values[i] as number) * (weights[i] as number))) / sum(weights);
}

/** The unbiased sample covariance of two columns of one length, computed in two passes; NaN below two rows. */
export function covariance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  const products = column(a.length, (i) => ((a[i] as number) - middleA) * ((b[i] as number) - middleB));
  return sum(products) / (a.length - 1);
}
