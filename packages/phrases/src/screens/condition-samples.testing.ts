import type { Condition } from "../en/screens/condition.ts";
import type { Samples } from "../sampled.testing.ts";

export const conditionSamples: Samples<Condition> = {
  row: [[2]],
  group: [[2]],
  step: [[2]],
  subjects: {},
  names: {},
  operators: {},
  amounts: {},
  measures: {},
  types: {},
  units: {},
  measureKinds: {},
};
