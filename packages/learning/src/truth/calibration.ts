import { type Answer, missingOf, notEnough } from "../answer.ts";
import { column } from "../numbers/column.ts";
import { LEVEL, type Rate, weighedRate } from "../numbers/interval.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { rank, slices } from "./ranking.ts";
import { type WeightedOutcomes, weightsOf } from "./scored-outcomes.ts";

/** A probability of 0 or 1 that turns out wrong would cost infinitely much; so it counts as this far from the end. */
const NEAREST = 1e-15;

export type ReliabilityBin = {
  readonly leads: number;
  readonly converted: number;
  /** The mean of what was predicted for these leads, by their weights. */
  readonly predicted: number;
  /** What came true of it, by their weights, with Wilson's interval. */
  readonly observed: Rate;
};

export type Calibration = {
  /** Rising in what was predicted; empty bins are left out. */
  readonly bins: readonly ReliabilityBin[];
  /**
   * The expected calibration error: the mean distance of predicted and observed, by leads (Naeini, Cooper &
   * Hauskrecht, AAAI 2015).
   */
  readonly error: number;
  readonly brier: Brier;
  /** The mean of −log of the probability given to what happened. */
  readonly logLoss: number;
  /** The log-loss of saying the base rate to everybody. */
  readonly baseLogLoss: number;
};

/**
 * Brier's score and what it is made of: Murphy, J. Appl. Meteor. 12 (1973), with the two terms inside the bins of
 * Stephenson, Coelho & Jolliffe, Weather and Forecasting 23 (2008), so that
 * score = reliability − resolution + uncertainty + withinBins.
 */
export type Brier = {
  readonly score: number;
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
  readonly withinBins: number;
};

type Weighed = Required<WeightedOutcomes>;

/**
 * Whether probabilities mean what they say. `scores` are probabilities; they are put into `bins` bins of about one size
 * (equal probabilities are never parted). With weights a lead counts that often in every figure but the counts.
 */
export function calibration(
  { scores, converted, weights: given }: WeightedOutcomes,
  { bins = 10, level = LEVEL }: { readonly bins?: number; readonly level?: number } = {},
): Answer<Calibration> {
  const missing = missingOf({ what: "leads", needed: 1, found: scores.length });
  if (missing.length > 0) return notEnough(...missing);
  const weights = weightsOf(scores.length, given);
  const known: Weighed = { scores, converted, weights };
  const sliceOf = slices(rank(scores), bins);
  const rows = Array.from({ length: bins }, (): number[] => []);
  for (const [i, slice] of sliceOf.entries()) (rows[bins - 1 - slice] as number[]).push(i);
  const found = rows.filter((own) => own.length > 0).map((own) => binOf(own, known, level));
  const base = weightedMean(converted, weights);
  return {
    enough: true,
    bins: found.map(({ weight: _, ...bin }) => bin),
    error:
      sum(found.map(({ weight, predicted, observed }) => weight * Math.abs(predicted - observed.rate))) / sum(weights),
    brier: brierOf(found, known, base),
    logLoss: logLoss(known),
    baseLogLoss: logLoss({ scores: new Float64Array(converted.length).fill(base), converted, weights }),
  };
}

/** The mean of −log of the probability given to what happened. */
export function logLoss({ scores, converted, weights }: WeightedOutcomes): number {
  const losses = column(scores.length, (i) => {
    const p = scores[i] as number;
    return -Math.log(Math.max(converted[i] === 1 ? p : 1 - p, NEAREST));
  });
  return weightedMean(losses, weightsOf(scores.length, weights));
}

type Bin = ReliabilityBin & { readonly weight: number };

function binOf(rows: readonly number[], { scores, converted, weights }: Weighed, level: number): Bin {
  const own = (values: ArrayLike<number>) => rows.map((row) => values[row] as number);
  const [hits, weight] = [own(converted), own(weights)];
  return {
    leads: rows.length,
    converted: sum(hits),
    weight: sum(weight),
    predicted: weightedMean(own(scores), weight),
    observed: weighedRate(hits, weight, level),
  };
}

function brierOf(bins: readonly Bin[], { scores, converted, weights }: Weighed, base: number): Brier {
  const all = sum(weights);
  const over = (term: (bin: Bin) => number) => sum(bins.map((bin) => bin.weight * term(bin))) / all;
  const reliability = over(({ predicted, observed }) => (predicted - observed.rate) ** 2);
  const resolution = over(({ observed }) => (observed.rate - base) ** 2);
  const uncertainty = base * (1 - base);
  const squares = column(scores.length, (i) => ((scores[i] as number) - (converted[i] as number)) ** 2);
  const score = weightedMean(squares, weights);
  return { score, reliability, resolution, uncertainty, withinBins: score - reliability + resolution - uncertainty };
}
