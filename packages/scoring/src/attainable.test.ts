import { expect, test } from "vitest";
import { attainable } from "./attainable.ts";
import type { Rule } from "./model/model-schema.ts";
import { parseModel } from "./model/parse-model.ts";

function mostOf(rule: Omit<Rule, "id" | "dimension">, rest: object = {}): number | null {
  const parsed = parseModel({
    model: "m",
    signals: { visit: { on: "page" } },
    dimensions: { fit: {} },
    profiles: { ideal: { conditions: [{ when: { trait: "a", exists: true } }] } },
    rules: [{ id: "r", dimension: "fit", ...rule }],
    ...rest,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return attainable(parsed.model)[0]?.most ?? null;
}

test("what a rule gives at most, within its own bounds and those around it", () => {
  const when = { trait: "a", is: 1 };
  expect(mostOf({ when, points: 20 })).toBe(2000);
  expect(mostOf({ when, points: -20 })).toBe(0);
  expect(mostOf({ points: { of: { profile: "ideal" }, times: 0.2 } })).toBe(2000);
  expect(mostOf({ points: { of: { trait: "a" }, table: { x: 5, y: 9 }, otherwise: -1 } })).toBe(900);
  expect(mostOf({ points: { of: { trait: "a" }, times: 2 } })).toBeNull();
  expect(mostOf({ each: "visit", points: 5 })).toBeNull();
  expect(mostOf({ each: "visit", points: 5, limit: { total: 30 } })).toBe(3000);
  expect(mostOf({ each: "visit", points: 5, limit: { perDay: 2 }, window: "10d" })).toBe(10_000);
  expect(mostOf({ each: "visit", points: 5, limit: { perDay: 1 }, decay: { linear: "2d" } })).toBe(750);
  expect(
    mostOf({
      each: "visit",
      points: {
        tiers: [
          { from: 1, points: 5 },
          { from: 3, points: 10 },
        ],
      },
    }),
  ).toBe(1000);
  expect(mostOf({ each: "visit", points: 5 }, { dimensions: { fit: { clip: [0, 50] } } })).toBe(5000);
});

test("a rule that nothing limits has the share of one occurrence", () => {
  const parsed = parseModel({
    model: "m",
    signals: { visit: { on: "page" } },
    dimensions: { fit: {} },
    rules: [
      { id: "a", dimension: "fit", when: { trait: "a", is: 1 }, points: 30 },
      { id: "b", dimension: "fit", each: "visit", points: 10 },
    ],
  });
  expect(parsed.ok && attainable(parsed.model).map(({ most, share }) => [most, share])).toEqual([
    [3000, 7500],
    [null, 2500],
  ]);
});

test("shares add up to the whole", () => {
  const parsed = parseModel({
    model: "m",
    dimensions: { fit: {} },
    rules: [
      { id: "a", dimension: "fit", when: { trait: "a", is: 1 }, points: 30 },
      { id: "b", dimension: "fit", when: { trait: "b", is: 1 }, points: 10 },
      { id: "c", dimension: "fit", when: { trait: "c", is: 1 }, points: -10 },
    ],
  });
  expect(parsed.ok && attainable(parsed.model).map(({ share }) => share)).toEqual([7500, 2500, 0]);
});
