import { type Answer, type Missing, missingOf, notEnough } from "../answer.ts";
import { type Interval, LEVEL, logitInterval, normalInterval } from "../numbers/interval.ts";
import { normalTwoSided, reachOf } from "../numbers/normal.ts";
import { covariance, mean } from "../numbers/sum.ts";
import { countBySteps, rank } from "./ranking.ts";
import { countOutcomes, type ScoredOutcomes } from "./scored-outcomes.ts";

export type Auc = { readonly auc: number; readonly variance: number; readonly interval: Interval };

export type AucDifference = {
  readonly first: Auc;
  readonly second: Auc;
  /** Second minus first. */
  readonly difference: number;
  readonly variance: number;
  readonly interval: Interval;
  readonly p: number;
};

/**
 * How well a score tells those who convert from the others: the chance that one who converts is above one who does
 * not, ties half. Variance: DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988), from counts of steps instead of
 * pairs, after Sun & Xu, IEEE SPL 21 (2014). Interval: on the scale of log-odds (Pepe 2003); where the separation is
 * perfect and DeLong's variance says nothing, Newcombe's method 5, Statistics in Medicine 25 (2006).
 */
export function auc({ scores, converted }: ScoredOutcomes, level = LEVEL): Answer<Auc> {
  const missing = missingForAuc(converted);
  if (missing.length > 0) return notEnough(...missing);
  return { enough: true, ...aucOf(placementsOf(scores, converted), level) };
}

/** Two scores of the same leads, by DeLong's paired test: what they share cancels. */
export function compareAuc(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  converted: ArrayLike<number>,
  level = LEVEL,
): Answer<AucDifference> {
  const missing = missingForAuc(converted);
  if (missing.length > 0) return notEnough(...missing);
  const [one, other] = [placementsOf(first, converted), placementsOf(second, converted)];
  const [a, b] = [aucOf(one, level), aucOf(other, level)];
  const difference = b.auc - a.auc;
  const variance = Math.max(0, a.variance + b.variance - 2 * covarianceOf(one, other));
  const { low, high } = normalInterval(difference, variance, level);
  return {
    enough: true,
    first: a,
    second: b,
    difference,
    variance,
    interval: { low: Math.max(-1, low), high: Math.min(1, high) },
    p: difference === 0 ? 1 : normalTwoSided(difference / Math.sqrt(variance)),
  };
}

function missingForAuc(converted: ArrayLike<number>): readonly Missing[] {
  const { hits, misses } = countOutcomes(converted);
  return missingOf({ what: "converted", needed: 2, found: hits }, { what: "not-converted", needed: 2, found: misses });
}

/** For each that converted the share of the others below it; for each that did not the share of converters above it. */
type Placements = { readonly hits: Float64Array; readonly misses: Float64Array };

function placementsOf(scores: ArrayLike<number>, converted: ArrayLike<number>): Placements {
  const ranking = rank(scores);
  const hitsAt = countBySteps(ranking, converted);
  const missesAt = countBySteps(ranking).map((all, step) => all - (hitsAt[step] as number));
  const [above, below] = [halfwayTotals(hitsAt), halfwayTotals(missesAt)];
  const { hits, misses } = countOutcomes(converted);
  const found = { hits: new Float64Array(hits), misses: new Float64Array(misses) };
  let [hit, miss] = [0, 0];
  for (let i = 0; i < ranking.stepOf.length; i++) {
    const step = ranking.stepOf[i] as number;
    if (converted[i] === 1) found.hits[hit++] = 1 - (below[step] as number) / misses;
    else found.misses[miss++] = (above[step] as number) / hits;
  }
  return found;
}

/** What lies above each step, and half of what lies on it. */
function halfwayTotals(counts: Float64Array): Float64Array {
  let above = 0;
  return counts.map((own) => (above += own) - own / 2);
}

function covarianceOf(one: Placements, other: Placements): number {
  return covariance(one.hits, other.hits) / one.hits.length + covariance(one.misses, other.misses) / one.misses.length;
}

function aucOf(placements: Placements, level: number): Auc {
  const estimate = mean(placements.hits);
  const variance = covarianceOf(placements, placements);
  const interval =
    variance > 0 && estimate > 0 && estimate < 1
      ? logitInterval(estimate, variance, level)
      : scoreInterval(estimate, placements.hits.length, placements.misses.length, level);
  return { auc: estimate, variance, interval };
}

/**
 * The interval of a concordance that does not need its sample variance, for perfect separations: every θ that is no
 * further from the estimate than `reach` of its own standard errors (Newcombe 2006, method 5).
 */
export function scoreInterval(estimate: number, hits: number, misses: number, level = LEVEL): Interval {
  const square = reachOf(level) ** 2;
  const half = (hits + misses) / 2 - 1;
  const isNear = (theta: number) => {
    const spread = 1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    return (estimate - theta) ** 2 <= (square * theta * (1 - theta) * spread) / (hits * misses);
  };
  return { low: lastNear(estimate, 0, isNear), high: lastNear(estimate, 1, isNear) };
}

function lastNear(from: number, to: number, isNear: (theta: number) => boolean): number {
  let [near, far] = [from, to];
  for (let round = 0; round < 60; round++) {
    const middle = (near + far) / 2;
    if (isNear(middle)) near = middle;
    else far = middle;
  }
  return near;
}
