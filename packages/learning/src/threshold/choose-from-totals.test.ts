import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import type { Moment } from "../moment/moment-table.ts";
import { drawPoisson, seeded } from "../numbers/chance.ts";
import { totalsOf } from "../study/totals.ts";
import { chooseFromTotals } from "./choose-from-totals.ts";
import { chooseThreshold } from "./choose-threshold.ts";
import type { Goal } from "./goal.ts";

const CHANCE = { seed: 1, repeats: 60 };
type ByLead = Exclude<Goal, { kind: "capacity" }>;
const PROFIT: ByLead = { kind: "profit", valuePerConversion: 10, costPerLead: 3 };

/** Leads as they are looked at: of each its total in hundredths, and whether it converted. */
function moments(leads: readonly (readonly [number, 0 | 1])[]): Moment[] {
  return leads.map(([total, converted], i) => ({
    ...{ id: String(i), day: 20_000 + (i % 14), converted, wait: { time: 1, ended: false } },
    stands: [{ total, band: null, market: null, rules: [], points: [] }],
  }));
}

const leads = fc.array(fc.tuple(fc.integer({ min: -500, max: 9000 }), fc.constantFrom<0 | 1>(0, 1)), {
  minLength: 2,
  maxLength: 60,
});
const goals = fc.constantFrom<ByLead>(PROFIT, { kind: "f-beta", beta: 2 });

/** Of leads whose coming nobody looked at. */
const NOBODY = { reached: [], weeks: 0 };
/** Who came how high, in hundredths, and had come so high before. */
const reaches = fc.array(
  fc.record({
    before: fc.option(fc.integer({ min: -500, max: 9000 })),
    within: fc.option(fc.integer({ min: -500, max: 9000 })),
  }),
  { maxLength: 60 },
);

describe("a threshold of totals", () => {
  test("is the one that the leads themselves would have given, with the same figures", () => {
    fc.assert(
      fc.property(leads, goals, (own, goal) => {
        const known = { scores: own.map(([total]) => total / 100), converted: own.map(([, converted]) => converted) };
        const [mine, theirs] = [
          chooseFromTotals(totalsOf(moments(own), 0, NOBODY), goal, CHANCE),
          chooseThreshold(known, goal, CHANCE),
        ];
        expect(mine.enough).toBe(theirs.enough);
        if (!mine.enough || !theirs.enough) {
          expect(mine).toEqual(theirs);
          return;
        }
        expect(mine.chosen).toEqual(theirs.chosen);
        expect(mine.curve).toEqual(theirs.curve);
        const [low, at, high] = [mine.interval.low, mine.chosen.threshold, mine.interval.high].map((x) => x ?? 1e9);
        expect((low as number) <= (at as number) && (at as number) <= (high as number)).toBe(true);
        expect(chooseFromTotals(totalsOf(moments(own), 0, NOBODY), goal, CHANCE)).toEqual(mine);
      }),
    );
  });

  test("has an interval as wide as that of drawing lead by lead, which holds the true optimum", () => {
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const chance = seeded(seed);
      const own = Array.from({ length: 1500 }, (): [number, 0 | 1] => {
        const percent = Math.round(100 * chance());
        return [100 * percent, chance() < percent / 100 ? 1 : 0];
      });
      const { interval, worth } = found(
        chooseFromTotals(totalsOf(moments(own), 0, NOBODY), PROFIT, { seed, repeats: 100 }),
      );
      if ((interval.low ?? 200) <= 31 && (interval.high ?? 200) >= 30) covered++;
      const known = { scores: own.map(([total]) => total / 100), converted: own.map(([, converted]) => converted) };
      const theirs = found(chooseThreshold(known, PROFIT, { seed, repeats: 100 })).worth;
      expect(worth.high - worth.low).toBeGreaterThan(0.6 * (theirs.high - theirs.low));
      expect(worth.high - worth.low).toBeLessThan(1.6 * (theirs.high - theirs.low));
    }
    expect(covered).toBeGreaterThanOrEqual(36);
  });

  test("of very many different totals is chosen among round ones, whose figures are exact", () => {
    const own = Array.from({ length: 2000 }, (_, i): [number, 0 | 1] => [i * 7, i % 3 === 0 ? 1 : 0]);
    const totals = totalsOf(moments(own), 0, NOBODY);
    expect(totals.from.length).toBeLessThanOrEqual(300);
    expect(totals.from.every(Number.isInteger)).toBe(true);
    for (const { threshold, taken, hits } of found(chooseFromTotals(totals, PROFIT, CHANCE)).curve) {
      const at = own.filter(([total]) => threshold !== null && total >= 100 * threshold);
      expect([taken, hits]).toEqual([at.length, at.filter(([, converted]) => converted).length]);
    }
  });

  test("by capacity brings as many a week as come to it for the first time, and no lower one would do", () => {
    fc.assert(
      fc.property(leads, reaches, fc.integer({ min: 0, max: 20 }), (own, reached, perWeek) => {
        const totals = totalsOf(moments(own), 0, { reached, weeks: 3 });
        const { chosen, interval } = found(chooseFromTotals(totals, { kind: "capacity", perWeek }, CHANCE));
        const comers = (from: number) =>
          reached.filter(({ before, within }) => {
            return (
              within !== null &&
              within >= Math.round(100 * from) &&
              (before === null || before < Math.round(100 * from))
            );
          }).length / 3;
        const most = (from: number) => Math.max(0, ...totals.from.filter((one) => one >= from).map(comers));
        const start = chosen.threshold ?? Number.POSITIVE_INFINITY;
        expect(chosen.worth).toBeCloseTo(most(start), 9);
        expect(most(start)).toBeLessThanOrEqual(perWeek + 1e-6);
        for (const lower of totals.from.filter((from) => from < start)) {
          expect(most(lower) > perWeek || most(lower) === most(start)).toBe(true);
        }
        const [low, high] = [interval.low ?? Number.POSITIVE_INFINITY, interval.high ?? Number.POSITIVE_INFINITY];
        expect(low <= start && start <= high).toBe(true);
      }),
    );
  });

  test("by capacity has an interval that holds the true start", () => {
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const chance = seeded(seed);
      // Fifty a week come, each as high as any other, for ten weeks: twelve a week from 76 on.
      const reached = Array.from({ length: drawPoisson(chance, 500) }, () => {
        return { before: null, within: 100 * Math.floor(100 * chance()) };
      });
      const totals = totalsOf(moments([[0, 0]]), 0, { reached, weeks: 10 });
      const { interval } = found(chooseFromTotals(totals, { kind: "capacity", perWeek: 12 }, { seed, repeats: 100 }));
      if ((interval.low ?? 200) <= 77 && (interval.high ?? 200) >= 76) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(36);
  });

  test("says what is missing", () => {
    const none = totalsOf(moments([[100, 0]]), 0, NOBODY);
    expect(chooseFromTotals(none, PROFIT, CHANCE)).toEqual({
      enough: false,
      missing: [{ what: "converted", needed: 1, found: 0 }],
    });
    expect(chooseFromTotals(totalsOf([], 0, NOBODY), PROFIT, CHANCE).enough).toBe(false);
  });
});
