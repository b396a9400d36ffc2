import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandOn } from "../src/band-history.ts";
import { checkModel } from "../src/check-model.ts";
import { parseModel } from "../src/model/parse-model.ts";
import { catchUp, type Placement, type Placing, place, placeNow, type Transition } from "../src/place.ts";
import { compile, look } from "../src/score/compile.ts";
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

test("the band that a history leads to is the one in which who looked every day has placed the lead", () => {
  const sticky = [{ name: "Low" }, { name: "High", from: 1, leaveBelow: -1_000_000 }];
  const changes = fc.record({
    // Whoever has just been busy is not scored for a while.
    who: fc.constantFrom("1d", "5d").map((days) => ({ not: { signal: "keyed", in: days } })),
    bands: fc.constant(sticky),
  });
  fc.assert(
    fc.property(aCase, fc.oneof(changes, fc.constant({})), (given, changed) => {
      const compiled = compiledOf({ ...given, model: { ...given.model, ...changed } });
      const facts = factsOf(compiled, given);
      const states = [...facts.states.values(), ...(facts.account?.states.values() ?? [])];
      const first = Math.min(given.today, ...states.flatMap(({ days }) => days.slice(0, 1)));
      let placing: Pick<Placing, "band"> | null = null;
      for (let day = first; day <= given.today; day++) ({ placing } = placeNow(compiled, facts, placing, day));
      expect(bandOn(compiled, facts, given.today)?.band).toBe(placing?.band?.band);
    }),
    RUNS,
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

describe("whoever begins at the bottom has entered nothing; above it, a band", () => {
  const grid = {
    dimensions: {
      fit: { labels: [{ name: "B" }, { name: "A", above: 50 }] },
      engagement: { labels: [{ name: "2" }, { name: "1", from: 50 }] },
    },
    total: { matrix: { rows: "fit", columns: "engagement" } },
  };
  const rising = [
    { name: "Cold", from: 0 },
    { name: "Warm", from: 40 },
  ];
  test.each<[what: string, model: object, begins: string | null, enters: string | null]>([
    ["a first band without a start", { bands: [{ name: "Cold" }, { name: "Warm", above: 40 }] }, "Cold", null],
    ["one that starts where some may be below it", { bands: rising }, "Cold", "Cold"],
    ["one that nobody may be below by the total's clip", { bands: rising, total: { clip: [0, 100] } }, "Cold", null],
    ["a clip that reaches lower", { bands: rising, total: { clip: [-1, 100] } }, "Cold", "Cold"],
    [
      "a start that the lowest bound does not get above",
      { bands: [{ name: "Cold", above: -1 }], total: { clip: [-1, 9] } },
      "Cold",
      "Cold",
    ],
    [
      "one that nobody may be below by the dimensions' clips and the scale",
      {
        bands: [{ name: "Cold", from: 1 }],
        dimensions: { fit: { clip: [0, 50] }, pain: { clip: [-9, 20] } },
        total: { sum: { fit: 1, pain: -0.5 }, scale: { from: [-10, 90], to: [1, 100] } },
      },
      "Cold",
      null,
    ],
    [
      "a dimension that has no bound below",
      { bands: rising, dimensions: { fit: {}, pain: { clip: [0, 20] } }, total: { sum: ["fit", "pain"] } },
      "Cold",
      "Cold",
    ],
    [
      "one without a bound that is not counted",
      { bands: rising, dimensions: { fit: { clip: [0, 20] }, pain: {} }, total: { sum: { fit: 1, pain: 0 } } },
      "Cold",
      null,
    ],
    ["every cell of a matrix", { ...grid, bands: [{ name: "Cold", cells: ["B2", "B1", "A2", "A1"] }] }, "Cold", null],
    [
      "cells whose points nobody is below",
      {
        ...grid,
        bands: [
          { name: "Hot", from: 0 },
          { name: "Top", cells: ["A1"] },
        ],
      },
      "Hot",
      null,
    ],
    ["a matrix of which a cell is in no band", { ...grid, bands: [{ name: "Cold", cells: ["B2"] }] }, "Cold", "Cold"],
  ])("%s", (_, more, begins, enters) => {
    const parsed = parseModel({ model: "m", dimensions: { fit: {} }, rules: [], ...more });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(checkModel(parsed.model)).toEqual([]);
    const { placing, transitions } = place(compile(parsed.model), { traits: {}, states: new Map() }, null, 20_000);
    expect(placing.band?.band).toBe(begins);
    expect(transitions.map(({ to }) => to)).toEqual(enters === null ? [] : [enters]);
  });
});

test("where there is a band in which everyone begins, nobody is in none", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const { bottom } = look(compiled, facts, given.today).scorer;
      const { placing } = place(compiled, facts, null, given.today);
      if (bottom !== null && placing.total !== null) expect(placing.band?.band).not.toBeNull();
    }),
    RUNS,
  );
});
