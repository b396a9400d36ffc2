import type { Sources } from "../en/screens/sources.ts";
import type { Samples } from "../sampled.testing.ts";

const NAMED = [["Shop"]] as const;
const COUNTED = [[1], [2], [5], [21]] as const;

export const sourcesSamples: Samples<Sources> = {
  kinds: {},
  actions: { actionsOf: NAMED, rotateHint: NAMED, disableHint: NAMED },
  guide: {},
  connect: { titleOf: NAMED, last: [["Demo Requested"]] },
  live: { paused: COUNTED, skipped: COUNTED, took: [[12.5]], members: {} },
  refused: {},
  health: {
    conflicts: COUNTED,
    databaseIs: [
      ["18.4", 1],
      ["18.4", 5],
    ],
    accountsSince: [["5 min"]],
  },
  quarantine: {
    items: COUNTED,
    bytes: COUNTED,
    fault: [["properties.url"]],
    dropHint: COUNTED,
    working: [[12, 340]],
    result: [[12, 3, 1]],
    errors: COUNTED,
    dropped: [[12]],
  },
  imports: {
    kinds: {},
    kindHints: {},
    nameAs: [["Job Title"]],
    missing: {},
    targets: {},
    uploading: [[0.42]],
    uploaded: [["leads.csv"]],
    states: {},
    records: COUNTED,
    howFar: [
      [990, 1000, 0.62],
      [1, 1, 0.5],
    ],
    stopTitle: [["leads.csv"]],
    stopped: [
      ["leads.csv", 1],
      ["leads.csv", 2000],
    ],
    reportOf: [["leads.csv"]],
    misreadAt: [
      [1, 12],
      [3, 12],
    ],
  },
};
