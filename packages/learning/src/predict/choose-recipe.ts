import { trainLogistic } from "../logistic/train-logistic.ts";
import { weightedInterval } from "../numbers/interval.ts";
import { weightedMean } from "../numbers/sum.ts";
import type { Table } from "../table/table.ts";
import { trainTrees } from "../trees/train-trees.ts";
import type { PredictionModel } from "./artefact.ts";
import { type CalibrationKind, calibrate, fitCalibration } from "./calibrate.ts";
import { dealtInFolds, FOLDS } from "./folds.ts";
import { marginsOf } from "./predict.ts";
import type { Recipe, Steering } from "./recipe.ts";
import { rowLoss } from "./row-loss.ts";

export type TriedRecipe = {
  readonly recipe: Recipe;
  /** On the rows that steered, each with a calibration of the others. */
  readonly logLoss: number;
};

/** The pairs of model and calibration that may be chosen, learned from the oldest rows and steered by those after them; the best first. */
export function chooseRecipe(learned: Table, tuned: Table, training: Steering): readonly TriedRecipe[] {
  const { seed, settings, wasm } = training;
  const logistic = trainLogistic(learned, { validation: tuned });
  const options = { seed, validation: tuned, ...(settings && { settings }), ...(wasm && { wasm }) };
  const forest = trainTrees(learned, options);
  const tried = [
    ...triedWith({ kind: "logistic", logistic }, tuned, { model: "logistic", penalty: logistic.penalty }),
    ...triedWith({ kind: "trees", forest }, tuned, { model: "trees", trees: forest.roots.length }),
  ];
  return tried.sort((a, b) => a.logLoss - b.logLoss);
}

type Steered = Recipe extends infer R ? (R extends Recipe ? Omit<R, "calibration"> : never) : never;

/**
 * A model with a straight line and with steps. Steps bend to their rows and know nothing beyond them, so they are taken
 * only where their loss is lower than that of the line with confidence.
 */
function triedWith(model: PredictionModel, tuned: Table, steered: Steered): readonly TriedRecipe[] {
  const margins = marginsOf(model).table(tuned);
  const [line, steps] = [crossFittedLosses("platt", margins, tuned), crossFittedLosses("isotonic", margins, tuned)];
  const saved = line.map((loss, row) => loss - (steps[row] as number));
  const tried = (calibration: CalibrationKind, losses: Float64Array): TriedRecipe => ({
    recipe: { ...steered, calibration },
    logLoss: weightedMean(losses, tuned.weight),
  });
  const isSurelyLower = weightedInterval(saved, tuned.weight).low > 0;
  return [tried("platt", line), ...(isSurelyLower ? [tried("isotonic", steps)] : [])];
}

/**
 * The losses of margins of which each fifth is calibrated by the others: a curve that bends to its own rows would look
 * better than it is.
 */
function crossFittedLosses(kind: CalibrationKind, margins: Float64Array, { label, weight, rows }: Table): Float64Array {
  const foldOf = dealtInFolds(label);
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
  return losses;
}
