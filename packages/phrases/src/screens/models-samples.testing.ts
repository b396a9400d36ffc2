import type { Models } from "../en/screens/models.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[0], [1], [2], [5], [21], [1234]] as const;
const NUMBER = [[3]] as const;
const MODEL = [["b2b"]] as const;
const DAY = [["1 Mar 2026"]] as const;
const AGO = [["2 h ago"]] as const;
const WHO = [["Ann Lee", "1 Mar 2026, 10:00"]] as const;
const PROGRESS = [[1200, 3000]] as const;
const SIDES = [[["Marketing", "Sales"]], [["Sales"]]] as const;

export const modelsSamples: Samples<Models> = {
  ofs: {},
  version: NUMBER,
  since: DAY,
  changedAgo: AGO,
  due: DAY,
  next: DAY,
  sides: {},
  notSignedBy: SIDES,
  actionsOf: MODEL,
  retireTitle: MODEL,
  dropTitle: MODEL,
  stops: { scored: COUNTED, signals: [["“Visited”"]] },
  tabs: {},
  overview: {
    most: [[5000]],
    limitedOf: [[5050, 12]],
    counted: AGO,
    counting: PROGRESS,
    sortBy: [["Share"]],
  },
  draftTab: { at: NUMBER, savedAt: AGO },
  changes: { kinds: {}, parts: {}, field: [["label", "“A”", "“B”"]], plus: [["“A”"]], minus: [["“A”"]] },
  preview: {
    progress: PROGRESS,
    changed: [[310, 1200, 0.2583]],
    unscored: [[12, 40]],
    entering: COUNTED,
    leaving: COUNTED,
    first: [[50]],
  },
  publish: {
    tellings: {},
    confirm: [["b2b"]],
    underWay: NUMBER,
    states: {},
    progress: PROGRESS,
    isLive: NUMBER,
    leftOut: NUMBER,
    ended: [[3, "Stopped"]],
    missing: SIDES,
  },
  sign: { acts: {}, signedBy: WHO },
  versions: { showOf: NUMBER, revertTitle: NUMBER },
  reviews: { everies: {}, ended: DAY, started: WHO, title: DAY, since: DAY, verdicts: {} },
  samples: {
    ofAccounts: {},
    held: [
      [1, 1],
      [3, 5],
      [20, 21],
    ],
    remove: [["Ann Lee"]],
    most: [[20]],
  },
};
