import { type Answer, missingOf, notEnough } from "../answer.ts";
import { column } from "../numbers/column.ts";
import { mean, sum } from "../numbers/sum.ts";
import { countOutcomes, type WeightedOutcomes } from "./scored-outcomes.ts";

/** A logistic curve: the probability of a score s is 1 / (1 + exp(−(slope·s + offset))). */
export type Platt = { readonly slope: number; readonly offset: number };

const MOST_ROUNDS = 100;
/** Keeps the Hessian invertible (Lin, Lin & Weng). */
const RIDGE = 1e-12;
const SMALLEST_STEP = 1e-10;
const NEAR = 1e-13;

/**
 * A logistic curve through scores and outcomes: Platt, "Probabilistic Outputs for Support Vector Machines" (1999),
 * with his targets, which keep perfectly separated scores from infinite slopes, by the Newton method with
 * backtracking of Lin, Lin & Weng, "A note on Platt's probabilistic outputs" (2007). Scores are standardised on the
 * way.
 */
export function fitPlatt({ scores, converted, weights }: WeightedOutcomes): Answer<Platt> {
  const { hits, misses } = countOutcomes(converted);
  const missing = missingOf(
    { what: "converted", needed: 1, found: hits },
    { what: "not-converted", needed: 1, found: misses },
  );
  if (missing.length > 0) return notEnough(...missing);
  const middle = mean(scores);
  const spread = Math.sqrt(mean(column(scores.length, (i) => ((scores[i] as number) - middle) ** 2))) || 1;
  const places = column(scores.length, (i) => ((scores[i] as number) - middle) / spread);
  const weight = column(scores.length, (i) => (weights ? (weights[i] as number) : 1));
  const [won, not] = [1, 0].map((side) => sum(weight.filter((_, i) => converted[i] === side))) as [number, number];
  const targets = column(scores.length, (i) => (converted[i] === 1 ? (won + 1) / (won + 2) : 1 / (not + 2)));
  const start = { slope: 0, offset: Math.log((won + 1) / (not + 1)) };
  const { slope, offset } = climb({ places, targets, weight }, start);
  return { enough: true, slope: slope / spread, offset: offset - (slope * middle) / spread };
}

/** The probability of a score on a logistic curve. */
export function applyPlatt({ slope, offset }: Platt, score: number): number {
  return logistic(slope * score + offset);
}

function logistic(odds: number): number {
  return odds >= 0 ? 1 / (1 + Math.exp(-odds)) : Math.exp(odds) / (1 + Math.exp(odds));
}

type Points = { readonly places: Float64Array; readonly targets: Float64Array; readonly weight: Float64Array };

function climb(points: Points, start: Platt): Platt {
  let curve = start;
  let cost = costOf(curve, points);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const step = newtonStep(curve, points);
    // So near the minimum the cost's own rounding hides what is saved, and a whole step is right.
    if (step.gain < NEAR * points.places.length) return moved(curve, step, 1);
    let size = 1;
    let next = moved(curve, step, size);
    let nextCost = costOf(next, points);
    while (nextCost > cost - 1e-4 * size * step.gain && size >= SMALLEST_STEP) {
      size /= 2;
      next = moved(curve, step, size);
      nextCost = costOf(next, points);
    }
    if (!(nextCost < cost)) return curve;
    curve = next;
    cost = nextCost;
  }
  return curve;
}

type Step = Platt & {
  /** The gradient along the step: what a full step would save, to first order. */
  readonly gain: number;
};

function moved(curve: Platt, step: Step, size: number): Platt {
  return { slope: curve.slope + size * step.slope, offset: curve.offset + size * step.offset };
}

function newtonStep(curve: Platt, { places, targets, weight: counts }: Points): Step {
  let [h11, h12, h22, g1, g2] = [RIDGE, 0, RIDGE, 0, 0];
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const p = applyPlatt(curve, place);
    const weight = (counts[i] as number) * p * (1 - p);
    h11 += place * place * weight;
    h12 += place * weight;
    h22 += weight;
    const miss = (counts[i] as number) * (p - (targets[i] as number));
    g1 += place * miss;
    g2 += miss;
  }
  const determinant = h11 * h22 - h12 * h12;
  const slope = -(h22 * g1 - h12 * g2) / determinant;
  const offset = -(h11 * g2 - h12 * g1) / determinant;
  return { slope, offset, gain: -(g1 * slope + g2 * offset) };
}

/** The cross-entropy of the targets, written so that no exponential overflows. */
function costOf({ slope, offset }: Platt, { places, targets, weight }: Points): number {
  let cost = 0;
  for (let i = 0; i < places.length; i++) {
    const odds = slope * (places[i] as number) + offset;
    const own = Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - (targets[i] as number) * odds;
    cost += (weight[i] as number) * own;
  }
  return cost;
}
