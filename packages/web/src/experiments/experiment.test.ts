import { expect, test } from "vitest";
import { isUneven, leastOf, problemOf, sizeAsked, USUAL, verdictOf, wantedOf } from "./experiment.ts";

const NAMES = { live: "live", treatment: "draft", guard: (outcome: string) => `g-${outcome}` };

test("a plan in per cent becomes shares, the live version the control", () => {
  const plan = { ...USUAL, name: " More fit ", model: "b2b", share: 30, baseline: 5, version: "4" } as const;
  expect(wantedOf(plan, NAMES)).toMatchObject({
    name: "More fit",
    arms: [
      { name: "live", weight: 0.7, version: "live" },
      { name: "draft", weight: 0.3, version: 4 },
    ],
    baseline: 0.05,
    difference: 0.02,
    power: 0.8,
    alpha: 0.05,
  });
  expect(wantedOf(USUAL, NAMES)).not.toHaveProperty("baseline");
});

test("of some outcomes more is harm, of others less", () => {
  const guards = [
    { outcome: "rejected", margin: 1 },
    { outcome: "opportunity", margin: "" },
  ] as const;
  expect(wantedOf({ ...USUAL, guards }, NAMES).guards).toEqual([
    { name: "g-rejected", of: { outcome: "rejected" }, harm: "higher", margin: 0.01 },
    { name: "g-opportunity", of: { outcome: "opportunity" }, harm: "lower", margin: 0 },
  ]);
});

test("the calculator is asked only when there is enough to ask it", () => {
  expect(sizeAsked(USUAL)).toBeNull();
  expect(sizeAsked({ ...USUAL, baseline: 100 })).toBeNull();
  expect(sizeAsked({ ...USUAL, baseline: 5, difference: "" })).toBeNull();
  expect(sizeAsked({ ...USUAL, baseline: 5 })).toEqual({
    ...{ baseline: 0.05, difference: 0.02, power: 0.8, alpha: 0.05, share: 0.5 },
  });
});

test("a plan that cannot be kept says why", () => {
  const named = { ...USUAL, name: "x" };
  expect(problemOf(USUAL)).toBe("name");
  expect(problemOf(named)).toBeNull();
  expect(problemOf({ ...named, leastDays: 30, mostDays: 20 })).toBe("days");
  expect(problemOf({ ...named, mode: "shadow", horizon: 7 })).toBe("after");
  expect(problemOf({ ...named, mode: "live", horizon: 7 })).toBeNull();
});

test("an interval around nought decides nothing, and either test of the split raises the alarm", () => {
  expect([verdictOf({ low: 0.1, high: 0.2 }), verdictOf({ low: -2, high: -1 })]).toEqual(["better", "worse"]);
  expect(verdictOf({ low: -0.1, high: 0.2 })).toBe("level");
  const ratio = (once: boolean, always: boolean) => ({
    ratio: { chiSquare: 1, p: 0.5, isBroken: once, alwaysValid: { p: 0.5, isBroken: always } },
  });
  expect([isUneven({ ratio: null }), isUneven(ratio(false, false))]).toEqual([false, false]);
  expect([isUneven(ratio(true, false)), isUneven(ratio(false, true))]).toEqual([true, true]);
});

test("what both arms lack is told once", () => {
  const lacks = (what: "converted" | "leads", found: number) => ({ what, needed: 10, found });
  expect(leastOf([lacks("converted", 4), lacks("leads", 1), lacks("converted", 2)])).toEqual([
    lacks("converted", 2),
    lacks("leads", 1),
  ]);
});
