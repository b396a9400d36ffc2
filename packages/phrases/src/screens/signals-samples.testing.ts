import type { Signals } from "../en/screens/signals.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[0], [1], [2], [5], [21], [1234]] as const;

export const signalsSamples: Samples<Signals> = {
  filters: {},
  states: {},
  progress: [[1200, 3000]],
  leadsWith: COUNTED,
  daysOf: COUNTED,
  ruleCount: COUNTED,
  model: [["b2b", 3]],
  calls: [["visited-pricing"]],
  counted: [["2 h ago"]],
  lastDays: [[1], [7], [30]],
  readTo: [["1 min ago"]],
};
