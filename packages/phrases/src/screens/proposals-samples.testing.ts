import type { Proposals } from "../en/screens/proposals.ts";
import type { Samples } from "../sampled.testing.ts";

const ESTIMATE = [
  [12.5, 8, 17],
  [1, 0.5, 2],
] as const;
const SOME = [[1], [3]] as const;
const COUNTS = [
  [1, 0],
  [4811, 312],
] as const;

export const proposalsSamples: Samples<Proposals> = {
  backtest: {
    verdicts: {},
    pairs: [[78, 82]],
    handed: [
      [1, 0, 1],
      [620, 91, 102],
    ],
    only: [[40, 3, 40, 14]],
    bandOf: [["SQL"]],
    paired: [[1], [4811]],
  },
  found: COUNTS,
  tried: [[1], [340]],
  together: [["0.78", "0.82", "0.01", "0.07"]],
  kinds: {},
  points: { points: [["✓", 10, 14]], times: [["✓", 1.3]] },
  inMarket: [["jp"]],
  rule: [["✓"]],
  profile: [
    ["best", 1],
    ["best", 4],
  ],
  band: [["SQL", 60, 55]],
  bandNew: [["SQL", 55]],
  evidence: {
    converts: [
      ["12%", "3%", 1],
      ["12%", "3%", 410],
    ],
    worth: ESTIMATE,
    factor: ESTIMATE,
    lift: ESTIMATE,
    q: [["5%"]],
    auc: [["0.78", "0.79"]],
    best: { value: COUNTS, won: COUNTS },
    shares: [[41, 12]],
    threshold: COUNTS,
    between: [[50, 60]],
    capacity: [[1], [12]],
  },
  acceptOf: [["✓"]],
  dismissOf: [["✓"]],
  says: {},
  standings: {},
  decided: [["✓", "Ann", "☆"]],
  machines: {},
  stale: {},
  silent: {},
  silentOf: [["✓", "☆"]],
  tooGood: [["✓"]],
  tune: {
    everies: {},
    next: [["☆"]],
    byPoints: [[1], [5]],
    byPercent: [[25]],
    resting: [[1], [50]],
    set: [["Ann", "☆"]],
    published: [[4]],
    outcomes: {},
    because: {},
    held: { kind: SOME, excluded: SOME, "too-few-outcomes": SOME, "beyond-bounds": SOME, dismissed: SOME },
    revert: [[3]],
    revertTitle: [[3]],
  },
};
