import { compileReadings, type Day, type Facts, type Measured, type Zone } from "@plumbline/scoring";
import type { LeadValues, Value } from "../table/table.ts";
import type { FeatureSet } from "./feature-set.ts";

/** A feature set made ready for a zone. */
export type CompiledFeatures = {
  readonly set: FeatureSet;
  readonly zone: Zone;
  /** What events must have been folded into the states: for `measurerFor`. */
  readonly measured: readonly Measured[];
  readonly readsAccounts: boolean;
  /** The values as of the end of a day: nothing that happens later changes them. */
  read(facts: Facts, day: Day): LeadValues;
  /** By feature, whether there is anything at all: the trait is known, the signal ever happened. */
  present(facts: Facts, day: Day): readonly boolean[];
  /** The first day after this one on which some value differs without a new event; null where none ever does. */
  dueAfter(facts: Facts, day: Day): Day | null;
};

/** Compiles features on the very readers of signals and traits that score. */
export function compileFeatures(set: FeatureSet, zone: Zone): CompiledFeatures {
  const { features, ...readable } = set;
  const readings = compileReadings({ ...readable, readings: features.map(({ reading }) => reading) }, zone);
  return {
    set,
    zone,
    ...readings,
    read: (facts, day) => {
      const found = readings.read(facts, day);
      const values: Record<string, Value> = {};
      for (let f = 0; f < features.length; f++) values[(features[f] as { name: string }).name] = found[f] ?? null;
      return values;
    },
  };
}
