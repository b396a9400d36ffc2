import fc from "fast-check";
import { expect, test } from "vitest";
import { catchUp, type Placement, type Placing, place, placeNow, type Transition } from "../src/place.ts";
import { compile } from "../src/score/compile.ts";
import { score } from "../src/score.ts";
import { aCase } from "./arbitrary-model.testing.ts";
import { compiledOf, factsOf } from "./verdict.testing.ts";

const RUNS = { numRuns: 1000 };

test("a placing says what the score says", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const verdict = score(compiled, facts, given.today);
      const { placing } = place(compiled, facts, null, given.today);
      expect(placing.market).toBe(verdict.market);
      expect(placing.total).toBe(verdict.scored ? verdict.total : null);
      if (!verdict.scored) {
        expect(placing.band).toBeNull();
        return;
      }
      expect(placing.dimensions).toEqual(verdict.dimensions.map(({ points }) => points));
      expect(placing.zone).toBe(verdict.zone);
      expect(placing.cell).toBe(verdict.cell);
    }),
    RUNS,
  );
});

test("who looks only on the days that are due sees what one sees who looks every day", () => {
  fc.assert(
    fc.property(aCase, fc.integer({ min: 1, max: 120 }), (given, days) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const from = given.today;
      const begun = place(compiled, facts, null, from);
      let daily: Placement = { ...begun, transitions: [] };
      const all: Transition[] = [];
      for (let day = from + 1; day <= from + days; day++) {
        daily = place(compiled, facts, daily.placing, day);
        all.push(...daily.transitions);
      }
      const caught = catchUp(compiled, facts, begun.placing, from + days);
      expect(caught.transitions).toEqual(all);
      expect(shown(caught.placing)).toEqual(shown(daily.placing));
    }),
    { numRuns: 300 },
  );
});

test("who does not ask how long it holds is placed the same", () => {
  fc.assert(
    fc.property(aCase, fc.integer({ min: 1, max: 120 }), (given, days) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const begun = place(compiled, facts, null, given.today).placing;
      const { placing, transitions } = place(compiled, facts, begun, given.today + days);
      const { dueOn: _, ...now } = placing;
      expect(placeNow(compiled, facts, begun, given.today + days)).toEqual({ placing: now, transitions });
    }),
    RUNS,
  );
});

/** What two looks on different days may differ in: when they were, and how far ahead they saw. */
function shown({ day: _day, dueOn: _dueOn, band, ...rest }: Placing): object {
  return { ...rest, band: band && { band: band.band, since: band.since } };
}

test("whoever begins at the bottom has entered nothing; above it, a band", () => {
  const model = { model: "m", dimensions: { fit: {} }, rules: [], total: { sum: ["fit"] } };
  const bands = [{ name: "Suspect" }, { name: "Lead", above: 40 }];
  const compiled = compile({ ...model, bands } as never);
  const { placing, transitions } = place(compiled, { traits: {}, states: new Map() }, null, 20_000);
  expect(placing.band?.band).toBe("Suspect");
  expect(transitions).toEqual([]);
  const high = compile({ ...model, bands: [{ name: "Lead", from: 0 }] } as never);
  expect(place(high, { traits: {}, states: new Map() }, null, 20_000).transitions).toMatchObject([{ to: "Lead" }]);
});
