import fc from "fast-check";
import { expect, test } from "vitest";
import { type Band, bandCounts, movedCounts, withStart } from "./band-counts.ts";

const EVEN = {
  low: 0,
  high: 100,
  steps: [
    { from: 0, count: 60 },
    { from: 50, count: 40 },
  ],
};
const bands = (...starts: readonly number[]): Band[] => [
  { name: "lowest" },
  ...starts.map((from) => ({ name: String(from), from })),
];

test("a threshold divides the step that it stands in", () => {
  expect(bandCounts(bands(50), EVEN)).toEqual([60, 40, 0]);
  expect(bandCounts(bands(75), EVEN)).toEqual([80, 20, 0]);
});

test("who is below every band is counted last", () => {
  expect(bandCounts([{ name: "only", above: 50 }], EVEN)).toEqual([40, 60]);
});

test("nobody is lost", () => {
  const starts = fc
    .array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 })
    .map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(starts, (all) => {
      const sum = bandCounts(bands(...all), EVEN).reduce((total, count) => total + count, 0);
      expect(Math.abs(sum - 100)).toBeLessThanOrEqual(all.length);
    }),
  );
});

test("a band that moves keeps the distance at which it is left, and whether its start counts", () => {
  expect(withStart({ name: "SQL", above: 60, leaveBelow: 55 }, 70)).toEqual({ name: "SQL", above: 70, leaveBelow: 65 });
  expect(withStart({ name: "SQL", from: 60 }, 70)).toEqual({ name: "SQL", from: 70 });
});

test("whoever is in a band by other reasons than its start is counted where they are", () => {
  const now = new Map([
    ["lowest", 50],
    ["50", 50],
  ]);
  expect(movedCounts(bands(50), bands(50), EVEN, now)).toEqual([50, 50]);
  expect(movedCounts([{ name: "lowest" }, { name: "50", from: 75 }], bands(50), EVEN, now)).toEqual([70, 30]);
});
