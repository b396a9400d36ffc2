import type { Insights } from "../en/screens/insights.ts";
import type { Samples } from "../sampled.testing.ts";
import { kpisSamples } from "./kpis-samples.testing.ts";

const NEEDED = [
  [10, 1],
  [2, 0],
  [1, 0],
] as const;
const TIMES = [
  ["SQL", 5.2],
  ["SQL", 1],
  ["SQL", 2],
  ["SQL", 5],
] as const;

export const insightsSamples: Samples<Insights> = {
  tabs: {},
  saveOf: [["Gain"]],
  interval: [["0.71", "0.84"]],
  versions: {},
  versionOf: [[3]],
  targets: {},
  asked: [["b2b", "Version 3"]],
  within: [
    ["✓", 1],
    ["✓", 2],
    ["✓", 90],
  ],
  period: [["✓", "☆"]],
  states: {},
  by: [["Ann", "✓"]],
  progressRead: [[1], [4813]],
  progress: [
    [0, 1],
    [1200, 4811],
  ],
  verdicts: {},
  times: { won: TIMES, opportunity: TIMES, accepted: TIMES },
  timesUnsure: [["SQL"]],
  pairs: [[78, 76, 80]],
  outOfOrder: [["SQL", "MQL"]],
  ofTold: [[4811]],
  missing: {
    leads: NEEDED,
    converted: NEEDED,
    "not-converted": NEEDED,
    "comparable-pairs": NEEDED,
    groups: NEEDED,
    rate: [["USD", "✓"]],
  },
  calibrationError: [["✓"]],
  byDay: [[1], [90]],
  overfull: [
    [3, 52, "SQL"],
    [0, 1, "SQL"],
  ],
  proofs: {},
  sortBy: [["✓"]],
  leftHint: [
    [0, 1],
    [795, 3083],
  ],
  reasons: {},
  helper: {
    goals: {},
    best: [[55]],
    nobody: {},
    between: [["✓", "☆"]],
    gets: [["✓", "☆", "✗"]],
    worked: [[12], [1], [41.4]],
    gained: [[3.2, -1, 8.5]],
    byThreshold: {},
    worth: {},
  },
  kpis: kpisSamples,
};
