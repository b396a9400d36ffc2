import type { Builder } from "../en/screens/builder.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const NAMED = [["Visited pricing"]] as const;
const NTH = [[2]] as const;

export const builderSamples: Samples<Builder> = {
  views: {},
  parts: {},
  states: {},
  kinds: {},
  pointKinds: {},
  limits: {},
  decays: {},
  dates: {},
  totals: {},
  axes: {},
  ofAccounts: {},
  asVersion: [[3]],
  problems: COUNTED,
  actionsOf: NAMED,
  removed: NAMED,
  removeNamed: NAMED,
  copyOf: NAMED,
  clipped: [[-20, 50]],
  labelsOf: [["Fit"]],
  labelOf: NTH,
  startOf: [["SQL"]],
  startKindOf: [["SQL"]],
  groupOf: [["Web"]],
  together: [["at most 30"]],
  tier: NTH,
  unitOf: [["On a day"]],
  stepAfter: NTH,
  stepKeep: NTH,
  leftAfter: [[0.5, "30 days"]],
  atMost: [["45"]],
  uses: COUNTED,
  cellPoints: [["A1"]],
  insteadOf: [[1234]],
  expectBand: [["SQL"]],
  expectedOf: [["Ann Lee"]],
  lines: COUNTED,
  before: [["+15"]],
};
