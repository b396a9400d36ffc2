import type { Lead } from "../en/screens/lead.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const DAY = [["1 Mar 2026"]] as const;

export const leadSamples: Samples<Lead> = {
  byKey: [["3"]],
  head: { dropTag: [["vip"]] },
  score: { zone: [["MQL"]], now: [["62", "MQL"]] },
  why: {
    titleOn: DAY,
    adds: [["62"]],
    addsNot: [["61", "62"]],
    of: [["+280"]],
    open: [["Visited pricing"]],
    faded: COUNTED,
  },
  evidence: { kept: [[0.25]], all: COUNTED },
  past: {},
  history: {},
  timeline: {
    kinds: {},
    fresh: COUNTED,
    entered: [["MQL"]],
    from: [["MQL"]],
    adjusted: [["+15", "Engagement"]],
    noteBy: [["Ann Lee"]],
    feedbackBy: [["Accepted", "Ann Lee"]],
  },
  causes: {},
  sales: { until: DAY, handedOn: DAY, contactedAfter: [["30 min"]] },
  stages: {},
  advice: {},
  feedbackReasons: {},
  journey: { all: COUNTED, times: [[3]] },
  steps: {},
  notes: {},
  adjust: { untilDay: DAY },
  whatIf: { drop: [["Demo Requested"]] },
  people: {
    identity: {},
    seen: [["1 Mar 2026", "2 Mar 2026"]],
    mergedOn: DAY,
    partHint: [["info@acme.example", "bob"]],
    members: {},
  },
  duplicates: { likeness: [[87]], reasons: {} },
  account: { more: [[12]] },
  standing: { mayNot: [["the person objects"]], says: {} },
  traits: {},
  erase: {
    type: [["Ann Lee"]],
    done: [
      [1, 1],
      [1200, 3],
    ],
  },
};
