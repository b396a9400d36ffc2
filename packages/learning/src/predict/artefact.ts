import { hashOf } from "@plumbline/scoring";
import { type FeatureSet, isFeatureSet } from "../feature/feature-set.ts";
import type { LeftOut } from "../guard/left-out.ts";
import type { LogisticModel } from "../logistic/train-logistic.ts";
import type { Target } from "../moment/outcome.ts";
import type { Interval } from "../numbers/interval.ts";
import type { Feature } from "../table/table.ts";
import type { TimingModel } from "../timing/train-timing.ts";
import type { ForestData } from "../trees/forest.ts";
import type { CalibrationCurve, CalibrationKind } from "./calibrate.ts";

/** The version of the artefact's shape. */
export const ARTEFACT_FORMAT = 1;

type ModelKind = "trees" | "logistic";

export type PredictionModel =
  | { readonly kind: "trees"; readonly forest: ForestData }
  | { readonly kind: "logistic"; readonly logistic: LogisticModel };

/** Rows of training, and when they were; without times where the rows had none. */
export type Slice = {
  readonly rows: number;
  readonly converted: number;
  readonly from?: number;
  readonly to?: number;
};

/**
 * What a model is worth, by the weights of rows where they have some (but for the AUC, which compares lead with lead), on
 * the newest rows: of what was learned by the same recipe from the rows before them alone. */
export type PredictionMetrics = {
  readonly auc: number;
  readonly aucInterval: Interval;
  /** The mean of −log of the probability given to what happened, and that of saying the share of the past to all. */
  readonly logLoss: number;
  readonly baseLogLoss: number;
  /** What a row's loss is lower than with the share of the past; the interval is above nought, else it was refused. */
  readonly gain: number;
  readonly gainInterval: Interval;
  readonly brier: number;
  readonly calibrationError: number;
};

export type ModelCandidate = {
  readonly model: ModelKind;
  readonly calibration: CalibrationKind;
  /** On the rows that steered, each with a calibration of the others. */
  readonly logLoss: number;
};

/** A trained prediction: all that is needed to predict, and to know where it comes from. Plain JSON. */
export type Artefact = {
  readonly format: typeof ARTEFACT_FORMAT;
  /** The version of the code that trained it. */
  readonly code: string;
  readonly seed: number;
  /**
   * The oldest rows, from which all that was tried had learned; those after them, which steered and chose; the newest,
   * which judged what was chosen, learned anew from both; and all of them, from which the model and its calibration that
   * are in here were learned in the end.
   */
  readonly window: { readonly learned: Slice; readonly tuned: Slice; readonly newest: Slice; readonly all: Slice };
  readonly features: readonly Feature[];
  /** Features that were not used, and why. */
  readonly leftOut: readonly LeftOut[];
  readonly model: PredictionModel;
  /** Of the tuning and the newest rows, each with the margin of a model that had not learned from it. */
  readonly calibration: CalibrationCurve;
  readonly metrics: PredictionMetrics;
  /** What it was chosen from, the best first. */
  readonly candidates: readonly ModelCandidate[];
  /** What its labels mean; absent where it was trained on a table that nobody said this of. */
  readonly asked?: AskedOutcome;
  /** How its features are read of a lead; absent where it was trained on a table from elsewhere. */
  readonly reads?: FeatureSet;
  /** How long it takes those who convert, where that can be told. */
  readonly timing?: TimingModel;
};

/** What is predicted: that a lead converts, in so many days. */
export type AskedOutcome = { readonly target: Target; readonly horizon: number };

/** An artefact that can be read of leads. */
export type LeadArtefact = Artefact & { readonly asked: AskedOutcome; readonly reads: FeatureSet };

/** Whether an artefact says what it predicts and how its features are read of a lead. */
export function readsLeads(artefact: Artefact): artefact is LeadArtefact {
  return artefact.asked !== undefined && artefact.reads !== undefined;
}

/** The name by which a model pins an artefact: 32 hexadecimal digits of all that it says, in whatever order of keys. */
export function artefactHash(artefact: Artefact): string {
  return hashOf(artefact);
}

export type ReadArtefact =
  | { readonly kind: "read"; readonly artefact: Artefact }
  | { readonly kind: "unreadable"; readonly why: "not-json" | "other-format" | "broken" };

export function writeArtefact(artefact: Artefact): string {
  return JSON.stringify(artefact);
}

/** Reads what `writeArtefact` wrote; predictions come out the same to the bit. */
export function readArtefact(text: string): ReadArtefact {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { kind: "unreadable", why: "not-json" };
  }
  if (typeof read !== "object" || read === null) return { kind: "unreadable", why: "not-json" };
  if (!("format" in read) || read.format !== ARTEFACT_FORMAT) return { kind: "unreadable", why: "other-format" };
  const artefact = read as Artefact;
  return isWhole(artefact) ? { kind: "read", artefact } : { kind: "unreadable", why: "broken" };
}

/** Whether what predicting walks on is there, and leads to an end. */
function isWhole({ features, model, calibration, asked, reads }: Partial<Artefact>): boolean {
  if (asked !== undefined && !(Number.isInteger(asked?.horizon) && asked.horizon > 0)) return false;
  if (reads !== undefined && !isFeatureSet(reads)) return false;
  if (!Array.isArray(features) || !features.every(isFeature) || !model || !calibration) return false;
  if (calibration.kind === "platt" && !areNumbers([calibration.slope, calibration.offset])) return false;
  if (calibration.kind === "isotonic" && !isCurve(calibration)) return false;
  return model.kind === "trees" ? isForest(model.forest, features) : isLogistic(model.logistic, features);
}

function isFeature(feature: Feature): boolean {
  return typeof feature?.name === "string" && (feature.kind !== "category" || Array.isArray(feature.levels));
}

function areNumbers(list: unknown): list is readonly number[] {
  return Array.isArray(list) && list.every((own) => typeof own === "number" && Number.isFinite(own));
}

function isCurve({ scores, probabilities }: Extract<CalibrationCurve, { kind: "isotonic" }>): boolean {
  return areNumbers(scores) && areNumbers(probabilities) && scores.length === probabilities.length && scores.length > 0;
}

function isForest(forest: ForestData, features: readonly Feature[]): boolean {
  const { base, roots, feature, value, right, missingLeft, isSubset, cover, subsets } = forest ?? {};
  const lists = [roots, feature, value, right, missingLeft, isSubset, cover, subsets, [base]];
  if (!lists.every(areNumbers)) return false;
  const nodes = feature.length;
  if (![value, right, missingLeft, isSubset, cover].every((list) => list.length === nodes)) return false;
  const isNode = (own: number, node: number) => {
    if (own === -1) return true;
    // Every way leads forward, so it ends.
    const isForward = (right[node] as number) > node + 1 && (right[node] as number) < nodes;
    return own in features && isForward && (isSubset[node] !== 1 || (value[node] as number) in subsets);
  };
  return roots.every((root) => root in feature) && feature.every(isNode) && feature.at(-1) !== undefined
    ? feature.at(-1) === -1
    : nodes === 0 && roots.length === 0;
}

function isLogistic(logistic: LogisticModel, features: readonly Feature[]): boolean {
  const { terms, coefficients, means } = logistic ?? {};
  return (
    areNumbers(coefficients) &&
    areNumbers(means) &&
    terms?.features?.length === features.length &&
    coefficients.length === terms.count + 1 &&
    means.length === terms.count
  );
}
