import type { Answer } from "../answer.ts";
import { fitLogistic, logisticLoss } from "../logistic/fit-logistic.ts";
import { pullOf, type Terms, termsOf } from "../logistic/terms.ts";
import { seeded } from "../numbers/chance.ts";
import { eachBlock } from "../table/blocks.ts";
import { encoderOf } from "../table/encode.ts";
import { inOrder, slices } from "../table/split-rows.ts";
import { type Feature, type LeadValues, type Table, takeRows } from "../table/table.ts";
import { type Concordance, concordance } from "../truth/concordance.ts";
import type { Wait } from "../truth/wait.ts";
import { spellsOf, type Waiting } from "./spells.ts";

/**
 * How long leads take: in each interval, those who wait still convert with a probability whose log-odds are the
 * interval's own and a sum over the features that is the same in all. Plain JSON.
 */
export type TimingModel = {
  readonly format: 1;
  readonly code: string;
  readonly seed: number;
  readonly features: readonly Feature[];
  readonly terms: Terms;
  readonly coefficients: readonly number[];
  /** The intervals' ends, rising, in units of the waits; the last is as far as the model can see. */
  readonly ends: readonly number[];
  /** Each interval's log-odds for a lead whose features add nothing. */
  readonly levels: readonly number[];
  /**
   * The chance that of two of the newest rows the one that is said to be sooner is: said by what was learned in the same
   * way from the rows before them alone, while the coefficients here are of all rows.
   */
  readonly concordance: Concordance;
};

export type TimingAnswer =
  | { readonly kind: "trained"; readonly model: TimingModel }
  | { readonly kind: "not-enough-data"; readonly ended: { readonly needed: number; readonly found: number } }
  /** Who is said to be sooner is not, with confidence. */
  | { readonly kind: "uninformative"; readonly concordance: Concordance };

/** What was found of how well it can be told how long leads take, without the model. */
export type TimingWorth =
  | { readonly kind: "trained" | "uninformative"; readonly concordance: Concordance }
  | Extract<TimingAnswer, { readonly kind: "not-enough-data" }>;

export type Timing = {
  /** The probability to convert by the last interval's end, or sooner. */
  readonly converts: number;
  /** The mean wait of leads like this one that convert until then. */
  readonly expected: number;
  /** By when half of all leads like this one have converted; null where that is later than the model can see. */
  readonly median: number | null;
};

const INTERVALS = 10;
const LEAST_ENDED = 50;
const SHARES = [0.65, 0.15];
const PENALTIES = [1000, 100, 10, 1];

/**
 * Learns when leads convert from waits of which some have not ended: a discrete-time hazard model (Cox 1972; Allison,
 * "Discrete-Time Methods for the Analysis of Event Histories", 1982), with L2 chosen on later rows. With it the model is
 * learned anew from both to be judged on the newest rows, and from all rows to be kept. `waits` belong to the rows of the
 * table; its label is not used.
 */
export function trainTiming(
  table: Table,
  waits: readonly Wait[],
  { seed, code }: { readonly seed: number; readonly code: string },
): TimingAnswer {
  const order = inOrder(table, seeded(seed));
  const [oldest, later, newest] = slices(order, SHARES) as [Uint32Array, Uint32Array, Uint32Array];
  const waiting = (rows: Uint32Array): Waiting => ({
    table: takeRows(table, rows),
    waits: Array.from(rows, (row) => waits[row] as Wait),
  });
  const learned = waiting(oldest);
  const ended = endedIn(learned);
  if (ended.length < LEAST_ENDED) {
    return { kind: "not-enough-data", ended: { needed: LEAST_ENDED, found: ended.length } };
  }
  const penalty = choosePenalty(learned, waiting(later));
  const judged = judge(fitHazards(waiting(order.subarray(0, oldest.length + later.length)), penalty), waiting(newest));
  if (!judged.enough) return { kind: "not-enough-data", ended: { needed: 1, found: 0 } };
  const { enough: _, ...found } = judged;
  if (found.interval.low <= 0.5) return { kind: "uninformative", concordance: found };
  const { terms, ends, fitted } = fitHazards(waiting(order), penalty);
  const intercept = fitted.at(-1) as number;
  const model: TimingModel = {
    format: 1,
    code,
    seed,
    features: table.features,
    terms,
    coefficients: [...fitted.slice(0, terms.count)],
    ends,
    levels: ends.map((_end, k) => intercept + (fitted[terms.count + k] as number)),
    concordance: found,
  };
  return { kind: "trained", model };
}

function judge({ terms, fitted }: Hazards, { table, waits }: Waiting): Answer<Concordance> {
  const scores = new Float64Array(table.rows);
  eachBlock(table, (values, from, to) => {
    for (let row = from; row < to; row++)
      scores[row] = pullOf(terms, fitted, values, (row - from) * terms.features.length);
  });
  return concordance(scores, waits);
}

/** When a lead converts, by its values as they are now. */
export function predictTiming(
  { features, terms, coefficients, ends, levels }: TimingModel,
  values: LeadValues,
): Timing {
  const own = new Float64Array(features.length);
  encoderOf(features)(values, own, 0);
  const pull = pullOf(terms, coefficients, own, 0);
  let [waiting, weighed, start] = [1, 0, 0];
  let median: number | null = null;
  for (const [k, end] of ends.entries()) {
    const hazard = 1 / (1 + Math.exp(-(pull + (levels[k] as number))));
    const leaving = waiting * hazard;
    if (median === null && waiting - leaving <= 0.5) median = start + ((waiting - 0.5) / leaving) * (end - start);
    weighed += (leaving * (start + end)) / 2;
    waiting -= leaving;
    start = end;
  }
  return { converts: 1 - waiting, expected: weighed / (1 - waiting), median };
}

/** Intervals with about as many ends each. */
function endsOf(ended: readonly number[]): readonly number[] {
  const sorted = ended.toSorted((a, b) => a - b);
  const at = (k: number) => sorted[Math.ceil((k * sorted.length) / INTERVALS) - 1] as number;
  return [...new Set(Array.from({ length: INTERVALS }, (_, k) => at(k + 1)))].filter((end) => end > 0);
}

function endedIn({ waits }: Waiting): readonly number[] {
  return waits.filter((wait) => wait.ended).map(({ time }) => time);
}

type Hazards = {
  readonly terms: Terms;
  readonly ends: readonly number[];
  /** The coefficients of the features, the intervals and the intercept. */
  readonly fitted: Float64Array;
};

/** The one with the lowest loss on later rows, from the strongest, each starting where the last came to rest. */
function choosePenalty(learned: Waiting, later: Waiting): number {
  const [terms, ends] = [termsOf(learned.table), endsOf(endedIn(learned))];
  const held = spellsOf(later, terms, ends);
  let start: Float64Array | undefined;
  let [best, lowest] = [PENALTIES[0] as number, Number.POSITIVE_INFINITY];
  for (const penalty of PENALTIES) {
    start = fitHazards(learned, penalty, start).fitted;
    const loss = logisticLoss(held, start);
    if (loss < lowest) [best, lowest] = [penalty, loss];
  }
  return best;
}

function fitHazards(waiting: Waiting, penalty: number, from?: Float64Array): Hazards {
  const [terms, ends] = [termsOf(waiting.table), endsOf(endedIn(waiting))];
  const size = terms.count + ends.length + 1;
  const precision = new Float64Array(size).fill(penalty, 0, terms.count);
  // Intervals are many rows each; only their sum with the intercept has to be kept in place.
  precision.fill(1e-3, terms.count);
  const prior = { mean: new Float64Array(size), precision };
  const { coefficients } = fitLogistic(spellsOf(waiting, terms, ends), prior, from ?? new Float64Array(size));
  return { terms, ends, fitted: coefficients };
}
