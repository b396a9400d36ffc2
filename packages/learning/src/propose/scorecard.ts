import { covarianceOf, fitLogistic, type LogisticFit, type Prior } from "../logistic/fit-logistic.ts";
import { LEVEL, normalInterval } from "../numbers/interval.ts";
import { normalTwoSided } from "../numbers/normal.ts";
import { designOf, sparse, weighted } from "./columns.ts";
import type { Estimate } from "./proposal.ts";
import type { Column } from "./rule-terms.ts";

/** What a scorecard is fitted to. */
export type ScorecardData = {
  readonly terms: readonly ScorecardTerm[];
  readonly label: ArrayLike<number>;
  /** Which rows count: 1 or 0. */
  readonly weight: ArrayLike<number>;
};

export type ScorecardTerm = {
  readonly column: Column;
  /** What the team gives for one unit; nought for what it has no rule for. */
  readonly points: number;
  readonly unit: "points" | "times";
  /** How much one point of it adds to the total. */
  readonly weight: number;
};

export type Scorecard = {
  /** What one point of the total adds to the log-odds. */
  readonly scale: Estimate;
  /** In the order of the terms; null where the total does not tell who converts. */
  readonly terms: readonly TermEstimate[] | null;
};

export type TermEstimate = {
  /** What one unit adds to the log-odds, the other terms held. */
  readonly logOdds: Estimate;
  /** The same on the scale of the team's points. */
  readonly points: Estimate;
  /** How likely a deviation from the team's points at least so large is without one. */
  readonly p: number;
};

/** A standard deviation of the total moves the log-odds by about this much at most: Gelman et al. 2008. */
const WIDE = 2.5;
/** Degrees of freedom of what is believed of deviations: mostly small, and some of them large. */
const FREEDOM = 4;
const ROUNDS = 6;

/**
 * Points by outcomes, with the team's own points as what is believed before: a logistic regression of
 * `scale × (what the team's points add up to) + Σ deviation × units`, in which the scale is free and each deviation is
 * drawn to nought. So with few outcomes the points stay near the team's, and with many they go where the data are.
 *
 * Deviations follow Student's t with the team's points (halved) as their width, as a scale mixture of normals (Lange,
 * Little & Taylor, "Robust Statistical Modeling Using the t Distribution", JASA 84, 1989): one rule that is far off
 * neither bends the scale nor the others. Intervals are of the deviations, with the scale as it was found. With `isSure`
 * there are none unless the scale is surely above nought.
 */
export function fitScorecard(data: ScorecardData, level = LEVEL, isSure = true): Scorecard {
  const { terms, label, weight } = data;
  const rows = label.length;
  const team = weighted(
    terms.map(({ column }) => column),
    terms.map(({ points, weight: own }) => points * own),
    rows,
  );
  const teamColumn = sparse(team);
  const wide = 1 / (WIDE / deviationOf(team, weight)) ** 2;
  const alone = fitLogistic(
    { design: designOf([teamColumn], rows), label, weight },
    { mean: new Float64Array(2), precision: Float64Array.of(wide, 0) },
  );
  const slope = alone.coefficients[0] as number;
  const scale = { estimate: slope, interval: normalInterval(slope, covarianceOf(alone)[0] as number, level) };
  if (!((isSure ? scale.interval.low : slope) > 0)) return { scale, terms: null };
  const width = widthsOf(terms).map((own) => own * slope);
  const design = designOf([teamColumn, ...terms.map(({ column }) => column)], rows);
  const { fit, precision } = robustly(width, (believed, start) =>
    fitLogistic({ design, label, weight }, priorOf(wide, believed), start),
  );
  const isAbove = (fit.coefficients[0] as number) > 0;
  return { scale, terms: isAbove ? estimatesOf(terms, fit, precision, level) : null };
}

/** How far off the team's figures are believed to be, on the total's scale: half of each, and no less than of most. */
function widthsOf(terms: readonly ScorecardTerm[]): readonly number[] {
  const sizes = terms.flatMap(({ points, unit }) => (points !== 0 && unit === "points" ? [Math.abs(points)] : []));
  const middle = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 10;
  return terms.map(({ points, unit, weight }) => {
    const width = unit === "times" ? 0.5 : points === 0 ? middle : Math.hypot(points, middle) / 2;
    return width * Math.abs(weight);
  });
}

function priorOf(wide: number, precision: readonly number[]): Prior {
  return { mean: new Float64Array(precision.length + 2), precision: Float64Array.from([wide, ...precision, 0]) };
}

type Believed = { readonly fit: LogisticFit; readonly precision: readonly number[] };

/** Fits again with each deviation believed as wide as it was found to be. */
function robustly(
  width: readonly number[],
  fitWith: (precision: readonly number[], start?: Float64Array) => LogisticFit,
): Believed {
  let precision = width.map((own) => 1 / own ** 2);
  let fit = fitWith(precision);
  for (let round = 0; round < ROUNDS; round++) {
    const off = fit.coefficients;
    precision = width.map((own, j) => (FREEDOM + 1) / (FREEDOM * own ** 2 + (off[j + 1] as number) ** 2));
    fit = fitWith(precision, off);
  }
  return { fit, precision };
}

function estimatesOf(
  terms: readonly ScorecardTerm[],
  fit: LogisticFit,
  precision: readonly number[],
  level: number,
): readonly TermEstimate[] {
  const { coefficients } = fit;
  const size = coefficients.length;
  const covariance = covarianceOf(fit);
  const between = (i: number, j: number) => covariance[i * size + j] as number;
  const scale = coefficients[0] as number;
  return terms.map(({ points, weight }, at) => {
    const j = at + 1;
    const off = coefficients[j] as number;
    const lean = points * weight;
    const whole = between(j, j) + lean ** 2 * between(0, 0) + 2 * lean * between(0, j);
    // With the scale as it is: how far all points together could be stretched is no doubt about one of them.
    const variance = between(j, j) - between(0, j) ** 2 / between(0, 0);
    const logOdds = scale * lean + off;
    const unit = scale * weight;
    const { low, high } = normalInterval(off, variance, level);
    // What is believed before draws a deviation to nought and its spread with it: without that, by the data alone.
    const told = variance * Math.max(1e-9, 1 - variance * (precision[at] as number));
    const ends = [points + low / unit, points + high / unit].sort((a, b) => a - b);
    return {
      logOdds: { estimate: logOdds, interval: normalInterval(logOdds, Math.max(0, whole), level) },
      points: { estimate: points + off / unit, interval: { low: ends[0] as number, high: ends[1] as number } },
      p: normalTwoSided(off / Math.sqrt(told)),
    };
  });
}

function deviationOf(values: Float64Array, weight: ArrayLike<number>): number {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const [own, value] = [weight[i] as number, values[i] as number];
    count += own;
    sum += own * value;
    squares += own * value * value;
  }
  const variance = count > 0 ? squares / count - (sum / count) ** 2 : 0;
  return variance > 0 ? Math.sqrt(variance) : 1;
}
