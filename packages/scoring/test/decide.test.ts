import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BandState, type Decider, deciderOf } from "../src/bands/decide.ts";
import type { Band } from "../src/model/model-schema.ts";
import { toPoints } from "../src/points.ts";
import type { Day } from "../src/zone.ts";
import { bands } from "./arbitrary-model.testing.ts";

const RUNS = { numRuns: 1000 };

/** What became of a lead, day by day. */
type Visit = { readonly day: Day; readonly total: number; readonly band: number };

const start = ({ above, from }: Band): number => from ?? above ?? Number.NEGATIVE_INFINITY;
const isReached = (band: Band, total: number): boolean =>
  band.above === undefined ? total >= start(band) : total > band.above;

/**
 * The rules, said over the whole past instead of over what is remembered: the index of the band, −1
 * below all. One falls while neither start nor `leaveBelow` holds, then rises to the highest band
 * that is reached and open.
 */
function told(rungs: readonly Band[], past: readonly Visit[], total: number, today: Day): number {
  const isKept = (band: Band) => isReached(band, total) || (band.leaveBelow !== undefined && total >= band.leaveBelow);
  let index = past.at(-1)?.band ?? -1;
  while (index >= 0 && !isKept(rungs[index] as Band)) index -= 1;
  const isOpen = (band: Band, at: number): boolean => {
    const gone = past.findLastIndex((visit, i) => i > 0 && visit.band < at && (past[i - 1] as Visit).band >= at);
    if (gone < 0) return true;
    const cooled = today - (past[gone] as Visit).day >= (band.coolDown === undefined ? 0 : daysOf(band.coolDown));
    const totals = [...past.slice(gone).map((visit) => visit.total), total];
    return cooled && (band.rearmBelow === undefined || totals.some((one) => one < (band.rearmBelow as number)));
  };
  const open = rungs.flatMap((band, at) => (at > index && isReached(band, total) && isOpen(band, at) ? [at] : []));
  return Math.max(index, ...open);
}

const daysOf = (text: string): number => Number(text.slice(0, -1)) * (text.endsWith("w") ? 7 : 1);

const rungs = bands as fc.Arbitrary<readonly unknown[]> as fc.Arbitrary<Band[]>;
/** Totals that move about, and the days between them. */
const walk = fc.array(
  fc.record({
    wait: fc.constantFrom(0, 1, 1, 2, 7, 9, 30),
    total: fc.oneof(
      fc.integer({ min: -30, max: 100 }),
      fc.integer({ min: -3000, max: 10_000 }).map((x) => x / 100),
    ),
  }),
  { minLength: 1, maxLength: 25, size: "max" },
);

test("bands are decided as the rules say over the whole past", () => {
  fc.assert(
    fc.property(rungs, walk, (all, moves) => {
      const decide = deciderOf({ bands: all });
      const past: Visit[] = [];
      let state: BandState | null = null;
      let today = 20_000;
      for (const { wait, total } of moves) {
        today += wait;
        const band = told(all, past, total, today);
        const from = past.at(-1)?.band ?? -1;
        past.push({ day: today, total, band });
        const before = state;
        const decision = decide(before, { total: toPoints(total), zone: null }, today);
        ({ state } = decision);
        const name = all[band]?.name ?? null;
        expect(state.band).toBe(name);
        const hasMoved = band !== from;
        expect(decision.transition).toEqual(hasMoved ? { from: all[from]?.name ?? null, to: name, on: today } : null);
        expect(state.since).toBe(hasMoved || before === null ? today : before.since);
      }
    }),
    RUNS,
  );
});

test("a decision is due on the first day on which the same score would be decided otherwise", () => {
  fc.assert(
    fc.property(rungs, walk, (all, moves) => {
      const decide = deciderOf({ bands: all });
      let today = 20_000;
      let state: BandState | null = null;
      let dueOn: Day | null = null;
      let placed = { total: 0, zone: null };
      for (const { wait, total } of moves) {
        today += wait;
        placed = { total: toPoints(total), zone: null };
        ({ state, dueOn } = decide(state, placed, today));
      }
      const later = Array.from({ length: 200 }, (_, i) => today + 1 + i);
      const moved = later.find((day) => decide(state, placed, day).state.band !== state?.band);
      expect(dueOn).toBe(moved ?? null);
    }),
    RUNS,
  );
});

test("a band does not flap while the score moves between where it is left and where it starts", () => {
  const between = fc.record({
    low: fc.integer({ min: 0, max: 5900 }),
    isExclusive: fc.boolean(),
    totals: fc.array(fc.nat(), { minLength: 1 }),
  });
  fc.assert(
    fc.property(between, fc.boolean(), ({ low, isExclusive, totals }, isInside) => {
      const decide = deciderOf({
        bands: [
          { name: "Lead" },
          { name: "SQL", ...(isExclusive ? { above: 60 } : { from: 60 }), leaveBelow: low / 100 },
        ],
      });
      let { state } = decide(null, { total: isInside ? 7000 : 0, zone: null }, 20_000);
      for (const [i, x] of totals.entries()) {
        const total = low + (x % (6000 - low));
        const decision = decide(state, { total, zone: null }, 20_001 + i);
        expect(decision.transition).toBeNull();
        ({ state } = decision);
      }
      expect(state.band).toBe(isInside ? "SQL" : "Lead");
    }),
    RUNS,
  );
});

describe("golden", () => {
  const zoneAt = (band: Band, total: number) =>
    deciderOf({ bands: [{ name: "Lead" }, band] })(null, { total: toPoints(total), zone: null }, 20_000).state.band;

  test.each<[total: number, above: string, from: string]>([
    [59.99, "Lead", "Lead"],
    [60, "Lead", "SQL"],
    [60.01, "SQL", "SQL"],
    [60.5, "SQL", "SQL"],
    [61, "SQL", "SQL"],
  ])("%d is %s above 60 and %s from 60", (total, above, from) => {
    expect(zoneAt({ name: "SQL", above: 60 }, total)).toBe(above);
    expect(zoneAt({ name: "SQL", from: 60 }, total)).toBe(from);
  });

  const follow = (decide: Decider, moves: readonly (readonly [day: Day, total: number])[]) => {
    let state: BandState | null = null;
    return moves.map(([day, total]) => {
      ({ state } = decide(state, { total: toPoints(total), zone: null }, day));
      return state.band;
    });
  };

  test("who left comes back after the cool-down, not before", () => {
    const decide = deciderOf({ bands: [{ name: "Lead" }, { name: "SQL", above: 60, leaveBelow: 55, coolDown: "7d" }] });
    expect(
      follow(decide, [
        [1, 70],
        [2, 56],
        [3, 54],
        [4, 70],
        [9, 70],
        [10, 70],
        [11, 56],
      ]),
    ).toEqual(["SQL", "SQL", "Lead", "Lead", "Lead", "SQL", "SQL"]);
  });

  test("who left comes back after having been below, not before", () => {
    const decide = deciderOf({ bands: [{ name: "Lead" }, { name: "SQL", above: 60, rearmBelow: 40 }] });
    expect(
      follow(decide, [
        [1, 70],
        [2, 50],
        [3, 70],
        [4, 40],
        [5, 70],
        [6, 39.99],
        [7, 70],
      ]),
    ).toEqual(["SQL", "Lead", "Lead", "Lead", "Lead", "Lead", "SQL"]);
  });

  test("bands of cells follow the cell", () => {
    const decide = deciderOf({
      bands: [
        { name: "Cold", cells: ["B1", "B2"] },
        { name: "Hot", cells: ["A1"], coolDown: "2d" },
      ],
    });
    const at = (previous: BandState | null, zone: string | null, day: Day) =>
      decide(previous, { total: 0, zone }, day).state;
    const hot = at(null, "Hot", 1);
    const cold = at(hot, "Cold", 2);
    expect([hot, cold, at(cold, "Hot", 3), at(cold, "Hot", 4), at(hot, null, 2)].map(({ band }) => band)).toEqual([
      "Hot",
      "Cold",
      "Cold",
      "Hot",
      null,
    ]);
  });
});
