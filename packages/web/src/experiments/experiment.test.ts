import { expect, test } from "vitest";
import { countsOf } from "./counts.ts";
import {
  controlShare,
  isUneven,
  leastOf,
  mayJudge,
  problemOf,
  sizeAsked,
  USUAL,
  verdictOf,
  wantedOf,
  withArm,
} from "./experiment.ts";

const NAMES = {
  live: "live",
  treatment: (version: string) => `v-${version}`,
  guard: (outcome: string) => `g-${outcome}`,
};

const HALF = [{ version: "draft", share: 50 }] as const;
const THREE = [
  { version: "4", share: 30 },
  { version: "draft", share: 20 },
] as const;

test("a plan in per cent becomes shares, the live version the control", () => {
  const plan = { ...USUAL, name: " More fit ", model: "b2b", baseline: 5, treatments: THREE } as const;
  expect(wantedOf(plan, NAMES)).toMatchObject({
    name: "More fit",
    arms: [
      { name: "live", weight: 0.5, version: "live" },
      { name: "v-4", weight: 0.3, version: 4 },
      { name: "v-draft", weight: 0.2, version: "draft" },
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
    { outcome: "rejected", margin: 1, days: 30 },
    { outcome: "opportunity", margin: "", days: "" },
  ] as const;
  expect(wantedOf({ ...USUAL, guards }, NAMES).guards).toEqual([
    { name: "g-rejected", of: { outcome: "rejected" }, harm: "higher", margin: 0.01, horizon: 30 },
    { name: "g-opportunity", of: { outcome: "opportunity" }, harm: "lower", margin: 0 },
  ]);
});

test("the calculator is asked only when there is enough to ask it", () => {
  const plan = { ...USUAL, treatments: HALF };
  expect(sizeAsked(plan)).toBeNull();
  expect(sizeAsked({ ...USUAL, baseline: 5 })).toBeNull();
  expect(sizeAsked({ ...plan, baseline: 100 })).toBeNull();
  expect(sizeAsked({ ...plan, baseline: 5, difference: "" })).toBeNull();
  expect(sizeAsked({ ...plan, baseline: 5, treatments: [{ version: "draft", share: 100 }] })).toBeNull();
  expect(sizeAsked({ ...plan, baseline: 5 })).toEqual({
    ...{ baseline: 0.05, difference: 0.02, power: 0.8, alpha: 0.05, share: 0.5 },
  });
  // Of several the smallest arm has to be filled, and they share the significance level.
  expect(sizeAsked({ ...plan, baseline: 5, treatments: THREE })).toMatchObject({ alpha: 0.025, share: 20 / 70 });
});

test("one more arm gets as much as the others and the live version", () => {
  const three = withArm(HALF, "4");
  expect(three).toEqual([
    { version: "draft", share: 33 },
    { version: "4", share: 33 },
  ]);
  expect(controlShare(three)).toBe(34);
});

test("leads can be looked up by every figure, and by each guard", () => {
  const figures = countsOf(["bounces"]);
  expect(figures[0]).toEqual({ figure: "enrolled" });
  expect(figures.at(-1)).toEqual({ figure: "guard", guard: "bounces" });
});

test("a plan that cannot be kept says why", () => {
  const named = { ...USUAL, name: "x", treatments: HALF };
  expect(problemOf({ ...named, name: " " })).toBe("name");
  expect(problemOf({ ...named, treatments: [] })).toBe("arms");
  expect(problemOf({ ...named, treatments: [{ version: "4", share: "" }] })).toBe("share");
  expect(problemOf({ ...named, treatments: [...THREE, { version: "5", share: 50 }] })).toBe("share");
  expect(problemOf({ ...named, mode: "shadow", treatments: [{ version: "4", share: "" }] })).toBeNull();
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

test("nothing is called better before its time, nor while the arms look wrong", () => {
  const early = { do: "continue", because: { kind: "too-early", daysLeft: 3 } } as const;
  const uneven = { do: "stop", because: { kind: "sample-ratio", p: 0 } } as const;
  const undecided = { do: "continue", because: { kind: "undecided" } } as const;
  expect([early, uneven, undecided, null].map((decision) => mayJudge({ decision }))).toEqual([
    ...[false, false, true, true],
  ]);
});

test("what both arms lack is told once", () => {
  const lacks = (what: "converted" | "leads", found: number) => ({ what, needed: 10, found });
  expect(leastOf([lacks("converted", 4), lacks("leads", 1), lacks("converted", 2)])).toEqual([
    lacks("converted", 2),
    lacks("leads", 1),
  ]);
});
