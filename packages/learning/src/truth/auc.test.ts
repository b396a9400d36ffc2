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
