import { rowLoss } from "../predict/row-loss.ts";
import { factorise, invert, solve } from "./cholesky.ts";

/** Rows of numbers of which most are nought: the entries of row i are those from `start[i]` to `start[i + 1]`. */
export type Design = {
  readonly rows: number;
  /** How many terms a row may have. */
  readonly terms: number;
  readonly start: Int32Array;
  readonly term: Int32Array;
  readonly value: Float64Array;
};

/**
 * What is believed of the coefficients before the data: normal, each with its mean and precision (1/variance), without
 * correlation. One entry for each term, then one for the intercept. A precision of nought says nothing.
 */
export type Prior = { readonly mean: Float64Array; readonly precision: Float64Array };

export type LogisticFit = {
  /** One for each term, then the intercept. */
  readonly coefficients: Float64Array;
  /** The Cholesky factor of the objective's Hessian at the end. */
  readonly factor: Float64Array;
  /** Whether the steps came to rest; with a positive precision of every term they do. */
  readonly isConverged: boolean;
};

export type LogisticData = {
  readonly design: Design;
  /** What happened: 0 or 1. */
  readonly label: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
};

const MOST_STEPS = 100;
/** Steps end where one promises less than this share of the objective. */
const REST = 1e-12;
/** What sums over many rows may hide of it. */
const HIDDEN = 1e-9;

/**
 * The most probable coefficients of a logistic regression: least Σ w·log-loss + ½ Σ precision·(β − mean)², by Newton's
 * method with backtracking (Nocedal & Wright, "Numerical Optimization", 3.1 and 3.3; iteratively reweighted least squares
 * where no step is shortened). The same data give the same bits.
 */
export function fitLogistic(data: LogisticData, prior: Prior, start?: ArrayLike<number>): LogisticFit {
  const size = data.design.terms + 1;
  let coefficients = Float64Array.from(start ?? prior.mean);
  let objective = objectiveOf(data, prior, coefficients);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, hessian } = derivatives(data, prior, coefficients);
    if (!factorise(hessian, size)) return { coefficients, factor: hessian, isConverged: false };
    const direction = solve(hessian, size, gradient);
    const promise = dot(gradient, direction);
    if (promise <= REST * (1 + objective)) {
      // So near, a whole step squares what is missing.
      return { coefficients: minus(coefficients, direction, 1), factor: hessian, isConverged: true };
    }
    const next = shorten(data, prior, coefficients, direction, objective, promise);
    // Where rounding hides what is left to gain, this is the end.
    if (!next) return { coefficients, factor: hessian, isConverged: promise <= HIDDEN * (1 + objective) };
    ({ coefficients, objective } = next);
  }
  const { hessian } = derivatives(data, prior, coefficients);
  factorise(hessian, size);
  return { coefficients, factor: hessian, isConverged: false };
}

/**
 * How uncertain the coefficients are together: the inverse Hessian, by rows, intercept last (Laplace's approximation;
 * Bishop, "Pattern Recognition and Machine Learning", 4.5).
 */
export function covarianceOf({ coefficients, factor }: LogisticFit): Float64Array {
  return invert(factor, coefficients.length);
}

/** The log-odds of row i. */
export function rowMargin({ start, term, value }: Design, row: number, coefficients: ArrayLike<number>): number {
  let margin = coefficients[coefficients.length - 1] as number;
  const end = start[row + 1] as number;
  for (let at = start[row] as number; at < end; at++) {
    margin += (coefficients[term[at] as number] as number) * (value[at] as number);
  }
  return margin;
}

/** The sum of −log of the probability that the coefficients give to what happened, by weight. */
export function logisticLoss({ design, label, weight }: LogisticData, coefficients: ArrayLike<number>): number {
  let loss = 0;
  for (let row = 0; row < design.rows; row++) {
    loss += (weight[row] as number) * rowLoss(rowMargin(design, row, coefficients), label[row] as number);
  }
  return loss;
}

/** The first of the halved steps that lowers the objective enough (Armijo's condition); null where none does. */
function shorten(
  data: LogisticData,
  prior: Prior,
  from: Float64Array,
  direction: Float64Array,
  objective: number,
  promise: number,
): { readonly coefficients: Float64Array<ArrayBuffer>; readonly objective: number } | null {
  for (let length = 1; length > 1e-8; length /= 2) {
    const coefficients = minus(from, direction, length);
    const reached = objectiveOf(data, prior, coefficients);
    if (reached <= objective - 1e-4 * length * promise) return { coefficients, objective: reached };
  }
  return null;
}

function objectiveOf(data: LogisticData, prior: Prior, coefficients: Float64Array): number {
  let total = logisticLoss(data, coefficients);
  for (let j = 0; j < coefficients.length; j++) {
    const off = (coefficients[j] as number) - (prior.mean[j] as number);
    total += ((prior.precision[j] as number) * off * off) / 2;
  }
  return total;
}

function derivatives({ design, label, weight }: LogisticData, prior: Prior, coefficients: Float64Array) {
  const size = coefficients.length;
  const last = size - 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let row = 0; row < design.rows; row++) {
    const p = 1 / (1 + Math.exp(-rowMargin(design, row, coefficients)));
    const off = (weight[row] as number) * (p - (label[row] as number));
    const bend = (weight[row] as number) * p * (1 - p);
    addRow(design, row, off, bend, gradient, hessian, size);
    gradient[last] = (gradient[last] as number) + off;
    hessian[size * size - 1] = (hessian[size * size - 1] as number) + bend;
  }
  for (let j = 0; j < size; j++) {
    const precision = prior.precision[j] as number;
    gradient[j] = (gradient[j] as number) + precision * ((coefficients[j] as number) - (prior.mean[j] as number));
    hessian[j * size + j] = (hessian[j * size + j] as number) + precision;
  }
  return { gradient, hessian };
}

/** Adds a row's terms to the gradient and to the lower triangle of the Hessian; terms of a row rise. */
function addRow(
  { start, term, value }: Design,
  row: number,
  off: number,
  bend: number,
  gradient: Float64Array,
  hessian: Float64Array,
  size: number,
): void {
  const [from, to] = [start[row] as number, start[row + 1] as number];
  const bottom = (size - 1) * size;
  for (let a = from; a < to; a++) {
    const i = term[a] as number;
    const x = value[a] as number;
    gradient[i] = (gradient[i] as number) + off * x;
    const bent = bend * x;
    for (let b = from; b <= a; b++) {
      const cell = i * size + (term[b] as number);
      hessian[cell] = (hessian[cell] as number) + bent * (value[b] as number);
    }
    hessian[bottom + i] = (hessian[bottom + i] as number) + bent;
  }
}

function minus(from: Float64Array, direction: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (own, i) => own - length * (direction[i] as number));
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, own, i) => sum + own * (b[i] as number), 0);
}
