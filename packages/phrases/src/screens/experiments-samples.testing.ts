import type { Experiments } from "../en/screens/experiments.ts";
import type { Samples } from "../sampled.testing.ts";

const PAIR = [
  [1, 1],
  [3841, 412],
] as const;
const ARM = [["more fit"]] as const;

export const experimentsSamples: Samples<Experiments> = {
  states: {},
  of: [["b2b", "✓"]],
  started: [["✓"]],
  ended: [["✓"]],
  modes: {},
  modeHints: {},
  enrolsOf: {},
  removeArm: ARM,
  controlShare: [["50%"]],
  sizeOnce: PAIR,
  sizeAnyTime: PAIR,
  outcomes: {},
  removeGuard: [["✓"]],
  startHint: {},
  decide: ARM,
  decideTitle: ARM,
  filling: [[1], [1200]],
  winner: ARM,
  leftOut: PAIR,
  ratioHint: [["0.0001"]],
  stopBecause: { guard: [["more fit", "✓"]], "treatment-better": ARM },
  goOnBecause: { "too-early": [[1], [12]] },
  stoppedBefore: { "too-early": [[1], [12]] },
  against: ARM,
  points: [[1], [2], [-1.2]],
  shadow: ARM,
  shadowLeads: PAIR,
  figures: {},
  verdicts: {},
};
