import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { drawNormal, seeded } from "../numbers/chance.ts";
import { outcomes, turned } from "./arbitrary-outcomes.testing.ts";
import { auc, compareAuc } from "./auc.ts";
import { reference } from "./reference.testing.ts";

describe("AUC", () => {
  test("equals DeLong's by all pairs to ten digits", () => {
    const { first, second, converted, ...wanted } = reference.delong;
    const difference = found(compareAuc(first, second, converted));
    for (const [i, own] of [difference.first, difference.second].entries()) {
      expect(own.auc).toBeCloseTo(wanted.auc[i] as number, 12);
      expect(own.variance).toBeCloseTo(wanted.variance[i] as number, 12);
    }
    expect(difference.variance).toBeCloseTo(wanted.differenceVariance, 12);
    expect(difference.p).toBeCloseTo(wanted.p, 11);
    expect(difference.first).toEqual({ ...found(auc({ scores: first, converted })), enough: undefined });
  });
  test("AUC(−s) = 1 − AUC(s), whatever the order of the leads; the interval turns with it and contains it", () => {
    fc.assert(
      fc.property(outcomes, ({ scores, converted }) => {
        const own = found(auc({ scores, converted }));
        const other = found(auc({ scores: scores.map((score) => -score), converted }));
        expect(other.auc).toBeCloseTo(1 - own.auc, 12);
        expect(other.variance).toBeCloseTo(own.variance, 12);
        expect(other.interval.low).toBeCloseTo(1 - own.interval.high, 9);
        expect(own.interval.low).toBeLessThanOrEqual(own.auc);
        expect(own.interval.high).toBeGreaterThanOrEqual(own.auc);
        expect(own.interval.low >= 0 && own.interval.high <= 1).toBe(true);
        const again = found(auc({ scores: turned(scores), converted: turned(converted) }));
        expect(again.auc).toBeCloseTo(own.auc, 12);
        expect(again.variance).toBeCloseTo(own.variance, 12);
        const curved = found(auc({ scores: scores.map((score) => score ** 3 + score), converted }));
        expect(curved.auc).toBe(own.auc);
      }),
    );
  });
  test("of two scores: the difference turns when they change places, and is none of a score with itself", () => {
    fc.assert(
      fc.property(outcomes, fc.infiniteStream(fc.integer({ min: -5, max: 5 })), ({ scores, converted }, stream) => {
        const other = scores.map(() => stream.next().value as number);
        const one = found(compareAuc(scores, other, converted));
        const back = found(compareAuc(other, scores, converted));
        expect(back.difference).toBeCloseTo(-one.difference, 12);
        expect(back.p).toBeCloseTo(one.p, 9);
        expect(one.interval.low <= one.difference && one.difference <= one.interval.high).toBe(true);
        const same = found(compareAuc(scores, scores, converted));
        expect([same.difference, same.variance, same.p]).toEqual([0, 0, 1]);
      }),
    );
  });
  test("a perfect separation of few leads proves little", () => {
    const { auc: estimate, interval } = found(auc({ scores: [1, 2, 3, 4, 5, 6], converted: [0, 0, 0, 1, 1, 1] }));
    expect(estimate).toBe(1);
    expect(interval.high).toBe(1);
    expect(interval.low).toBeGreaterThan(0.4);
    expect(interval.low).toBeLessThan(0.8);
  });
  test("so does the difference from a perfect separation, whatever the other score says", () => {
    const converted = [1, 1, 0, 0];
    const perfect = [1, 1, 0, 0];
    for (const other of [
      [0, 0, 0, 0],
      [0, 0, 1, 1],
      [1, 0, 1, 0],
    ]) {
      const { difference, interval, p } = found(compareAuc(other, perfect, converted));
      expect(difference).toBeGreaterThanOrEqual(0.5);
      expect(interval.low).toBeLessThan(difference - 0.3);
      expect(interval.high).toBeLessThanOrEqual(1);
      expect(p).toBeGreaterThan(difference === 1 ? 0.01 : 0.05);
      expect(p < 0.05).toBe(interval.low > 0);
    }
    expect(found(compareAuc(perfect, perfect, converted))).toMatchObject({ difference: 0, p: 1 });
    // Of many leads it proves much.
    const many = Array.from({ length: 400 }, (_, i) => i % 2);
    const nothing = many.map(() => 0);
    expect(found(compareAuc(nothing, many, many)).p).toBeLessThan(1e-6);
  });
  test("leads of a unit say together what one says: copies change nothing, nor does a unit for each lead", () => {
    const { first, second, converted } = reference.delong;
    const units = converted.map((_, i) => i);
    const once = found(compareAuc(first, second, converted));
    for (const copies of [1, 7]) {
      const often = (own: readonly number[]) => own.flatMap((one) => Array<number>(copies).fill(one));
      const grouped = found(compareAuc(often(first), often(second), often(converted), 0.95, often(units)));
      expect(grouped.variance).toBeCloseTo(once.variance, 12);
      expect(grouped.first.variance).toBeCloseTo(once.first.variance, 12);
      expect(grouped.p).toBeCloseTo(once.p, 9);
    }
  });
  test("few units prove nothing, however many leads they have", () => {
    const chance = seeded(4);
    const converted = Array.from({ length: 400 }, (_, i) => i % 2);
    const [live, shadow] = [converted.map(() => drawNormal(chance)), converted.map(() => drawNormal(chance))];
    for (const count of [1, 2, 9]) {
      const units = converted.map((_, i) => (i >> 1) % count);
      expect(compareAuc(live, shadow, converted, 0.95, units)).toEqual({
        enough: false,
        missing: [{ what: "groups", needed: 10, found: count }],
      });
    }
  });
  test("two scores of nothing differ by chance only, also of few units with many leads each", () => {
    const chance = seeded(5);
    let [alarms, answered] = [0, 0];
    for (let round = 0; round < 400; round++) {
      const units = Array.from({ length: 240 }, (_, i) => i % 12);
      const drawn = () => Array.from({ length: 12 }, () => drawNormal(chance));
      const scored = (of: readonly number[]) => units.map((unit) => (of[unit] as number) + 0.3 * drawNormal(chance));
      const [live, shadow, worth] = [drawn(), drawn(), drawn()];
      const converted = units.map((unit) => Number((worth[unit] as number) + drawNormal(chance) > 0.5));
      const answer = compareAuc(scored(live), scored(shadow), converted, 0.95, units);
      if (!answer.enough) continue;
      answered++;
      if (answer.p < 0.05) alarms++;
    }
    expect(answered).toBeGreaterThan(200);
    expect(alarms / answered).toBeLessThan(0.1);
  });
  test("units that are all alike leave no variance, and yet an interval of some width", () => {
    const units = Array.from({ length: 84 }, (_, i) => Math.floor(i / 7));
    const scores = units.map((_, i) => i % 7);
    const converted = scores.map((score) => Number([1, 4, 6].includes(score)));
    const { auc: estimate, variance, interval } = found(compareAuc(scores, scores, converted, 0.95, units)).first;
    expect(estimate).toBeCloseTo(2 / 3, 12);
    expect(variance).toBeLessThan(1e-30);
    expect(interval.low).toBeLessThan(0.5);
    expect(interval.high).toBeGreaterThan(0.8);
  });
  test("says what is missing", () => {
    expect(auc({ scores: [1, 2], converted: [1, 0] })).toEqual({
      enough: false,
      missing: [
        { what: "converted", needed: 2, found: 1 },
        { what: "not-converted", needed: 2, found: 1 },
      ],
    });
    expect(compareAuc([1, 2], [1, 2], [1, 1]).enough).toBe(false);
  });
  test("the interval covers the truth about as often as it says", () => {
    const chance = seeded(2);
    let covered = 0;
    for (let round = 0; round < 600; round++) {
      const converted = Array.from({ length: 80 }, (_, i) => (i < 20 ? 1 : 0));
      const scores = converted.map((hit) => drawNormal(chance) + hit);
      const { low, high } = found(auc({ scores, converted })).interval;
      // Φ(1/√2) for two unit normals one apart.
      if (low <= 0.7602499389 && high >= 0.7602499389) covered++;
    }
    expect(covered / 600).toBeGreaterThan(0.92);
    expect(covered / 600).toBeLessThan(0.98);
  });
});
