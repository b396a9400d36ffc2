import type { LeftOut } from "../guard/left-out.ts";
import { type ScreenFacts, screenFeatures } from "../guard/screen-features.ts";
import { trainLogistic } from "../logistic/train-logistic.ts";
import { seeded } from "../numbers/chance.ts";
import { weightedInterval } from "../numbers/interval.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { inOrder, slices } from "../table/split-rows.ts";
import { type Table, takeRows } from "../table/table.ts";
import type { TreeSettings } from "../trees/settings.ts";
import { trainTrees } from "../trees/train-trees.ts";
import { auc } from "../truth/auc.ts";
import { calibration as calibrationOf } from "../truth/calibration.ts";
import {
  ARTEFACT_FORMAT,
  type Artefact,
  type ModelCandidate,
  type PredictionMetrics,
  type PredictionModel,
  type Slice,
} from "./artefact.ts";
import { type CalibrationCurve, type CalibrationKind, calibrate, fitCalibration, probabilityOf } from "./calibrate.ts";
import { marginsOf } from "./predict.ts";
import { rowLoss } from "./row-loss.ts";

export type PredictionTraining = ScreenFacts & {
  /** The version of the code, for the artefact. */
  readonly code: string;
  readonly settings?: Partial<TreeSettings>;
};

/** The slices of the past: the oldest rows teach, the next steer and choose, the newest judge. */
const SHARES = [0.7, 0.15];
const SLICES = ["learned", "tuned", "newest"] as const;
/** Rows of each label that each slice needs. */
const LEAST = { learned: 30, tuned: 10, newest: 10 };

export type Shortage = {
  readonly slice: (typeof SLICES)[number];
  readonly what: "converted" | "not-converted";
  readonly needed: number;
  readonly found: number;
};

export type PredictionAnswer =
  | {
      readonly kind: "trained";
      readonly artefact: Artefact;
      /** The newest rows, on which it was judged, and the loss of each: another artefact can be held against it. */
      readonly newest: { readonly rows: Uint32Array; readonly losses: Float64Array };
    }
  | { readonly kind: "not-enough-data"; readonly missing: readonly Shortage[] }
  /** Every feature was left out. */
  | { readonly kind: "no-features"; readonly leftOut: readonly LeftOut[] }
  /** The best model is not better with confidence than saying the same to all. */
  | { readonly kind: "no-signal"; readonly metrics: PredictionMetrics; readonly leftOut: readonly LeftOut[] };

type Sliced = Readonly<Record<(typeof SLICES)[number], Table>>;

type Tried = {
  readonly model: PredictionModel;
  readonly calibration: CalibrationCurve;
  readonly tuned: Float64Array;
  readonly newest: Float64Array;
  /** On the rows in the middle, each with a calibration of the others. */
  readonly logLoss: number;
};

/**
 * Learns who converts: screens the features, trains trees and a logistic regression on the oldest rows, chooses on the
 * rows in the middle the pair of model and calibration with the lowest log-loss, and judges it on the newest, which had
 * no say in the choice: so the intervals hold. Without times the slices are drawn by the seed.
 */
export function trainPrediction(whole: Table, training: PredictionTraining): PredictionAnswer {
  const missing = shortagesOf(slice(whole, training.seed));
  if (missing.length > 0) return { kind: "not-enough-data", missing };
  const { table, leftOut } = screenFeatures(whole, training);
  if (table.features.length === 0) return { kind: "no-features", leftOut };
  const sliced = slice(table, training.seed);
  const tried = candidates(sliced, training).sort((a, b) => a.logLoss - b.logLoss);
  const [best] = tried;
  if (!best) throw new Error("There is no calibration though both labels are there");
  const metrics = metricsOf(best, sliced);
  if (metrics.gainInterval.low <= 0 || metrics.aucInterval.low <= 0.5) return { kind: "no-signal", metrics, leftOut };
  const { learned, tuned, newest } = sliced;
  const artefact: Artefact = {
    format: ARTEFACT_FORMAT,
    code: training.code,
    seed: training.seed,
    window: { learned: sliceOf(learned), tuned: sliceOf(tuned), newest: sliceOf(newest) },
    features: table.features,
    leftOut,
    model: best.model,
    calibration: recalibrated(best, sliced),
    metrics,
    candidates: tried.map(candidateOf),
  };
  // What is kept is JSON: −0 and what is undefined do not outlive it, so they do not get out of here either.
  return {
    kind: "trained",
    artefact: JSON.parse(JSON.stringify(artefact)) as Artefact,
    newest: {
      rows: slices(inOrder(table, seeded(training.seed)), SHARES)[2] as Uint32Array,
      losses: lossesOf(best.newest, newest, best.calibration),
    },
  };
}

function slice(table: Table, seed: number): Sliced {
  const parts = slices(inOrder(table, seeded(seed)), SHARES).map((rows) => takeRows(table, rows));
  const [learned, tuned, newest] = parts as [Table, Table, Table];
  return { learned, tuned, newest };
}

function shortagesOf(sliced: Sliced): readonly Shortage[] {
  return SLICES.flatMap((name) => {
    const { rows, converted } = sliceOf(sliced[name]);
    const needed = LEAST[name];
    const found = { converted, "not-converted": rows - converted };
    return (["converted", "not-converted"] as const)
      .filter((what) => found[what] < needed)
      .map((what) => ({ slice: name, what, needed, found: found[what] }));
  });
}

function sliceOf({ rows, label, time }: Table): Slice {
  const converted = label.reduce((sum, own) => sum + own, 0);
  const times = time && rows > 0 ? { from: time[0] as number, to: time[rows - 1] as number } : {};
  return { rows, converted, ...times };
}

function candidates(sliced: Sliced, { seed, settings, wasm }: PredictionTraining): Tried[] {
  const { learned, tuned, newest } = sliced;
  const options = { seed, validation: tuned, ...(settings ? { settings } : {}), ...(wasm ? { wasm } : {}) };
  const models: readonly PredictionModel[] = [
    { kind: "logistic", logistic: trainLogistic(learned, { validation: tuned }) },
    { kind: "trees", forest: trainTrees(learned, options) },
  ];
  return models.flatMap((model) => {
    const margins = marginsOf(model);
    const [onTuned, onNewest] = [margins.table(tuned), margins.table(newest)];
    return (["platt", "isotonic"] as const).flatMap((kind: CalibrationKind): readonly Tried[] => {
      const calibration = fitCalibration(kind, { scores: onTuned, converted: tuned.label, weights: tuned.weight });
      if (!calibration) return [];
      const logLoss = crossFittedLoss(kind, onTuned, tuned);
      return [{ model, calibration, tuned: onTuned, newest: onNewest, logLoss }];
    });
  });
}

const FOLDS = 5;

/**
 * The mean loss of margins of which each fifth is calibrated by the others: a curve that bends to its own rows would
 * look better than it is. Both labels are dealt out evenly, in the order of the rows.
 */
function crossFittedLoss(kind: CalibrationKind, margins: Float64Array, { label, weight, rows }: Table): number {
  const dealt = [0, 0];
  const foldOf = Uint8Array.from(label, (own) => {
    const at = dealt[own] as number;
    dealt[own] = at + 1;
    return at % FOLDS;
  });
  const losses = new Float64Array(rows);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isOther = (_: number, row: number) => foldOf[row] !== fold;
    const others = { converted: label.filter(isOther), weights: weight.filter(isOther) };
    const curve = fitCalibration(kind, { scores: margins.filter(isOther), ...others });
    if (!curve) throw new Error("Rows of both labels were counted before");
    for (const [row, margin] of margins.entries()) {
      if (foldOf[row] === fold) losses[row] = rowLoss(calibrate(curve, margin), label[row] as number);
    }
  }
  return weightedMean(losses, weight);
}

function lossesOf(margins: Float64Array, { label }: Table, calibration: CalibrationCurve): Float64Array {
  return margins.map((margin, row) => rowLoss(calibrate(calibration, margin), label[row] as number));
}

function candidateOf({ model, calibration, logLoss }: Tried): ModelCandidate {
  return { model: model.kind, calibration: calibration.kind, logLoss };
}

/** What the newest rows say of a model, against saying the share of the rows before them to all. */
function metricsOf({ newest: margins, calibration }: Tried, sliced: Sliced): PredictionMetrics {
  const { newest } = sliced;
  const past = [sliced.learned, sliced.tuned];
  const [won, not] = [1, 0].map((side) =>
    sum(past.flatMap(({ weight, label }) => [...weight].filter((_, i) => label[i] === side))),
  );
  const baseMargin = Math.log((won as number) / (not as number));
  const base = Array.from(newest.label, (label) => rowLoss(baseMargin, label));
  const losses = lossesOf(margins, newest, calibration);
  const gains = losses.map((loss, row) => (base[row] as number) - loss);
  const scores = margins.map((margin) => probabilityOf(calibrate(calibration, margin)));
  const outcomes = { scores, converted: newest.label, weights: newest.weight };
  const [ranking, kept] = [auc(outcomes), calibrationOf(outcomes)];
  if (!ranking.enough || !kept.enough) throw new Error("The newest rows were counted before");
  return {
    auc: ranking.auc,
    aucInterval: ranking.interval,
    logLoss: weightedMean(losses, newest.weight),
    baseLogLoss: weightedMean(base, newest.weight),
    gain: weightedMean(gains, newest.weight),
    gainInterval: weightedInterval(gains, newest.weight),
    brier: kept.brier.score,
    calibrationError: kept.error,
  };
}

/** The same kind of calibration, from all rows that the model did not learn from: the newest set the level. */
function recalibrated({ calibration, tuned, newest }: Tried, sliced: Sliced): CalibrationCurve {
  const scores = [...tuned, ...newest];
  const converted = [...sliced.tuned.label, ...sliced.newest.label];
  const weights = [...sliced.tuned.weight, ...sliced.newest.weight];
  return fitCalibration(calibration.kind, { scores, converted, weights }) ?? calibration;
}
