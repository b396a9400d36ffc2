import { checkModel, isReading, type Model, parseModel, type Reading } from "@plumbline/scoring";
import type { FeatureKind } from "../table/table.ts";

/** The version of the shape. */
export const FEATURE_FORMAT = 1;

/**
 * What is learned from: figures of a lead as they were on a day, each with a name by which tables, artefacts and
 * explanations call it. Plain JSON, a part of the artefact: whoever has it can read the same figures again.
 */
export type FeatureSet = {
  readonly format: typeof FEATURE_FORMAT;
  /** Ages are told in these days, rising, so that a prediction changes on few of them. */
  readonly ageSteps: readonly number[];
  /** In the model language, with the lists that their filters name. */
  readonly signals: NonNullable<Model["signals"]>;
  readonly lists: NonNullable<Model["lists"]>;
  readonly features: readonly FeatureSource[];
};

export type FeatureSource = {
  readonly name: string;
  readonly kind: FeatureKind;
  readonly reading: Reading;
};

/** The features of which `keep` holds, with the signals that they read. */
export function someFeatures(set: FeatureSet, keep: (name: string) => boolean): FeatureSet {
  const features = set.features.filter(({ name }) => keep(name));
  const read = new Set(features.flatMap(({ reading }) => ("signal" in reading ? [reading.signal] : [])));
  const signals = Object.fromEntries(Object.entries(set.signals).filter(([name]) => read.has(name)));
  return { ...set, signals, features };
}

/** What people call what a feature reads: the label of its signal, else the name; the path of its trait. */
export function labelOf({ signals }: FeatureSet, { reading }: FeatureSource): string {
  if ("trait" in reading) return reading.trait;
  if ("account" in reading) return reading.account;
  return signals[reading.signal]?.label ?? reading.signal;
}

/** Whether something that was read from outside is a feature set that can be compiled. */
export function isFeatureSet(data: unknown): data is FeatureSet {
  const { format, ageSteps, signals, lists, features } = (data ?? {}) as Partial<FeatureSet>;
  if (format !== FEATURE_FORMAT || !isRising(ageSteps) || !Array.isArray(features)) return false;
  const parsed = parseModel({ model: "features", dimensions: {}, rules: [], signals, lists });
  if (!parsed.ok || checkModel(parsed.model).length > 0) return false;
  const names = new Set(features.map((one: Partial<FeatureSource>) => one?.name));
  return names.size === features.length && features.every((one) => isSource(one, parsed.model.signals ?? {}));
}

const KINDS: readonly unknown[] = ["number", "category", "yes-no"] satisfies FeatureKind[];

function isSource(data: Partial<FeatureSource> | undefined, signals: FeatureSet["signals"]): boolean {
  return typeof data?.name === "string" && KINDS.includes(data.kind) && isReading(data.reading, signals);
}

function isRising(steps: unknown): boolean {
  if (!Array.isArray(steps)) return false;
  return steps.every((step, i) => Number.isInteger(step) && step >= 0 && (i === 0 || step > steps[i - 1]));
}
