import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustedEffects, ruleEffect } from "./rule-effect.ts";

const bits = fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.constantFrom(0, 1)), { maxLength: 80 });

describe("the effect of a rule", () => {
  test("by hand", () => {
    const own = ruleEffect([1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 0, 1, 0, 0, 0, 0]);
    expect(own.fires).toBe(3 / 8);
    expect([own.with.leads, own.with.converted, own.without.leads, own.without.converted]).toEqual([3, 2, 5, 1]);
    expect(own.difference?.difference).toBeCloseTo(2 / 3 - 1 / 5, 12);
  });
  test("with and without are everybody; turning the rule turns the difference; one that fires always or never has none", () => {
    fc.assert(
      fc.property(bits, (rows) => {
        const [fired, converted] = [rows.map(([own]) => own), rows.map(([, hit]) => hit)];
        const own = ruleEffect(fired, converted);
        expect(own.with.leads + own.without.leads).toBe(rows.length);
        const other = ruleEffect(
          fired.map((bit) => (bit === 1 ? 0 : 1)),
          converted,
        );
        expect(own.difference === null).toBe(own.fires === 0 || own.fires === 1);
        if (!own.difference) return;
        expect(other.difference?.difference).toBeCloseTo(-own.difference.difference, 12);
        const { low, high } = own.difference.interval;
        expect(low <= own.difference.difference && own.difference.difference <= high).toBe(true);
      }),
    );
  });
  test("given the others, from coefficients and their covariance", () => {
    const effects = adjustedEffects({
      rules: ["pricing", "c-level"],
      coefficients: [Math.log(3), 0],
      covariance: [
        [0.04, 0.01],
        [0.01, 0.25],
      ],
    });
    expect(effects[0]?.oddsRatio).toBeCloseTo(3, 12);
    expect(effects[0]?.interval.low).toBeCloseTo(3 * Math.exp(-1.959963984540054 * 0.2), 10);
    expect(effects[0]?.p).toBeLessThan(1e-6);
    expect(effects[0]?.q).toBeCloseTo(2 * (effects[0]?.p ?? 0), 15);
    expect([effects[1]?.oddsRatio, effects[1]?.p, effects[1]?.q]).toEqual([1, 1, 1]);
  });
});
