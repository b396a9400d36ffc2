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
  /** Of the newest rows: the chance that of two leads the one that is said to be sooner is. */
  readonly concordance: Concordance;
};

export type TimingAnswer =
  | { readonly kind: "trained"; readonly model: TimingModel }
  | { readonly kind: "not-enough-data"; readonly ended: { readonly needed: number; readonly found: number } }
  /** Who is said to be sooner is not, with confidence. */
  | { readonly kind: "uninformative"; readonly concordance: Concordance };

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
 * "Discrete-Time Methods for the Analysis of Event Histories", 1982), with L2 chosen on later rows and judged on the
 * newest. `waits` belong to the rows of the table; its label is not used.
 */
export function trainTiming(
  table: Table,
  waits: readonly Wait[],
  { seed, code }: { readonly seed: number; readonly code: string },
): TimingAnswer {
  const parts = slices(inOrder(table, seeded(seed)), SHARES);
  const sliced = parts.map(
    (rows): Waiting => ({
      table: takeRows(table, rows),
      waits: Array.from(rows, (row) => waits[row] as Wait),
    }),
  );
  const [learned, tuned, newest] = sliced as [Waiting, Waiting, Waiting];
  const ended = learned.waits.filter((wait) => wait.ended).map(({ time }) => time);
  if (ended.length < LEAST_ENDED) {
    return { kind: "not-enough-data", ended: { needed: LEAST_ENDED, found: ended.length } };
  }
  const ends = endsOf(ended);
  const terms = termsOf(learned.table);
  const fitted = fitHazards(learned, tuned, terms, ends);
  const scores = new Float64Array(newest.table.rows);
  eachBlock(newest.table, (values, from, to) => {
    for (let row = from; row < to; row++)
      scores[row] = pullOf(terms, fitted, values, (row - from) * terms.features.length);
  });
  const judged = concordance(scores, newest.waits);
  if (!judged.enough) return { kind: "not-enough-data", ended: { needed: 1, found: 0 } };
  const { enough: _, ...found } = judged;
  if (found.interval.low <= 0.5) return { kind: "uninformative", concordance: found };
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

/** The coefficients of the features, the intervals and the intercept. */
function fitHazards(learned: Waiting, tuned: Waiting, terms: Terms, ends: readonly number[]): Float64Array {
  const [data, held] = [spellsOf(learned, terms, ends), spellsOf(tuned, terms, ends)];
  const size = terms.count + ends.length + 1;
  let start: Float64Array = new Float64Array(size);
  let [best, lowest] = [start, Number.POSITIVE_INFINITY];
  for (const penalty of PENALTIES) {
    const precision = new Float64Array(size).fill(penalty, 0, terms.count);
    // Intervals are many rows each; only their sum with the intercept has to be kept in place.
    precision.fill(1e-3, terms.count);
    start = fitLogistic(data, { mean: new Float64Array(size), precision }, start).coefficients;
    const loss = logisticLoss(held, start);
    if (loss < lowest) [best, lowest] = [start, loss];
  }
  return best;
}
