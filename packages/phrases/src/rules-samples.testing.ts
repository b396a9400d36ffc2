import type { Rules } from "./en/rules.ts";
import type { Samples } from "./sampled.testing.ts";

const signal = "“Visited pricing”";
const span = [["30 d"]] as const;
const times = [[1], [2], [5], [21]] as const;
const ladder = ["+5 (1–2)", "+10 (3…)"] as const;

export const rulesSamples: Samples<Rules> = {
  off: [["+15"]],
  inMarket: [["Japan", "+15"]],
  with: [
    ["+15", ["≤ 45", "≤ 30 d"]],
    ["+15", []],
  ],
  always: [["+15"]],
  when: [["+15", "title"]],
  each: [["+15", signal]],
  by: [["industry", ladder]],
  byWhen: [["industry", ladder, "title"]],
  byKey: [[signal, ladder]],
  times: [[20, "“Ideal customer”"]],
  number: [[signal]],
  numberIn: [[signal, "(30 d)"]],
  points: [[1500], [-1000]],
  tier: [
    [1, 2, 500],
    [3, null, 1000],
    [3, 3, 1000],
  ],
  entry: [["“Analytics”", 500]],
  otherwise: [[100]],
  more: [[12]],
  limit: {
    perDay: times,
    pointsPerDay: [[2000]],
    perWindow: [
      [1, "7 d"],
      [2, "7 d"],
      [5, "1 d"],
    ],
    pointsPerWindow: [[3000, "7 d"]],
    total: [[4500]],
    group: [["Web"]],
  },
  window: [["30 d"], ["1 d"]],
  decay: {
    halfLife: [["30 d"], ["1 d"]],
    linear: span,
    expires: span,
    steps: [[["50% (30 d)", "0% (90 d)"]]],
    step: [[0.5, "30 d"]],
  },
  from: [["10.12.2025"]],
  until: [["10.12.2025"]],
  events: { named: [["“Demo Requested”"]], where: [["“Demo Requested”", "path"]] },
  measures: {
    count: [[signal]],
    countPerDay: times.map(([n]) => [signal, n] as const),
    countBy: [[signal, "path"]],
    countByPerDay: times.map(([n]) => [signal, "path", n] as const),
    sum: [[signal, "value"]],
    max: [[signal, "value"]],
    distinct: [[signal, "path"]],
    visits: [[signal, "30 m"]],
    longVisits: [[signal, "30 m", "3 m"]],
    engaged: [[signal, "1 m"]],
    engagedBy: [[signal, "1 m", "path"]],
    steps: [[[signal, "“Demo Requested”"], "2 h"]],
    times: [
      [signal, 2, "1 h"],
      [signal, 3, "1 h"],
      [signal, 11, "1 h"],
      [signal, 21, "1 h"],
    ],
    confirmed: [[signal, "“Demo Requested”", "5 m"]],
  },
  bands: {
    lowest: [["SQL"]],
    above: [["SQL", 6000]],
    from: [["SQL", 6000]],
    cells: [["SQL", ["A1", "B1"]]],
    leaves: [[5500]],
    coolDown: [["7 d"]],
    rearm: [[5000]],
  },
  total: {
    sum: [[["Fit", "Engagement"]]],
    weighed: [[0.6, "Fit"]],
    matrix: [["Fit", "Engagement"]],
    scale: [
      [
        [0, 20_000],
        [100, 10_000],
      ],
    ],
    clip: [[0, 10_000]],
  },
};
