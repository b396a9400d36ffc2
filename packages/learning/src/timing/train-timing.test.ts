import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { DECLARATIONS, sampleRows } from "../predict/sample.testing.ts";
import { buildTable } from "../table/build-table.ts";
import type { Row } from "../table/table.ts";
import type { Wait } from "../truth/wait.ts";
import { predictTiming, trainTiming } from "./train-timing.ts";

/** Exponential waits, in days, that the visits shorten; observed for up to a hundred days. */
function waitsOf(rows: readonly Row[], strength: number, seed: number): Wait[] {
  const chance = seeded(seed);
  return rows.map(({ values }) => {
    const rate = 0.01 * Math.exp(strength * (values["visits"] as number));
    const time = -Math.log(1 - chance()) / rate;
    const seen = 20 + chance() * 80;
    return { time: Math.ceil(Math.min(time, seen)), ended: time <= seen };
  });
}

const rows = sampleRows(4000, 1);
const table = buildTable(rows, DECLARATIONS);
const how = { seed: 1, code: "test" };

test("who visits more converts sooner, and the figures lie near the law that made the waits", () => {
  const answer = trainTiming(table, waitsOf(rows, 0.3, 1), how);
  if (answer.kind !== "trained") throw new Error(answer.kind);
  const { model } = answer;
  expect(model.concordance.interval.low).toBeGreaterThan(0.6);
  const of = (visits: number) => predictTiming(model, { visits, industry: "retail", employees: 20 });
  const [few, many] = [of(0), of(8)];
  expect(many.converts).toBeGreaterThan(few.converts);
  expect(many.expected).toBeLessThan(few.expected);
  const rate = 0.01 * Math.exp(0.3 * 8);
  expect(many.median).toBeGreaterThan((Math.LN2 / rate) * 0.6);
  expect(many.median).toBeLessThan((Math.LN2 / rate) * 1.6);
  expect(few.converts).toBeCloseTo(1 - Math.exp(-0.01 * (model.ends.at(-1) as number)), 1);
});

test("the median is where half has converted, or null where that is too far to see", () => {
  const answer = trainTiming(table, waitsOf(rows, 0.3, 2), how);
  if (answer.kind !== "trained") throw new Error(answer.kind);
  for (const { values } of rows.slice(0, 300)) {
    const { converts, expected, median } = predictTiming(answer.model, values);
    expect(median === null).toBe(converts < 0.5);
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(answer.model.ends.at(-1) as number);
  }
});

test("waits that no feature tells are refused", () => {
  let refused = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const some = sampleRows(1000, seed);
    const answer = trainTiming(buildTable(some, DECLARATIONS), waitsOf(some, 0, seed), { ...how, seed });
    if (answer.kind === "uninformative") refused++;
  }
  expect(refused).toBeGreaterThanOrEqual(9);
});

test("too few waits that ended are not enough", () => {
  const waits = rows.map((_, i): Wait => ({ time: 10, ended: i % 100 === 0 }));
  expect(trainTiming(table, waits, how)).toMatchObject({ kind: "not-enough-data", ended: { needed: 50 } });
});

test("the same waits and seed give the same model", () => {
  const train = () => JSON.stringify(trainTiming(table, waitsOf(rows, 0.3, 3), how));
  expect(train()).toBe(train());
});
