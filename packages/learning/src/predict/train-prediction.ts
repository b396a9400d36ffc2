import type { LeftOut } from "../guard/left-out.ts";
import { type ScreenFacts, screenFeatures } from "../guard/screen-features.ts";
import { seeded } from "../numbers/chance.ts";
import { weightedInterval } from "../numbers/interval.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { inOrder, slices } from "../table/split-rows.ts";
import { type Table, takeRows } from "../table/table.ts";
import type { TreeSettings } from "../trees/settings.ts";
import { auc } from "../truth/auc.ts";
import { calibration as calibrationOf } from "../truth/calibration.ts";
import { ARTEFACT_FORMAT, type Artefact, type PredictionMetrics, type Slice } from "./artefact.ts";
import { calibrate, probabilityOf } from "./calibrate.ts";
import { chooseRecipe } from "./choose-recipe.ts";
import { marginsOf } from "./predict.ts";
import { type Learned, learnBy } from "./recipe.ts";
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

/** The rows that judged, and what was said of each before any of them was learned from. */
export type NewestRows = {
  readonly rows: Uint32Array;
  readonly probabilities: Float64Array;
  /** By it another artefact can be held against what was learned. */
  readonly losses: Float64Array;
};

export type PredictionAnswer =
  | {
      readonly kind: "trained";
      readonly artefact: Artefact;
      readonly newest: NewestRows;
    }
  | { readonly kind: "not-enough-data"; readonly missing: readonly Shortage[] }
  /** Every feature was left out. */
  | { readonly kind: "no-features"; readonly leftOut: readonly LeftOut[] }
  /** The best model is not better with confidence than saying the same to all. */
  | { readonly kind: "no-signal"; readonly metrics: PredictionMetrics; readonly leftOut: readonly LeftOut[] };

type Sliced = Readonly<Record<(typeof SLICES)[number], Table>>;

/**
 * Learns who converts: screens the features, and learns trees and a logistic regression from the oldest rows, of which the
 * rows in the middle steer each and choose the pair of model and calibration with the lowest log-loss. What was chosen
 * learns anew from both, and is judged on the newest, which had no say in anything: so the intervals hold. The artefact
 * is learned by the same recipe from all rows, the newest included; its metrics are those of the recipe without them.
 * Without times the slices are drawn by the seed.
 */
export function trainPrediction(whole: Table, training: PredictionTraining): PredictionAnswer {
  const order = inOrder(whole, seeded(training.seed));
  const missing = shortagesOf(sliced(whole, order));
  if (missing.length > 0) return { kind: "not-enough-data", missing };
  const { table, leftOut } = screenFeatures(whole, training);
  if (table.features.length === 0) return { kind: "no-features", leftOut };
  const { learned, tuned, newest } = sliced(table, order);
  const tried = chooseRecipe(learned, tuned, training);
  const [best] = tried;
  if (!best) throw new Error("There is no calibration though both labels are there");
  const past = takeRows(table, order.subarray(0, learned.rows + tuned.rows));
  const judged = judge(learnBy(best.recipe, past, learned.rows, training), past, newest);
  const { metrics } = judged;
  if (metrics.gainInterval.low <= 0 || metrics.aucInterval.low <= 0.5) return { kind: "no-signal", metrics, leftOut };
  const all = takeRows(table, order);
  const artefact: Artefact = {
    format: ARTEFACT_FORMAT,
    code: training.code,
    seed: training.seed,
    window: { learned: sliceOf(learned), tuned: sliceOf(tuned), newest: sliceOf(newest), all: sliceOf(all) },
    features: table.features,
    leftOut,
    ...learnBy(best.recipe, all, learned.rows, training),
    metrics,
    candidates: tried.map(({ recipe: { model, calibration }, logLoss }) => ({ model, calibration, logLoss })),
  };
  const { probabilities, losses } = judged;
  return {
    kind: "trained",
    // What is kept is JSON: −0 and what is undefined do not outlive it, so they do not get out of here either.
    artefact: JSON.parse(JSON.stringify(artefact)) as Artefact,
    newest: { rows: order.subarray(past.rows), probabilities, losses },
  };
}

function sliced(table: Table, order: Uint32Array): Sliced {
  const [learned, tuned, newest] = slices(order, SHARES).map((rows) => takeRows(table, rows)) as [Table, Table, Table];
  return { learned, tuned, newest };
}

function shortagesOf(parts: Sliced): readonly Shortage[] {
  return SLICES.flatMap((name) => {
    const { rows, converted } = sliceOf(parts[name]);
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

/** What the newest rows say of what was learned from those before them, against saying their share to all. */
function judge({ model, calibration }: Learned, past: Table, newest: Table) {
  const [won, not] = [1, 0].map((side) => sum([...past.weight].filter((_, row) => past.label[row] === side)));
  const baseMargin = Math.log((won as number) / (not as number));
  const base = Array.from(newest.label, (label) => rowLoss(baseMargin, label));
  const margins = marginsOf(model)
    .table(newest)
    .map((margin) => calibrate(calibration, margin));
  const probabilities = margins.map(probabilityOf);
  const losses = margins.map((margin, row) => rowLoss(margin, newest.label[row] as number));
  const gains = losses.map((loss, row) => (base[row] as number) - loss);
  const outcomes = { scores: probabilities, converted: newest.label, weights: newest.weight };
  const [ranking, kept] = [auc(outcomes), calibrationOf(outcomes)];
  if (!ranking.enough || !kept.enough) throw new Error("The newest rows were counted before");
  const metrics: PredictionMetrics = {
    auc: ranking.auc,
    aucInterval: ranking.interval,
    logLoss: weightedMean(losses, newest.weight),
    baseLogLoss: weightedMean(base, newest.weight),
    gain: weightedMean(gains, newest.weight),
    gainInterval: weightedInterval(gains, newest.weight),
    brier: kept.brier.score,
    calibrationError: kept.error,
  };
  return { metrics, probabilities, losses };
}
