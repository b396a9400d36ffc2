import type { Leads } from "../en/screens/leads.ts";
import type { Samples } from "../sampled.testing.ts";

const counts = [[1], [2], [5], [21]] as const;

export const leadsSamples: Samples<Leads> = {
  feedbackState: {},
  count: [
    [1, false],
    [5123, true],
  ],
  scored: [
    [1, false],
    [5123, true],
  ],
  moved: counts,
  chosen: counts,
  choose: [["Ann Lee"]],
  trendFrom: [[12, "2 Dec", 40.5]],
  seenChoices: {},
  filter: {
    chip: [["Owner", "rep-west"]],
    remove: [["Owner: rep-west"]],
  },
  views: { dropTitle: [["Hot"]] },
  columns: { left: [["Score"]], right: [["Score"]] },
  bulk: {
    doing: {},
    everyone: [
      [1, false],
      [5123, true],
    ],
    apply: counts,
    progress: [[1200, 2614]],
    done: [
      [1, 1],
      [2614, 2100],
    ],
    stopped: counts,
    put: [
      [1, 0],
      [120, 3],
    ],
  },
  export: {
    all: [
      [1, false],
      [5123, true],
    ],
  },
  help: {},
  board: { mean: [["42.5"]], movedTo: [["Ann Lee", "SQL"]] },
  leaderboard: {
    up: counts,
    down: counts,
    event: [["Demo Requested"]],
    page: [["/pricing"]],
    screen: [["Home"]],
  },
};
