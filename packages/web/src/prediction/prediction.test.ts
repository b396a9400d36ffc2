import { expect, test } from "vitest";
import {
  daysUntil,
  fairnessOf,
  isPredictionName,
  type Prediction,
  type Training,
  toldTraining,
  watched,
} from "./prediction.ts";

const FRAME = { id: "a", study: "b", artefact: null, by: "x", at: "", promotedAt: null, promotedBy: null } as const;
const FOUND = {
  hash: null,
  answer: "trained",
  leads: 100,
  converted: 20,
  missing: [],
  leftOut: [],
  metrics: null,
  chosen: null,
  champion: null,
  fairness: [],
} as const satisfies Training["found"];

const gap = (at: number, reach: number) => ({ gap: at, interval: { low: at - reach, high: at + reach } });

function training(state: Training["state"]): Training {
  return { ...FRAME, state, found: FOUND };
}

test("the champion's training is told, else the newest", () => {
  const [newest, champion] = [training("challenger"), training("champion")];
  expect(toldTraining([newest, champion])).toBe(champion);
  expect(toldTraining([newest])).toBe(newest);
  expect(toldTraining([])).toBeUndefined();
});

test("how long it takes if it converts is told alike on either side of an even chance", () => {
  // As said of leads that convert by 49 % and by 51 %: the median is only there of the likelier, and of all like it.
  expect(daysUntil({ expected: 44.1, median: null })).toBe(44);
  expect(daysUntil({ expected: 43.6, median: 97.2 })).toBe(44);
  expect(daysUntil({ expected: 0.2, median: 0.2 })).toBe(1);
});

type Watch = NonNullable<Prediction["watch"]>;

const AT = "2026-11-22T12:00:00.000Z";
const TOO_FEW = { enough: false, missing: [] } as const;
const seen = (drift: Watch["drift"], calibration: Watch["calibration"] = TOO_FEW) =>
  watched({ watch: { at: AT, drift, calibration } });
const STABLE = { feature: "demo", drift: { enough: true, psi: 0.01, p: 0.6, verdict: "stable" } } as const;
const MOVED = { feature: "title", drift: { enough: true, psi: 0.3, p: 0, verdict: "moved" } } as const;

test("what moved and what is off is told, with the day on which it was looked at", () => {
  const off = {
    enough: true,
    before: gap(0, 0.01),
    now: gap(0.0823, 0.01),
    change: gap(0.08, 0.02),
    p: 0.001,
    spiegelhalter: 0.001,
  } as const;
  const drift = [{ feature: "title", psi: 0.3, verdict: "moved" }];
  expect(seen([MOVED, STABLE, { feature: "size", drift: TOO_FEW }], off)).toEqual({
    ...{ at: AT, drift, gap: 8.2, says: "warns" },
  });
  expect(seen([MOVED])).toMatchObject({ drift, gap: null, says: "warns" });
  expect(seen([STABLE], off)).toMatchObject({ drift: [], gap: 8.2, says: "warns" });
  expect(watched({ watch: null })).toBeNull();
});

test("a calibration that holds is no warning, and of which nothing is known no comfort", () => {
  const held = {
    enough: true,
    before: gap(0, 0.1),
    now: gap(0.01, 0.05),
    change: gap(0.01, 0.1),
    p: 0.8,
    spiegelhalter: 0.5,
  } as const;
  expect(seen([], held)).toMatchObject({ gap: null, says: "holds" });
  expect(seen([STABLE])).toMatchObject({ drift: [], gap: null, says: "holds" });
  expect(seen([{ feature: "size", drift: TOO_FEW }])).toMatchObject({ gap: null, says: "unknown" });
});

test("names are as models call them", () => {
  expect(["win", "win-90", "w"].every(isPredictionName)).toBe(true);
  expect(["", "Win", "9", "a b", "a".repeat(41)].some(isPredictionName)).toBe(false);
});

test("that nobody is picked does not make it fair", () => {
  const rate = { rate: 0, interval: { low: 0, high: 0.1 } };
  const group = (name: string, ratio: number | null) => ({
    ...{ group: name, leads: 30, selected: rate, ratio, difference: null, precision: null, recall: null, bands: [] },
  });
  const of = (ratios: readonly (number | null)[], disadvantaged: readonly string[]) =>
    fairnessOf({ enough: true, groups: ratios.map((ratio, i) => group(`g${i}`, ratio)), disadvantaged });
  expect(of([null, null], [])).toBe("nobody");
  expect(of([1, 0.9], [])).toBe("fair");
  expect(of([1, 0.5], ["g1"])).toBe("unfair");
});
