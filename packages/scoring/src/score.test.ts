import { expect, test } from "vitest";
import type { Adjustment } from "./facts.ts";
import { compile } from "./score/compile.ts";
import { scoreNow } from "./score.ts";

const compiled = compile({ model: "m", dimensions: { fit: {} }, rules: [] } as never);
const common = { reason: "Met at the fair", by: "ann" };
const adjustments: readonly Adjustment[] = [
  { id: "1", dimension: "fit", points: 500, on: 100, ...common },
  { id: "2", dimension: "pain", points: 700, on: 100, until: 110, ...common },
];

function totalLinesOn(day: number) {
  const verdict = scoreNow(compiled, { traits: {}, states: new Map(), adjustments }, day);
  return verdict.scored ? [verdict.total, verdict.totalLines] : undefined;
}

test("an adjustment whose dimension is gone gives nothing, and says so while it would apply", () => {
  const fit = { kind: "dimension", dimension: "fit", points: 500, weight: 10_000 };
  const lost = { kind: "lost-adjustment", dimension: "pain", id: "2", reason: "Met at the fair", points: 0 };
  expect(totalLinesOn(110)).toEqual([500, [lost, fit]]);
  expect(totalLinesOn(111)).toEqual([500, [fit]]);
  expect(totalLinesOn(99)).toEqual([0, [{ ...fit, points: 0 }]]);
});
