import { type Answer, type Missing, missingOf, notEnough } from "../answer.ts";
import { column } from "../numbers/column.ts";
import { type Interval, LEVEL, normalInterval } from "../numbers/interval.ts";
import { normalTwoSided } from "../numbers/normal.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { chiSquareTail } from "../numbers/tails.ts";
import { countOutcomes, type ScoredOutcomes, type WeightedOutcomes, weightsOf } from "./scored-outcomes.ts";

export type Drift = {
  /** The population stability index. */
  readonly psi: number;
  /** The chance of an index of this size where nothing has changed. */
  readonly p: number;
  /** By the usual marks of 0.1 and 0.25; an index that chance explains (p ≥ 0.01) is stable. */
  readonly verdict: "stable" | "moving" | "moved";
};

/**
 * How far a distribution over the same groups has moved: the index Σ (q − p)·log(q / p) of scorecard practice
 * (Siddiqi, "Credit Risk Scorecards", 2006), each group with half a lead more so that an empty one does not make it
 * infinite. Without drift it is (1/n + 1/m)·χ² with groups − 1 degrees: Yurdakul & Naranjo, J. Risk Model Validation
 * 14 (2020).
 */
export function drift(before: readonly number[], now: readonly number[]): Answer<Drift> {
  const [all, newest] = [sum(before), sum(now)];
  const used = before.flatMap((count, i) => (count + (now[i] as number) > 0 ? [i] : []));
  const missing = missingOf(
    { what: "leads", needed: 1, found: Math.min(all, newest) },
    { what: "groups", needed: 2, found: used.length },
  );
  if (missing.length > 0) return notEnough(...missing);
  const half = used.length / 2;
  const psi = sum(
    used.map((i) => {
      const [p, q] = [((before[i] as number) + 0.5) / (all + half), ((now[i] as number) + 0.5) / (newest + half)];
      return (q - p) * Math.log(q / p);
    }),
  );
  const p = chiSquareTail(psi / (1 / all + 1 / newest), used.length - 1);
  return { enough: true, psi, p, verdict: verdictOf(psi, p) };
}

/** What an index says whose size has this chance where nothing changed; of many indexes, the q-value of theirs. */
export function verdictOf(psi: number, chance: number): Drift["verdict"] {
  if (chance >= 0.01 || psi < 0.1) return "stable";
  return psi < 0.25 ? "moving" : "moved";
}

/**
 * The drift of a score or trait that is a number, over the tenths of what it was before. With weights each lead counts as
 * often as its own says, so these have to sum to as many leads as they are worth.
 */
export function numberDrift(
  before: ArrayLike<number>,
  now: ArrayLike<number>,
  { groups = 10, weights = [] }: NumberDriftOptions = {},
): Answer<Drift> {
  const [ofBefore, ofNow] = [weightsOf(before.length, weights[0]), weightsOf(now.length, weights[1])];
  const edges = edgesOf(before, ofBefore, groups);
  const counted = (values: ArrayLike<number>, own: ArrayLike<number>) => {
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (let i = 0; i < values.length; i++) {
      const at = edges.findIndex((edge) => (values[i] as number) < edge);
      const group = at < 0 ? edges.length : at;
      counts[group] = (counts[group] as number) + (own[i] as number);
    }
    return counts;
  };
  return drift(counted(before, ofBefore), counted(now, ofNow));
}

type NumberDriftOptions = {
  readonly groups?: number;
  /** Of the leads before, and of those now. */
  readonly weights?: readonly [] | readonly [ArrayLike<number>, ArrayLike<number>];
};

/** Where each tenth of the values begins but the first; equal ones once. */
function edgesOf(values: ArrayLike<number>, weights: ArrayLike<number>, groups: number): readonly number[] {
  const order = Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const all = sum(weights);
  const edges = new Set<number>();
  let [passed, next] = [0, 1];
  for (const i of order) {
    passed += weights[i] as number;
    for (; next < groups && passed > (next * all) / groups; next++) edges.add(values[i] as number);
  }
  return [...edges];
}

export type CalibrationGap = {
  /** What came true minus what was predicted, per lead. */
  readonly gap: number;
  readonly interval: Interval;
};

export type CalibrationDrift = {
  readonly before: CalibrationGap;
  readonly now: CalibrationGap;
  /** How much further reality lies above prediction now than before. */
  readonly change: CalibrationGap;
  /** Of the change. */
  readonly p: number;
  /** Of the newest predictions being right as they are: Spiegelhalter, Statistics in Medicine 5 (1986). */
  readonly spiegelhalter: number;
};

/**
 * Whether probabilities that held in one period still hold in the next: calibration in the large (Cox, Biometrika 45,
 * 1958; Steyerberg, "Clinical Prediction Models", 2009) of both and its change, with normal intervals from the
 * residuals.
 */
export function calibrationDrift(
  before: WeightedOutcomes,
  now: WeightedOutcomes,
  level = LEVEL,
): Answer<CalibrationDrift> {
  const missing = [...missingForGap(before), ...missingForGap(now)];
  if (missing.length > 0) return notEnough(...missing);
  const [old, own] = [gapOf(before), gapOf(now)];
  const said = ({ gap, variance }: Gap): CalibrationGap => ({ gap, interval: normalInterval(gap, variance, level) });
  const change = { gap: own.gap - old.gap, variance: own.variance + old.variance };
  return {
    enough: true,
    before: said(old),
    now: said(own),
    change: said(change),
    p: normalTwoSided(change.gap / Math.sqrt(change.variance)),
    spiegelhalter: spiegelhalter(now),
  };
}

function missingForGap({ converted }: ScoredOutcomes): readonly Missing[] {
  const { hits, misses } = countOutcomes(converted);
  return missingOf({ what: "converted", needed: 1, found: hits }, { what: "not-converted", needed: 1, found: misses });
}

type Gap = { readonly gap: number; readonly variance: number };

function gapOf({ scores, converted, weights }: WeightedOutcomes): Gap {
  const misses = column(converted.length, (i) => (converted[i] as number) - (scores[i] as number));
  const weight = weightsOf(misses.length, weights);
  const gap = weightedMean(misses, weight);
  const squares = misses.map((miss, i) => ((weight[i] as number) * (miss - gap)) ** 2);
  return { gap, variance: sum(squares) / sum(weight) ** 2 };
}

function spiegelhalter({ scores, converted, weights: given }: WeightedOutcomes): number {
  const counts = weightsOf(scores.length, given);
  const weights = column(scores.length, (i) => (counts[i] as number) * (1 - 2 * (scores[i] as number)));
  const over = sum(weights.map((weight, i) => ((converted[i] as number) - (scores[i] as number)) * weight));
  const variance = sum(weights.map((weight, i) => weight ** 2 * (scores[i] as number) * (1 - (scores[i] as number))));
  return variance > 0 ? normalTwoSided(over / Math.sqrt(variance)) : 1;
}
