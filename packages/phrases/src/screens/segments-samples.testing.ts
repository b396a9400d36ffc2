import type { Segments } from "../en/screens/segments.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[0], [1], [2], [5], [21], [1234]] as const;
const NAMED = [["hot-leads"]] as const;
const PAIRS = [
  [1, 0],
  [2, 1],
  [5, 2],
  [21, 21],
] as const;

export const segmentsSamples: Samples<Segments> = {
  kinds: {},
  kindHints: {},
  states: {},
  progress: [[1200, 3000]],
  trendOf: [[12, 40]],
  members: COUNTED,
  changed: [["2 h ago"]],
  found: [
    [1, false],
    [2, true],
    [5, false],
    [21, true],
  ],
  foundOf: COUNTED,
  looked: COUNTED,
  editTitle: NAMED,
  actionsOf: NAMED,
  outdated: NAMED,
  holders: { model: [["b2b", 3]], segment: NAMED, view: NAMED },
  deleteTitle: NAMED,
  imported: PAIRS,
  missing: COUNTED,
  missingLine: [[4, "nobody@example.com"]],
  takeOff: COUNTED,
  chooseLead: [["Owen Ashbrookley"]],
  lists: {
    values: COUNTED,
    version: [[3]],
    added: PAIRS,
    removeValue: NAMED,
    unsaved: PAIRS,
    undo: NAMED,
    compared: PAIRS,
    republishTitle: NAMED,
    republished: NAMED,
    deleteTitle: NAMED,
    tooMany: [[50000]],
    tooLong: [[500]],
  },
};
