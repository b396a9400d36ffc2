import type { Presets } from "../en/screens/presets.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const NONE = {};

export const presetsSamples: Samples<Presets> = {
  gallery: NONE,
  shape: { drawing: [["Fit", "Interest"]] },
  resembles: [["HubSpot"]],
  more: COUNTED,
  workingOf: [[120, 5000]],
  all: {
    activecampaign: NONE,
    "bant-gates": NONE,
    "behaviour-basics": NONE,
    eloqua: NONE,
    "email-first": NONE,
    "fashion-shop": NONE,
    "four-questions-literal": NONE,
    "four-questions": NONE,
    "global-b2b": NONE,
    "global-steps": NONE,
    hubspot: NONE,
    "letter-grid": NONE,
    "live-rank": NONE,
    marketo: NONE,
    "pain-fit": NONE,
    pardot: NONE,
    "points-guide": NONE,
    predictive: NONE,
    "score-and-grade": NONE,
  },
};
