import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arrival, fits, MOST_SHOWN, NOTHING_SEEN, resumed, withArrival } from "./arrivals.ts";

const ARRIVAL: Arrival = {
  source: "1",
  at: "2026-03-01T10:00:00.000Z",
  type: "track",
  name: "Demo Requested",
  identity: "user",
  outcome: "stored",
  code: null,
  path: null,
  took: 12,
};

test("whoever pauses and goes on sees the same as who never paused", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: MOST_SHOWN * 2 }), (pauses) => {
      let paused = NOTHING_SEEN;
      let straight = NOTHING_SEEN;
      let was = false;
      for (const isPaused of pauses) {
        if (was && !isPaused) paused = resumed(paused);
        paused = withArrival(paused, ARRIVAL, isPaused);
        straight = withArrival(straight, ARRIVAL, false);
        was = isPaused;
      }
      expect(resumed(paused).shown).toEqual(straight.shown);
    }),
    { numRuns: 30 },
  );
});

test("a list that stands still does not move", () => {
  const before = withArrival(NOTHING_SEEN, ARRIVAL, false);
  const after = withArrival(before, { ...ARRIVAL, name: "Other" }, true);
  expect(after.shown).toEqual(before.shown);
  expect(after.held.map(({ name }) => name)).toEqual(["Other"]);
});

test("filters go by outcome, source, and a part of type, name or reason", () => {
  const all = { text: "", outcome: "all", source: null } as const;
  const refused: Arrival = { ...ARRIVAL, type: null, name: null, outcome: "quarantined", code: "no-identity" };
  expect(fits(ARRIVAL, all)).toBe(true);
  expect(fits(ARRIVAL, { ...all, text: " demo " })).toBe(true);
  expect(fits(ARRIVAL, { ...all, text: "page" })).toBe(false);
  expect(fits(refused, { ...all, text: "identity" })).toBe(true);
  expect(fits(refused, { ...all, outcome: "stored" })).toBe(false);
  expect(fits(ARRIVAL, { ...all, source: "2" })).toBe(false);
});
