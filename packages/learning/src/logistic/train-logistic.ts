import type { Effects } from "../predict/effects.ts";
import type { Table } from "../table/table.ts";
import { fitLogistic, type LogisticData, logisticLoss } from "./fit-logistic.ts";
import { designOf, pullOf, type Terms, termOf, termsOf } from "./terms.ts";

/** A logistic regression as an artefact keeps it. */
export type LogisticModel = {
  readonly terms: Terms;
  /** One for each term, then the intercept. */
  readonly coefficients: readonly number[];
  /** What each term is on average in the rows that were learned from. */
  readonly means: readonly number[];
  readonly penalty: number;
};

export type LogisticTraining = {
  /** L2 to choose from by the loss on `validation`; without one, the middle is taken. */
  readonly penalties?: readonly number[];
  readonly validation?: Table;
};

const PENALTIES = [1000, 300, 100, 30, 10, 3, 1, 0.3];
/** So little that it only keeps the intercept finite where every row has the same label. */
const FREE = 1e-6;

/** A logistic regression with L2: one-hot, standardised, missing values with terms of their own. */
export function trainLogistic(
  table: Table,
  { penalties = PENALTIES, validation }: LogisticTraining = {},
): LogisticModel {
  const terms = termsOf(table);
  const data = dataOf(table, terms);
  const held = validation ? dataOf(validation, terms) : null;
  const tried = held ? penalties : penalties.slice(penalties.length >> 1).slice(0, 1);
  let coefficients = new Float64Array(terms.count + 1);
  let [best, lowest] = [{ coefficients, penalty: 0 }, Number.POSITIVE_INFINITY];
  // From the strongest, each starting where the last came to rest.
  for (const penalty of tried.toSorted((a, b) => b - a)) {
    const precision = new Float64Array(terms.count + 1).fill(penalty);
    precision[terms.count] = FREE;
    const mean = new Float64Array(terms.count + 1);
    coefficients = Float64Array.from(fitLogistic(data, { mean, precision }, coefficients).coefficients);
    const loss = held ? logisticLoss(held, coefficients) : 0;
    if (loss < lowest) [best, lowest] = [{ coefficients, penalty }, loss];
  }
  return { terms, coefficients: [...best.coefficients], means: meansOf(data, terms.count), penalty: best.penalty };
}

/** The log-odds of the row that begins at `at`. */
export function logisticMargin({ terms, coefficients }: LogisticModel, values: ArrayLike<number>, at = 0): number {
  return (coefficients[terms.count] as number) + pullOf(terms, coefficients, values, at);
}

/**
 * The same as what each feature adds to the log-odds of the mean row: exact Shapley values where features are taken to be
 * independent (Lundberg & Lee, "A Unified Approach to Interpreting Model Predictions", 2017, corollary 1).
 */
export function logisticEffects(model: LogisticModel): Effects {
  const { terms, coefficients, means } = model;
  const usual = terms.features.map((own) => {
    const placed =
      own.kind === "number" ? [own.value] : Array.from({ length: own.codes }, (_, code) => own.first + code);
    const all = own.missing < 0 ? placed : [...placed, own.missing];
    return all.reduce((sum, term) => sum + (coefficients[term] as number) * (means[term] as number), 0);
  });
  return {
    expected: usual.reduce((sum, own) => sum + own, coefficients[terms.count] as number),
    addEffects(values: ArrayLike<number>, at: number, effects: Float64Array): void {
      for (const [f, own] of terms.features.entries()) {
        const entry = termOf(own, values[at + f] as number);
        const effect = entry ? (coefficients[entry.term] as number) * entry.amount : 0;
        effects[f] = (effects[f] as number) + effect - (usual[f] as number);
      }
    },
  };
}

function dataOf(table: Table, terms: Terms): LogisticData {
  return { design: designOf(table, terms), label: table.label, weight: table.weight };
}

function meansOf({ design, weight }: LogisticData, count: number): number[] {
  const means = new Float64Array(count);
  let total = 0;
  for (let row = 0; row < design.rows; row++) {
    const own = weight[row] as number;
    total += own;
    for (let at = design.start[row] as number; at < (design.start[row + 1] as number); at++) {
      const term = design.term[at] as number;
      means[term] = (means[term] as number) + own * (design.value[at] as number);
    }
  }
  return Array.from(means, (sum) => (total > 0 ? sum / total : 0));
}
