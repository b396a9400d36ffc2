import { trainLogistic } from "../logistic/train-logistic.ts";
import { type Table, takeRows } from "../table/table.ts";
import { type TreeTraining, trainTrees } from "../trees/train-trees.ts";
import type { PredictionModel } from "./artefact.ts";
import { type CalibrationCurve, type CalibrationKind, fitCalibration } from "./calibrate.ts";
import { dealtInFolds, FOLDS } from "./folds.ts";
import { marginsOf } from "./predict.ts";

/** How a model is learned and calibrated, whatever the rows: all that was chosen with the help of those in the middle. */
export type Recipe = { readonly calibration: CalibrationKind } & (
  | { readonly model: "logistic"; readonly penalty: number }
  | { readonly model: "trees"; readonly trees: number }
);

/** What trees are grown with, whatever they learn. */
export type Steering = Omit<TreeTraining, "validation">;

export type Learned = { readonly model: PredictionModel; readonly calibration: CalibrationCurve };

/**
 * Learns by a recipe from all rows of a table that is in order. Calibrated are those from `latest` on, since the newest
 * set the level: each fifth of them with the margins of a model that has learned from all other rows, so that every
 * row teaches and none is calibrated by what has learned from it.
 */
export function learnBy(recipe: Recipe, table: Table, latest: number, training: Steering): Learned {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  const rows = all.slice(latest);
  const { label, weight } = takeRows(table, rows);
  const foldOf = dealtInFolds(label);
  const scores = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isOwn = (row: number) => row >= latest && foldOf[row - latest] === fold;
    const others = takeRows(
      table,
      all.filter((row) => !isOwn(row)),
    );
    const own = rows.filter(isOwn);
    const margins = marginsOf(modelBy(recipe, others, training)).table(takeRows(table, own));
    for (const [i, row] of own.entries()) scores[row - latest] = margins[i] as number;
  }
  const calibration = fitCalibration(recipe.calibration, { scores, converted: label, weights: weight });
  if (!calibration) throw new Error("Rows of both labels were counted before");
  return { model: modelBy(recipe, table, training), calibration };
}

function modelBy(recipe: Recipe, table: Table, { seed, settings, wasm }: Steering): PredictionModel {
  if (recipe.model === "logistic") {
    return { kind: "logistic", logistic: trainLogistic(table, { penalties: [recipe.penalty] }) };
  }
  const own = { seed, settings: { ...settings, trees: recipe.trees }, ...(wasm && { wasm }) };
  return { kind: "trees", forest: trainTrees(table, own) };
}
