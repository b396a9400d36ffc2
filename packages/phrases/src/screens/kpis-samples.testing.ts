import type { Kpis } from "../en/screens/kpis.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21], [1234]] as const;

export const kpisSamples: Samples<Kpis> = {
  spans: {},
  bases: {},
  basisHints: {},
  groupings: {},
  touches: {},
  of: [["✓", "☆", "✗", "○"]],
  ofModel: [["b2b"]],
  groups: {},
  figures: {},
  figureHints: {},
  populations: {},
  people: [[412, "✓"]],
  aDay: [["✓"]],
  pointsFor: [["3.2", "€1"]],
  percentPoints: [["+3.2"]],
  before: [["✓"]],
  changed: [["+12%", "33"]],
  trends: {},
  missing: { rate: [["USD", "✓"]] },
  breakdownOf: [["✓", "☆"]],
  omitted: COUNTED,
  firstSeen: [["✓"]],
  opened: [["✓"]],
  won: [["✓"]],
  lost: [["✓"]],
  contacted: [["✓"]],
  money: {
    as: [["utm_source"]],
    change: [["google"]],
    drop: [["google"]],
    span: [["✓", "☆"]],
    known: [
      ["✓", "☆", 1],
      ["✓", "☆", 30],
    ],
    dropRates: [["USD"]],
    fileCostsHint: [["source, amount"]],
    fileRatesHint: [["date, currency, rate"]],
    taken: [
      [1, 0],
      [2, 1],
      [5, 2],
    ],
    refused: COUNTED,
    line: [
      [4, "✓", ""],
      [4, "✓", "amount"],
    ],
    codes: {},
  },
};
