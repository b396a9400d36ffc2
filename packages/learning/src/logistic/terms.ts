import { codesOf, type Table } from "../table/table.ts";
import type { Design } from "./fit-logistic.ts";

/** How a feature becomes terms: its number in standard deviations from the mean, one for each level, one for missing. */
export type FeatureTerms =
  | {
      readonly kind: "number";
      readonly value: number;
      /** The term that is 1 where the number is missing; −1 where none was. */
      readonly missing: number;
      readonly mean: number;
      readonly deviation: number;
    }
  | { readonly kind: "category"; readonly first: number; readonly codes: number; readonly missing: number };

export type Terms = { readonly features: readonly FeatureTerms[]; readonly count: number };

/** Lays out the terms of a table's features. A missing number counts as the mean, and has its own term besides. */
export function termsOf({ features, columns, weight }: Table): Terms {
  let count = 0;
  const next = (terms = 1): number => {
    count += terms;
    return count - terms;
  };
  const laid = features.map((feature, f): FeatureTerms => {
    const column = columns[f] as Float64Array;
    const hasMissing = column.some((value) => Number.isNaN(value));
    if (feature.kind === "category") {
      const codes = codesOf(feature);
      return { kind: "category", first: next(codes), codes, missing: hasMissing ? next() : -1 };
    }
    return { kind: "number", value: next(), missing: hasMissing ? next() : -1, ...spreadOf(column, weight) };
  });
  return { features: laid, count };
}

/** The one term of a feature's value that is not nought, if any. */
export function termOf(own: FeatureTerms, value: number): { readonly term: number; readonly amount: number } | null {
  if (Number.isNaN(value)) return own.missing < 0 ? null : { term: own.missing, amount: 1 };
  if (own.kind === "category") return { term: own.first + value, amount: 1 };
  return { term: own.value, amount: (value - own.mean) / own.deviation };
}

/** What the features of the row at `at` add to the log-odds, by their coefficients. */
export function pullOf(
  { features }: Terms,
  coefficients: ArrayLike<number>,
  values: ArrayLike<number>,
  at: number,
): number {
  let pull = 0;
  for (let f = 0; f < features.length; f++) {
    const entry = termOf(features[f] as FeatureTerms, values[at + f] as number);
    if (entry) pull += (coefficients[entry.term] as number) * entry.amount;
  }
  return pull;
}

/** The rows of a table as terms. */
export function designOf({ rows, columns }: Table, { features, count }: Terms): Design {
  const start = new Int32Array(rows + 1);
  const term = new Int32Array(rows * features.length);
  const value = new Float64Array(rows * features.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < features.length; f++) {
      const entry = termOf(features[f] as FeatureTerms, (columns[f] as Float64Array)[row] as number);
      if (!entry) continue;
      term[at] = entry.term;
      value[at++] = entry.amount;
    }
    start[row + 1] = at;
  }
  return { rows, terms: count, start, term: term.subarray(0, at), value: value.subarray(0, at) };
}

function spreadOf(column: Float64Array, weight: Float64Array): { readonly mean: number; readonly deviation: number } {
  let [total, sum] = [0, 0];
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i])) continue;
    total += weight[i] as number;
    sum += (weight[i] as number) * (column[i] as number);
  }
  const mean = total > 0 ? sum / total : 0;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    if (!Number.isNaN(column[i])) squares += (weight[i] as number) * ((column[i] as number) - mean) ** 2;
  }
  const deviation = total > 0 ? Math.sqrt(squares / total) : 0;
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}
