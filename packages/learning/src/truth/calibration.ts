import { type Answer, missingOf, notEnough } from "../answer.ts";
import { column } from "../numbers/column.ts";
import { LEVEL, type Rate, wilson } from "../numbers/interval.ts";
import { mean, sum } from "../numbers/sum.ts";
import { rank, slices } from "./ranking.ts";
import type { ScoredOutcomes } from "./scored-outcomes.ts";

/** A probability of 0 or 1 that turns out wrong would cost infinitely much; so it counts as this far from the end. */
const NEAREST = 1e-15;

export type ReliabilityBin = {
  readonly leads: number;
  readonly converted: number;
  /** The mean of what was predicted for these leads. */
  readonly predicted: number;
  /** What came true of it, with Wilson's interval. */
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

/**
 * Whether probabilities mean what they say. `scores` are probabilities; they are put into `bins` bins of about one size
 * (equal probabilities are never parted).
 */
export function calibration(
  { scores, converted }: ScoredOutcomes,
  { bins = 10, level = LEVEL }: { readonly bins?: number; readonly level?: number } = {},
): Answer<Calibration> {
  const missing = missingOf({ what: "leads", needed: 1, found: scores.length });
  if (missing.length > 0) return notEnough(...missing);
  const sliceOf = slices(rank(scores), bins);
  const rows = Array.from({ length: bins }, (): number[] => []);
  for (const [i, slice] of sliceOf.entries()) (rows[bins - 1 - slice] as number[]).push(i);
  const found = rows.filter((own) => own.length > 0).map((own) => binOf(own, scores, converted, level));
  const base = mean(converted);
  return {
    enough: true,
    bins: found,
    error:
      sum(found.map(({ leads, predicted, observed }) => leads * Math.abs(predicted - observed.rate))) / scores.length,
    brier: brierOf(found, { scores, converted }),
    logLoss: logLoss({ scores, converted }),
    baseLogLoss: logLoss({ scores: new Float64Array(converted.length).fill(base), converted }),
  };
}

/** The mean of −log of the probability given to what happened. */
export function logLoss({ scores, converted }: ScoredOutcomes): number {
  const losses = column(scores.length, (i) => {
    const p = scores[i] as number;
    return -Math.log(Math.max(converted[i] === 1 ? p : 1 - p, NEAREST));
  });
  return sum(losses) / scores.length;
}

function binOf(
  rows: readonly number[],
  scores: ArrayLike<number>,
  converted: ArrayLike<number>,
  level: number,
): ReliabilityBin {
  const hits = rows.reduce((total, row) => total + (converted[row] as number), 0);
  return {
    leads: rows.length,
    converted: hits,
    predicted: mean(rows.map((row) => scores[row] as number)),
    observed: { rate: hits / rows.length, interval: wilson(hits, rows.length, level) },
  };
}

function brierOf(bins: readonly ReliabilityBin[], { scores, converted }: ScoredOutcomes): Brier {
  const leads = scores.length;
  const base = mean(converted);
  const over = (term: (bin: ReliabilityBin) => number) => sum(bins.map((bin) => bin.leads * term(bin))) / leads;
  const reliability = over(({ predicted, observed }) => (predicted - observed.rate) ** 2);
  const resolution = over(({ observed }) => (observed.rate - base) ** 2);
  const uncertainty = base * (1 - base);
  const score = sum(column(leads, (i) => ((scores[i] as number) - (converted[i] as number)) ** 2)) / leads;
  return { score, reliability, resolution, uncertainty, withinBins: score - reliability + resolution - uncertainty };
}
