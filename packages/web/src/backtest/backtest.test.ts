import { expect, test } from "vitest";
import { bandsOf, overfull, perWeekIn, verdictOf } from "./backtest.ts";

const auc = { auc: 0.8, variance: 0, interval: { low: 0.7, high: 0.9 } };

function difference(low: number, high: number) {
  return {
    auc: { enough: true, first: auc, second: auc, difference: 0, variance: 0, p: 0.5, interval: { low, high } },
  } as const;
}

test("a draft ranks better or worse only where the interval of the difference says so", () => {
  expect(verdictOf(difference(0.01, 0.03))).toBe("better");
  expect(verdictOf(difference(-0.03, -0.01))).toBe("worse");
  expect(verdictOf(difference(-0.01, 0.03))).toBe("level");
  expect(verdictOf({ auc: { enough: false, missing: [] } })).toBe("unknown");
});

test("weeks are averaged, and a week in which nobody came counts", () => {
  const weeks = [
    { monday: "2026-01-05", entered: { hot: 4 } },
    { monday: "2026-01-12", entered: {} },
  ];
  expect(perWeekIn(weeks, "hot")).toBe(2);
  expect(perWeekIn([], "hot")).toBe(0);
});

test("bands of both versions are told once, those of nobody not", () => {
  const band = (group: string | null) => ({ group }) as Parameters<typeof bandsOf>[0]["live"]["bands"][number];
  const side = (...names: (string | null)[]) => ({ bands: names.map(band) }) as Parameters<typeof bandsOf>[0]["live"];
  expect(bandsOf({ live: side(null, "mql", "sql"), draft: side(null, "sql", "hot") })).toEqual(["mql", "sql", "hot"]);
});

test("each side's own highest band is held against what sales can work; a side without bands has none", () => {
  type Side = Parameters<typeof overfull>[0]["live"];
  const side = (bands: readonly (string | null)[], ...entered: Readonly<Record<string, number>>[]) =>
    ({ bands: bands.map((group) => ({ group })), weeks: entered.map((own) => ({ entered: own })) }) as unknown as Side;
  const live = side(["cold", "mql", null], { mql: 12 }, { mql: 13 }, { cold: 40 });
  const draft = side(["cold", "sql"], { sql: 13 }, { sql: 14 }, { sql: 12 });
  expect(overfull({ live, draft }, 12)).toEqual([
    { side: "live", band: "mql", over: 1, of: 3 },
    { side: "draft", band: "sql", over: 2, of: 3 },
  ]);
  expect(overfull({ live: side([null], { mql: 99 }), draft: side(["hot"]) }, 12)).toEqual([]);
});
