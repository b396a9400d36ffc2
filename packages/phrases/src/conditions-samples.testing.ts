import type { Conditions } from "./en/conditions.ts";
import type { Samples } from "./sampled.testing.ts";

const counts = [[1], [2], [5], [21]] as const;
const pair = [["title", "“VP”"]] as const;
const signal = "“Visited pricing”";
const amounts = [
  [1, null],
  [2, null],
  [5, null],
  [1.5, null],
  [2, 1],
] as const;

export const conditionsSamples: Samples<Conditions> = {
  spans: { s: counts, m: counts, h: counts, d: counts, w: counts },
  and: [[["title", "country"]]],
  or: [[["title", "country"]]],
  brackets: [["title"]],
  not: [["title"]],
  oneOf: [
    [["“VP”", "“CEO”"], 0],
    [["“VP”", "“CEO”"], 12],
  ],
  account: [["plan"]],
  segment: [["“Hot”"]],
  notSegment: [["“Hot”"]],
  asks: {
    is: pair,
    not: pair,
    in: pair,
    inList: pair,
    contains: pair,
    startsWith: pair,
    endsWith: pair,
    matches: pair,
    regex: [["title", "^vp"]],
    gt: [["employees", "50"]],
    gte: [["employees", "50"]],
    lt: [["employees", "50"]],
    lte: [["employees", "50"]],
    between: [["employees", "50", "500"]],
    exists: [["title"]],
    existsNot: [["title"]],
    before: [["renewal", "10.12.2025"]],
    after: [["renewal", "10.12.2025"]],
    withinLast: [["renewal", "30 d"]],
    withinNext: [["renewal", "30 d"]],
    olderThan: [["renewal", "30 d"]],
  },
  amounts: {
    count: amounts,
    sum: [
      [1250.5, null],
      [50, 10],
    ],
    seconds: amounts,
    days: amounts,
    percent: [
      [0.1, null],
      [0.1234, null],
      [0.5, 0.25],
    ],
  },
  much: {
    is: [["5"]],
    atLeast: [["5"]],
    atMost: [["5"]],
    moreThan: [["5"]],
    lessThan: [["5"]],
    between: [["2–5"]],
  },
  recently: [["30 d"], ["1 d"]],
  happened: [[signal]],
  happenedIn: [[signal, "(30 d)"]],
  neverHappened: [[signal]],
  notHappenedIn: [[signal, "(30 d)"]],
  many: [[signal, "≥ 5"]],
  manyIn: [[signal, "≥ 5", "(30 d)"]],
  ofAccount: [[signal]],
  keyed: [[signal, "“Analytics”"]],
  during: [[signal, "(30 d)"]],
  last: [[signal, "≥ 5"]],
  first: [[signal, "≥ 5"]],
  rate: [["“Opened”", "“Delivered”"]],
  profile: [["“Ideal customer”"]],
  prediction: [["“win”"]],
};
