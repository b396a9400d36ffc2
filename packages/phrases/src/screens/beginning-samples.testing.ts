import type { Beginning } from "../en/screens/beginning.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const NONE = {};

export const beginningSamples: Samples<Beginning> = {
  progress: [[2, 4]],
  steps: {
    modelDone: [["hubspot, marketo"]],
    dataDone: COUNTED,
    rankedDone: [["Ann Lee", "60.5"]],
    peopleDone: COUNTED,
  },
  readiness: {
    verdicts: NONE,
    answer: [["Do events arrive?"]],
    summary: [[7, 11]],
    lines: {
      "enough-leads": NONE,
      "steady-inflow": NONE,
      "events-arrive": NONE,
      "outcomes-known": NONE,
      "crm-connected": NONE,
      "long-cycle": NONE,
      "sales-answers": NONE,
      analyst: NONE,
      "signed-off": NONE,
      "considered-purchase": NONE,
      "marketing-and-sales-agree": NONE,
    },
    facts: {
      leads: [
        [1, 200],
        [2907, 200],
      ],
      weeks: [[[56, 50, 54]]],
      events: COUNTED,
      outcomes: [
        [1, 50],
        [42, 50],
      ],
      crm: [
        [1, 1],
        [2, 5],
      ],
      cycle: [[1], [30.5], [21]],
      feedback: COUNTED,
      analysts: COUNTED,
      signatures: [[1]],
    },
  },
  words: NONE,
};
