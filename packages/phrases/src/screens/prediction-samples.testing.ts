import type { Prediction } from "../en/screens/prediction.ts";
import type { Samples } from "../sampled.testing.ts";

const DAYS = [[1], [2], [90]] as const;
const MODEL = [["b2b", 3]] as const;

export const predictionSamples: Samples<Prediction> = {
  everies: {},
  next: [["✓"]],
  dropTitle: [["win"]],
  pairs: [[82, 76, 88]],
  learnedFrom: [
    [1, 0],
    [4811, 312],
  ],
  timing: {
    trained: [[76, 70, 81]],
    uninformative: [[52]],
    "not-enough-data": [
      [50, 1],
      [50, 12],
    ],
  },
  logLossBase: [["0.31"]],
  ofConverted: [[1], [312]],
  answers: {},
  slices: {},
  kinds: {},
  short: [
    ["✓", "☆", 30, 1],
    ["✓", "☆", 30, 12],
  ],
  noSignalHint: [[51], [52]],
  disadvantaged: [["✓", "age"]],
  fair: [["age"]],
  nobodyPicked: [["age"]],
  bandsBy: [["age"]],
  features: {
    lately: [
      ["Visited pricing", 7],
      ["Visited pricing", 30],
      ["Demo", 1],
      ["Demo", 2],
    ],
    ever: [["Demo"]],
    first: [["Demo"]],
    last: [["Demo"]],
    length: [["message"]],
    titles: {},
  },
  seen: { warns: [["✓"]], holds: [["✓"]], unknown: [["✓"]] },
  marks: {},
  drift: { moving: [["title", "0.12"]], moved: [["title", "0.3"]] },
  gap: { above: [[1], [3.2]], below: [[1], [3.2]] },
  states: {},
  verdicts: {},
  published: [["b2b"]],
  waiting: { "sign-off": [["b2b"]], experiment: [["b2b"]] },
  use: { follows: MODEL, pinned: MODEL },
  card: { expected: DAYS },
};
