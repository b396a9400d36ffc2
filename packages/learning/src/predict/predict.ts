import { logisticEffects, logisticMargin } from "../logistic/train-logistic.ts";
import { eachBlock } from "../table/blocks.ts";
import { encoderOf } from "../table/encode.ts";
import type { LeadValues, Table, Value } from "../table/table.ts";
import { forestOf } from "../trees/forest.ts";
import { type FillMargins, quickMargins } from "../trees/quick-margins.ts";
import { treeShap } from "../trees/tree-shap.ts";
import type { Artefact, PredictionModel } from "./artefact.ts";
import { calibrate, probabilityOf } from "./calibrate.ts";
import type { Effects } from "./effects.ts";

/** What a feature adds to the log-odds of a lead. */
export type Effect = { readonly feature: string; readonly value: Value; readonly effect: number };

export type Explanation = {
  readonly probability: number;
  /** The log-odds of the probability: `expected` and all effects, to 1e-9. */
  readonly logOdds: number;
  /** The log-odds of a lead of which nothing is known. */
  readonly expected: number;
  /** Those that matter most first. */
  readonly effects: readonly Effect[];
};

/** An artefact made ready. */
export type Predictor = {
  /** The probability that the lead converts within the horizon. A feature that is not given is missing. */
  row(values: LeadValues): number;
  /** The same of many that `encodeTable` has put into columns with the artefact's features: several times as fast. */
  table(table: Pick<Table, "rows" | "columns">): Float64Array;
  /** Why: exact Shapley values. Takes a hundred times as long as predicting. */
  explain(values: LeadValues): Explanation;
};

/** The log-odds that a model gives before calibration. */
export type Margins = {
  row(values: Float64Array): number;
  table(table: Pick<Table, "rows" | "columns">): Float64Array;
};

export function marginsOf(model: PredictionModel): Margins {
  const fill: FillMargins =
    model.kind === "trees"
      ? quickMargins(forestOf(model.forest))
      : (values, width, into) => {
          for (let row = 0; row < into.length; row++) into[row] = logisticMargin(model.logistic, values, row * width);
        };
  const one = new Float64Array(1);
  return {
    row(values) {
      fill(values, values.length, one);
      return one[0] as number;
    },
    table(table) {
      const margins = new Float64Array(table.rows);
      eachBlock(table, (values, from, to) => fill(values, table.columns.length, margins.subarray(from, to)));
      return margins;
    },
  };
}

/** Makes an artefact ready to predict. */
export function predictorOf({ features, model, calibration }: Artefact): Predictor {
  const encode = encoderOf(features);
  const margins = marginsOf(model);
  const own = new Float64Array(features.length);
  let effects: Effects | null = null;
  return {
    row(values) {
      encode(values, own, 0);
      return probabilityOf(calibrate(calibration, margins.row(own)));
    },
    table: (table) => margins.table(table).map((margin) => probabilityOf(calibrate(calibration, margin))),
    explain(values) {
      encode(values, own, 0);
      effects ??= model.kind === "trees" ? treeShap(forestOf(model.forest)) : logisticEffects(model.logistic);
      const added = new Float64Array(features.length);
      effects.addEffects(own, 0, added);
      const margin = margins.row(own);
      const expected = calibrate(calibration, effects.expected);
      const logOdds = calibrate(calibration, margin);
      // A calibration that is no straight line is taken as the line from what is expected to this lead.
      const steep =
        calibration.kind === "platt" ? calibration.slope : (logOdds - expected) / (margin - effects.expected || 1);
      return {
        probability: probabilityOf(logOdds),
        logOdds,
        expected,
        effects: features
          .map(({ name }, f) => ({
            feature: name,
            value: Object.hasOwn(values, name) ? values[name] : null,
            effect: steep * (added[f] as number),
          }))
          .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
      };
    },
  };
}

const predictors = new WeakMap<Artefact, Predictor>();

function readied(artefact: Artefact): Predictor {
  const known = predictors.get(artefact) ?? predictorOf(artefact);
  predictors.set(artefact, known);
  return known;
}

/** The probability that a lead converts within the horizon of the artefact's labels. */
export function predict(artefact: Artefact, values: LeadValues): number {
  return readied(artefact).row(values);
}

/** Why `predict` says what it says. */
export function explain(artefact: Artefact, values: LeadValues): Explanation {
  return readied(artefact).explain(values);
}
