import { type Answer, type Missing, missingOf, notEnough } from "../answer.ts";
import { differenceOf, type Interval, LEVEL, logitInterval, normalInterval } from "../numbers/interval.ts";
import { lastNear } from "../numbers/last-near.ts";
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

/**
 * Two scores of the same leads, by DeLong's paired test: what they share cancels. Where one of them separates
 * perfectly, or a difference seems to have no variance, the sample says nothing of it; then the difference goes by the
 * intervals of the two, as if they shared nothing. Leads of one of `units` (a number for each lead) are not taken for
 * independent: variances are sums over units (Obuchowski, "Nonparametric Analysis of Clustered ROC Curve Data",
 * Biometrics 53, 1997), and those of DeLong where every lead is a unit of its own. The sums are of use from some ten
 * units among those who convert, and as many among the others; of fewer, nothing is said.
 */
export function compareAuc(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  converted: ArrayLike<number>,
  level = LEVEL,
  units?: ArrayLike<number>,
): Answer<AucDifference> {
  const missing = [...missingForAuc(converted), ...(units ? missingUnits(converted, units) : [])];
  if (missing.length > 0) return notEnough(...missing);
  const [one, other] = [placementsOf(first, converted, units), placementsOf(second, converted, units)];
  const [a, b] = [aucOf(one, level), aucOf(other, level)];
  const difference = b.auc - a.auc;
  const variance = Math.max(0, a.variance + b.variance - 2 * covarianceOf(one, other));
  const isSilent = isPerfect(a) || isPerfect(b) || (difference !== 0 && variance < LEAST_VARIANCE);
  const { low, high } = isSilent ? apart(one, other, level) : normalInterval(difference, variance, level);
  return {
    ...{ enough: true, first: a, second: b, difference, variance },
    interval: { low: Math.max(-1, low), high: Math.min(1, high) },
    p: isSilent ? chanceOfNone(one, other) : chanceOf(difference, variance),
  };
}

/** Less is what rounding leaves of none. */
const LEAST_VARIANCE = 1e-12;

const isPerfect = ({ auc }: Auc): boolean => auc === 0 || auc === 1;

function chanceOf(difference: number, variance: number): number {
  return difference === 0 ? 1 : normalTwoSided(difference / Math.sqrt(variance));
}

/** Second minus first, as if they shared nothing. */
function apart(one: Placements, other: Placements, level: number): Interval {
  const [first, second] = [aucOf(one, level), aucOf(other, level)];
  return differenceOf({ rate: second.auc, ...second }, { rate: first.auc, ...first });
}

/** The least p whose interval leaves out that there is no difference. */
function chanceOfNone(one: Placements, other: Placements): number {
  return lastNear(1, 0, (p) => {
    const { low, high } = apart(one, other, 1 - p);
    return low > 0 || high < 0;
  });
}

function missingForAuc(converted: ArrayLike<number>): readonly Missing[] {
  const { hits, misses } = countOutcomes(converted);
  return missingOf({ what: "converted", needed: 2, found: hits }, { what: "not-converted", needed: 2, found: misses });
}

/** Fewer units than these tell of no variance: with two of them, every other difference of nothing would seem sure. */
const LEAST_UNITS = 10;

function missingUnits(converted: ArrayLike<number>, units: ArrayLike<number>): readonly Missing[] {
  const [hits, misses] = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < converted.length; i++) (converted[i] === 1 ? hits : misses).add(units[i] as number);
  return missingOf({ what: "groups", needed: LEAST_UNITS, found: Math.min(hits.size, misses.size) });
}

/** For each that converted the share of the others below it; for each that did not the share of converters above it. */
type Placements = {
  readonly hits: Float64Array;
  readonly misses: Float64Array;
  /** Of which unit each of them is; absent where each is one of its own. */
  readonly units?: { readonly hits: Float64Array; readonly misses: Float64Array };
};

function placementsOf(scores: ArrayLike<number>, converted: ArrayLike<number>, units?: ArrayLike<number>): Placements {
  const ranking = rank(scores);
  const hitsAt = countBySteps(ranking, converted);
  const missesAt = countBySteps(ranking).map((all, step) => all - (hitsAt[step] as number));
  const [above, below] = [halfwayTotals(hitsAt), halfwayTotals(missesAt)];
  const { hits, misses } = countOutcomes(converted);
  const empty = () => ({ hits: new Float64Array(hits), misses: new Float64Array(misses) });
  const [found, own] = [empty(), empty()];
  let [hit, miss] = [0, 0];
  for (let i = 0; i < ranking.stepOf.length; i++) {
    const step = ranking.stepOf[i] as number;
    if (converted[i] === 1) {
      own.hits[hit] = units?.[i] ?? i;
      found.hits[hit++] = 1 - (below[step] as number) / misses;
    } else {
      own.misses[miss] = units?.[i] ?? i;
      found.misses[miss++] = (above[step] as number) / hits;
    }
  }
  return units ? { ...found, units: own } : found;
}

/** What lies above each step, and half of what lies on it. */
function halfwayTotals(counts: Float64Array): Float64Array {
  let above = 0;
  return counts.map((own) => (above += own) - own / 2);
}

function covarianceOf(one: Placements, other: Placements): number {
  if (one.units) return covarianceByUnit(sharesOf(one), sharesOf(other));
  return covariance(one.hits, other.hits) / one.hits.length + covariance(one.misses, other.misses) / one.misses.length;
}

function covarianceByUnit(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number {
  return [...one].reduce((sum, [unit, own]) => sum + own * (other.get(unit) ?? 0), 0);
}

/** What each unit adds to how far the estimate is off, with the correction for few units. */
function sharesOf({ hits, misses, units }: Placements): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  const add = (placements: Float64Array, of: Float64Array | undefined) => {
    const centre = mean(placements);
    const count = independent(placements, of);
    const whole = placements.length * Math.sqrt((count - 1) / count);
    for (const [i, own] of placements.entries()) {
      const unit = of?.[i] ?? i;
      shares.set(unit, (shares.get(unit) ?? 0) + (own - centre) / whole);
    }
  };
  add(hits, units?.hits);
  add(misses, units?.misses);
  return shares;
}

/** How many there are that may be taken for independent. */
const independent = (placements: Float64Array, units: Float64Array | undefined): number =>
  units ? new Set(units).size : placements.length;

function aucOf(placements: Placements, level: number): Auc {
  const estimate = mean(placements.hits);
  const variance = covarianceOf(placements, placements);
  const interval =
    variance >= LEAST_VARIANCE && estimate > 0 && estimate < 1
      ? logitInterval(estimate, variance, level)
      : scoreInterval(
          estimate,
          independent(placements.hits, placements.units?.hits),
          independent(placements.misses, placements.units?.misses),
          level,
        );
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
