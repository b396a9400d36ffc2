import { column } from "../numbers/column.ts";

/** Leads as columns: the score that each had before its outcome was known, and whether it converted (1) or not (0). */
export type ScoredOutcomes = { readonly scores: ArrayLike<number>; readonly converted: ArrayLike<number> };

/** The same where a lead may count as several, or as less than one; as one unless said. */
export type WeightedOutcomes = ScoredOutcomes & { readonly weights?: ArrayLike<number> };

/** How many converted, and how many did not. */
export function countOutcomes(converted: ArrayLike<number>): { readonly hits: number; readonly misses: number } {
  let hits = 0;
  for (let i = 0; i < converted.length; i++) hits += converted[i] as number;
  return { hits, misses: converted.length - hits };
}

/** How often each row counts. */
export function weightsOf(rows: number, weights: ArrayLike<number> | undefined): Float64Array {
  return column(rows, (i) => (weights ? (weights[i] as number) : 1));
}
