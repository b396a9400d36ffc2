import { LEVEL, type Rate, wilson } from "../numbers/interval.ts";
import { type CutFigures, entriesToDraw, figuresAt } from "./cut-curve.ts";
import { cutsOf } from "./cuts.ts";
import { rank, slices } from "./ranking.ts";
import type { ScoredOutcomes } from "./scored-outcomes.ts";

/** How a group of leads converted. */
export type GroupConversion<Group> = {
  readonly group: Group;
  readonly leads: number;
  readonly converted: number;
  /** Null where the group is empty. */
  readonly conversion: Rate | null;
};

/**
 * Conversion by group (a band, a slice, a market), with Wilson's interval, in the order of `groups`; leads of no group
 * that is named are left out.
 */
export function conversionBy<Group>(
  groups: readonly Group[],
  groupOf: ArrayLike<Group>,
  converted: ArrayLike<number>,
  level = LEVEL,
): readonly GroupConversion<Group>[] {
  const counts = new Map(groups.map((group) => [group, { leads: 0, hits: 0 }]));
  for (let i = 0; i < groupOf.length; i++) {
    const count = counts.get(groupOf[i] as Group);
    if (!count) continue;
    count.leads++;
    count.hits += converted[i] as number;
  }
  return [...counts].map(([group, { leads, hits }]) => ({
    group,
    leads,
    converted: hits,
    conversion: leads === 0 ? null : { rate: hits / leads, interval: wilson(hits, leads, level) },
  }));
}

/** Conversion by decile of the score, decile 1 holding the best. Leads of one score are never parted. */
export function conversionByDecile(
  { scores, converted }: ScoredOutcomes,
  level = LEVEL,
): readonly GroupConversion<number>[] {
  const deciles = slices(rank(scores), 10).map((slice) => slice + 1);
  return conversionBy([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], deciles, converted, level);
}

/**
 * Precision, recall, F1, lift and gain at the thresholds of a score, from nobody to everybody: at every threshold where
 * there are few, at about `most` of them otherwise.
 */
export function cutCurve({ scores, converted }: ScoredOutcomes, most = 200, level = LEVEL): readonly CutFigures[] {
  const cuts = cutsOf(rank(scores), converted);
  return entriesToDraw(cuts, most).map((at) => figuresAt(cuts, at, level));
}
