import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { buildTable } from "../table/build-table.ts";
import { calibrationSince, challengeOf, featureDrift } from "./watch-champion.ts";

test("a challenger is better only where the interval of the paired difference says so", () => {
  // Differences 0.2, 0.4, 0.6, 0.8: mean 0.5, variance 0.2/3, standard error √(0.2/3/4) = 0.12910.
  const found = challengeOf(Float64Array.of(1, 1, 1, 1), Float64Array.of(0.8, 0.6, 0.4, 0.2));
  expect(found).toMatchObject({ leads: 4, champion: 1, verdict: "better" });
  expect(found.challenger).toBeCloseTo(0.5, 12);
  expect(found.gain).toBeCloseTo(0.5, 12);
  expect(found.interval.low).toBeCloseTo(0.5 - 1.959963984540054 * Math.sqrt(0.2 / 3 / 4), 9);
  const turned = challengeOf(Float64Array.of(0.8, 0.6, 0.4, 0.2), Float64Array.of(1, 1, 1, 1));
  expect(turned.verdict).toBe("worse");
  expect(challengeOf(Float64Array.of(1, 0), Float64Array.of(0, 1)).verdict).toBe("level");
});

const chance = seeded(3);
const rows = Array.from({ length: 2000 }, (_, i) => {
  const isLate = i >= 1000;
  return {
    values: {
      moved: chance() + (isLate ? 1 : 0),
      same: chance(),
      lost: isLate && chance() < 0.9 ? null : chance(),
      kind: chance() < (isLate ? 0.2 : 0.8) ? "a" : "b",
    },
    converted: chance() < (isLate ? 0.6 : 0.3),
    time: i,
  };
});
const table = buildTable(rows, [
  { name: "moved", kind: "number" },
  { name: "same", kind: "number" },
  { name: "lost", kind: "number" },
  { name: "kind", kind: "category" },
]);

test("features that moved are told from those that did not, also where values went missing", () => {
  const found = new Map(featureDrift(table, 999).map((one) => [one.feature, one.drift]));
  for (const name of ["moved", "lost", "kind"]) expect(found.get(name), name).toMatchObject({ verdict: "moved" });
  expect(found.get("same")).toMatchObject({ verdict: "stable" });
  expect(featureDrift(table, 999).at(-1)?.feature).toBe("same");
});

test("probabilities that held are told from those that do not any more", () => {
  const said = new Float64Array(2000).fill(0.3);
  const found = calibrationSince(table, said, 999);
  if (!found.enough) throw new Error("Not enough");
  expect(Math.abs(found.before.gap)).toBeLessThan(0.05);
  expect(found.now.gap).toBeGreaterThan(0.25);
  expect(found.p).toBeLessThan(1e-6);
  expect(calibrationSince(table, said, 5000).enough).toBe(false);
});
