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

test("an occurrence counts as often as every limit lets it: in a stretch of days, in the group, by the signal's own", () => {
  const twice = { each: "visit", points: 10, limit: { perWindow: { days: "30d", count: 2 } } } as const;
  expect(mostOf({ ...twice, window: "30d" })).toBe(2000);
  expect(mostOf({ ...twice, window: "31d" })).toBe(4000);
  expect(mostOf({ ...twice, window: "31d", limit: { ...twice.limit, perDay: 1 } })).toBe(3000);
  expect(mostOf(twice)).toBeNull();
  const points = { perWindow: { days: "7d", points: 30 } } as const;
  expect(mostOf({ each: "visit", points: 10, limit: points, window: "14d" })).toBe(6000);
  const groups = (limit: object) => ({ groups: { g: { dimension: "fit", limit } } });
  const grouped = { each: "visit", points: 10, group: "g", window: "14d" } as const;
  expect(mostOf(grouped, groups({ perDay: { points: 20 } }))).toBe(28_000);
  expect(mostOf(grouped, groups(points))).toBe(6000);
  const daily = { signals: { visit: { on: "page", count: { perDay: 1 } } } };
  expect(mostOf({ each: "visit", points: 10, window: "10d" }, daily)).toBe(10_000);
  expect(mostOf({ each: "visit", points: 10, limit: { perDay: 3 }, from: "2026-01-01", until: "2026-01-02" })).toBe(
    6000,
  );
});

test("of a table so many of each key count on a day", () => {
  const signals = { visit: { on: "page", count: { by: "path" } } };
  const table = (otherwise: number) => ({ table: { a: 5, b: 10, c: -3 }, otherwise });
  const limited = { each: "visit", limit: { perDay: 2 }, window: "3d" } as const;
  expect(mostOf({ ...limited, points: table(0) }, { signals })).toBe(9000);
  expect(mostOf({ ...limited, points: table(1) }, { signals })).toBeNull();
  const own = { visit: { on: "page", count: { by: "path", perDay: 1 } } };
  expect(mostOf({ each: "visit", points: table(0), window: "3d" }, { signals: own })).toBe(4500);
  expect(mostOf({ each: "visit", points: 5, window: "3d" }, { signals: own })).toBeNull();
});

function sharesOf(rest: object, ...rules: readonly object[]): (number | null)[] {
  const parsed = parseModel({
    model: "m",
    dimensions: { fit: {}, eng: {} },
    rules: rules.map((rule, i) => ({ id: `r${i}`, dimension: "fit", when: { trait: "a", is: 1 }, ...rule })),
    ...rest,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return attainable(parsed.model).map(({ share }) => share);
}

test("a share is of the total: dimensions weigh as much as they do there, and nothing where they do not count", () => {
  const rules = [{ points: 30 }, { dimension: "eng", points: 10 }];
  expect(sharesOf({}, ...rules)).toEqual([7500, 2500]);
  expect(sharesOf({ total: { sum: { fit: 0.1, eng: 2 } } }, ...rules)).toEqual([1304, 8696]);
  expect(sharesOf({ total: { sum: ["eng"] } }, ...rules)).toEqual([0, 10_000]);
  expect(sharesOf({ total: { sum: { fit: 1, eng: -1 } } }, ...rules)).toEqual([10_000, 0]);
  const labels = [{ name: "A", from: 5 }, { name: "B" }];
  const matrix = { rows: "fit", columns: "eng" };
  expect(sharesOf({ dimensions: { fit: { labels }, eng: { labels } }, total: { matrix } }, ...rules)).toEqual([
    null,
    null,
  ]);
});

test("rules that share a bound share what it leaves", () => {
  const three = [{ group: "g", points: 30 }, { group: "g", points: 10 }, { points: 20 }];
  expect(sharesOf({ groups: { g: { dimension: "fit", limit: { total: 20 } } } }, ...three)).toEqual([3333, 1667, 5000]);
  const clipped = { dimensions: { fit: { clip: [0, 20] }, eng: {} } };
  expect(sharesOf(clipped, { points: 30 }, { points: 10 }, { dimension: "eng", points: 20 })).toEqual([
    3333, 1667, 5000,
  ]);
});
