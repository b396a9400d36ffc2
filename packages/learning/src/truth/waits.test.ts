import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { turned, waits } from "./arbitrary-outcomes.testing.ts";
import { concordance } from "./concordance.ts";
import { kaplanMeier, waitingAt } from "./kaplan-meier.ts";
import { logRank } from "./log-rank.ts";
import { reference } from "./reference.testing.ts";
import type { Wait } from "./wait.ts";

const { times, ended, groups, scores, ...wanted } = reference.waits;
const all = times.map((time, i): Wait => ({ time, ended: ended[i] as boolean }));
const group = (which: number) => all.filter((_, i) => groups[i] === which);

describe("Kaplan–Meier", () => {
  test("equals the reference, with Greenwood's intervals", () => {
    const { steps } = found(kaplanMeier(all));
    expect(steps.map(({ time }) => time)).toEqual(wanted.eventTimes);
    for (const [i, { waiting, interval }] of steps.entries()) {
      expect(waiting).toBeCloseTo(wanted.waiting[i] as number, 12);
      expect(interval.low).toBeCloseTo(wanted.low[i] as number, 10);
      expect(interval.high).toBeCloseTo(wanted.high[i] as number, 10);
    }
  });
  test("by hand, with the median and its bounds", () => {
    const own = found(
      kaplanMeier([
        { time: 2, ended: true },
        { time: 3, ended: false },
        { time: 5, ended: true },
        { time: 5, ended: false },
        { time: 8, ended: true },
      ]),
    );
    expect(own.steps.map(({ time, atRisk, ended: ends }) => [time, atRisk, ends])).toEqual([
      [2, 5, 1],
      [5, 3, 1],
      [8, 1, 1],
    ]);
    expect(own.steps.map(({ waiting }) => waiting)).toEqual([0.8, expect.closeTo(0.8 * (2 / 3), 12), 0]);
    expect([own.median, own.medianInterval.low]).toEqual([8, 2]);
    expect([waitingAt(own.steps, 1), waitingAt(own.steps, 2), waitingAt(own.steps, 7)]).toEqual([
      1,
      0.8,
      expect.closeTo(0.8 * (2 / 3), 12),
    ]);
    expect(found(kaplanMeier([{ time: 1, ended: false }])).median).toBeNull();
    expect(kaplanMeier([]).enough).toBe(false);
  });
  test("is between 0 and 1, never rises, lies in its interval; without early stops it is the share", () => {
    fc.assert(
      fc.property(waits, (own) => {
        const { steps, median } = found(kaplanMeier(own));
        let last = 1;
        for (const { waiting, interval } of steps) {
          expect(waiting).toBeLessThanOrEqual(last);
          expect(interval.low <= waiting && waiting <= interval.high).toBe(true);
          expect(interval.low >= 0 && interval.high <= 1).toBe(true);
          last = waiting;
        }
        expect(kaplanMeier(turned(own))).toEqual(kaplanMeier(own));
        if (median !== null) expect(waitingAt(steps, median)).toBeLessThanOrEqual(0.5);
        const seen = own.map(({ time }) => ({ time, ended: true }));
        for (const { time, waiting } of found(kaplanMeier(seen)).steps) {
          expect(waiting).toBeCloseTo(seen.filter((wait) => wait.time > time).length / seen.length, 12);
        }
      }),
    );
  });
});

describe("the log-rank test", () => {
  test("equals the reference for two groups and for three", () => {
    const two = found(logRank([group(0), group(1)]));
    expect(two.chiSquare).toBeCloseTo(wanted.logRankTwo[0], 11);
    expect(two.p).toBeCloseTo(wanted.logRankTwo[1], 11);
    const three = found(logRank([group(0), group(1), group(2)]));
    expect([three.chiSquare, three.p]).toEqual(wanted.logRankThree.map((value) => expect.closeTo(value, 11)));
    expect(three.groups.map(({ expected }) => expected)).toEqual(
      wanted.expectedThree.map((value) => expect.closeTo(value, 11)),
    );
  });
  test("does not mind the order of groups or leads; equal groups do not differ; ends seen are ends expected", () => {
    fc.assert(
      fc.property(waits, waits, waits, (a, b, c) => {
        const answer = logRank([a, b, c]);
        expect(answer.enough).toBe([a, b, c].flat().some((wait) => wait.ended));
        if (!answer.enough) return;
        const other = found(logRank([turned(c), a, turned(b)]));
        expect(other.chiSquare).toBeCloseTo(answer.chiSquare, 8);
        expect(other.p).toBeCloseTo(answer.p, 8);
        const over = answer.groups.reduce((total, { ended: ends, expected }) => total + ends - expected, 0);
        expect(over).toBeCloseTo(0, 9);
        const same = logRank([a, a]);
        if (same.enough) expect(same.p).toBeCloseTo(1, 6);
      }),
    );
    // An empty group takes no degree; nor does one in which nobody could be told apart.
    expect(found(logRank([group(0), [], group(1)])).chiSquare).toBeCloseTo(wanted.logRankTwo[0], 11);
    const lonely = [{ time: 1, ended: true }];
    expect(found(logRank([lonely, [{ time: 0.5, ended: false }]]))).toMatchObject({ degrees: 0, p: 1 });
    expect(logRank([[], group(0)])).toEqual({ enough: false, missing: [{ what: "groups", needed: 2, found: 1 }] });
  });
});

describe("Harrell's C", () => {
  test("equals the reference by all pairs, with its variance", () => {
    const own = found(concordance(scores, all));
    expect(own.concordance).toBeCloseTo(wanted.concordance, 12);
    expect(own.variance).toBeCloseTo(wanted.concordanceVariance, 12);
    expect(own.pairs).toBe(wanted.pairs);
  });
  test("C(−s) = 1 − C(s), the interval contains it, and the order of the leads does not matter", () => {
    fc.assert(
      fc.property(waits, fc.infiniteStream(fc.integer({ min: 0, max: 6 })), (own, stream) => {
        const points = own.map(() => stream.next().value as number);
        const answer = concordance(points, own);
        if (!answer.enough) return;
        const other = found(
          concordance(
            points.map((point) => -point),
            own,
          ),
        );
        expect(other.concordance).toBeCloseTo(1 - answer.concordance, 12);
        expect(other.variance).toBeCloseTo(answer.variance, 12);
        const { low, high } = answer.interval;
        expect(low <= answer.concordance && answer.concordance <= high).toBe(true);
        expect(found(concordance(turned(points), turned(own))).concordance).toBeCloseTo(answer.concordance, 12);
      }),
    );
    expect(
      concordance(
        [1, 2],
        [
          { time: 1, ended: false },
          { time: 2, ended: true },
        ],
      ).enough,
    ).toBe(false);
  });
});
