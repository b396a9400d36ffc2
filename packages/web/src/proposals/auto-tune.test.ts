import { expect, test } from "vitest";
import { formOf, heldBy, isTuning, revertible, type Tune, type TuneRun, tuneWanted, turnedOff } from "./auto-tune.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const TUNE: Tune = {
  ...{ isOn: true, every: "month", target: "won", horizon: 90, by: "user:1", at: "2026-11-01T00:00:00Z" },
  ...{ nextAt: "2026-12-01T00:00:00Z", makesDrafts: false },
  bounds: { mostPoints: 5, mostPercent: null, excluded: ["careers"], leastOutcomes: 50 },
};
const RUN: TuneRun = {
  ...{ id: "1", startedAt: "2026-11-01T00:00:00Z", endedAt: "2026-11-01T00:01:00Z", study: "3", version: 1 },
  ...{ outcome: "published", because: null, made: 2, changes: [], held: [] },
};

test("what is set comes back as it is asked for, and a bound is needed", () => {
  const form = formOf(TUNE);
  expect(form).toMatchObject({ mostPoints: 5, mostPercent: "" });
  expect(tuneWanted(form)).toEqual({
    ...{ isOn: true, every: "month", target: "won", horizon: 90, bounds: TUNE.bounds },
  });
  expect(tuneWanted({ ...form, mostPoints: "" })).toBeNull();
  expect(tuneWanted({ ...form, mostPoints: 0 })).toBeNull();
  expect(tuneWanted({ ...form, mostPoints: "", mostPercent: 25 })?.bounds).toMatchObject({ mostPoints: null });
  expect(tuneWanted({ ...form, horizon: "" })).toBeNull();
  expect(tuneWanted({ ...form, leastOutcomes: "" })).toBeNull();
  expect(turnedOff(TUNE)).toEqual({ isOn: false, every: "month", target: "won", horizon: 90, bounds: TUNE.bounds });
});

test("it is looked at again while it works, or is about to", () => {
  expect(isTuning(TUNE, [RUN], NOW)).toBe(false);
  expect(isTuning({ ...TUNE, nextAt: "2026-11-22T11:59:00Z" }, [], NOW)).toBe(true);
  expect(isTuning({ isOn: false, nextAt: null }, [{ ...RUN, endedAt: null }], NOW)).toBe(true);
});

test("what waits for people is counted by why", () => {
  const held = (["kind", "beyond-bounds", "kind"] as const).map((because, at) => ({ id: String(at), because }));
  expect(heldBy({ ...RUN, held })).toEqual([
    ["kind", 2],
    ["beyond-bounds", 1],
  ]);
});

test("only what is live can be taken back, and only the latest", () => {
  expect(revertible([{ ...RUN, outcome: "nothing", made: null }, RUN], 2)).toBe(RUN);
  expect(revertible([RUN], 3)).toBeUndefined();
  expect(revertible([{ ...RUN, made: 4, outcome: "drafted" }, RUN], 2)).toBeUndefined();
  expect(revertible([], 1)).toBeUndefined();
});
