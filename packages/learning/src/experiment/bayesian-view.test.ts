import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaLower } from "../numbers/beta.ts";
import { drawBeta, seeded } from "../numbers/chance.ts";
import { reference } from "../truth/reference.testing.ts";
import { bayesianView, chanceAbove, expectedExcess } from "./bayesian-view.ts";

describe("the Bayesian view", () => {
  test("equals the exact sum (Miller 2015) for whole counts", () => {
    for (const [a, b, c, d, better, loss] of reference.betterBeta) {
      expect(Math.abs(chanceAbove({ a: c, b: d }, { a, b }) / better - 1)).toBeLessThan(1e-10);
      expect(Math.abs(expectedExcess({ a, b }, { a: c, b: d }) - loss)).toBeLessThan(1e-12);
    }
  });
  test("one arm is better or the other; losses differ by the means; intervals hold what they say", () => {
    const arm = fc.record({ converted: fc.nat(200), others: fc.nat(3000) });
    fc.assert(
      fc.property(arm, arm, (first, second) => {
        const control = { leads: first.converted + first.others, converted: first.converted };
        const treatment = { leads: second.converted + second.others, converted: second.converted };
        const view = bayesianView(control, treatment);
        const back = bayesianView(treatment, control);
        expect(view.better + back.better).toBeCloseTo(1, 10);
        const mean = (leads: number, converted: number) => (converted + 1) / (leads + 2);
        const gain = mean(treatment.leads, treatment.converted) - mean(control.leads, control.converted);
        expect(view.expectedLoss.control - view.expectedLoss.treatment).toBeCloseTo(gain, 10);
        expect(view.expectedLoss).toEqual({
          control: expect.closeTo(back.expectedLoss.treatment, 10),
          treatment: expect.closeTo(back.expectedLoss.control, 10),
        });
        const { low, high } = view.treatment;
        const [a, b] = [second.converted + 1, second.others + 1];
        expect(betaLower(high, a, b) - betaLower(low, a, b)).toBeCloseTo(0.95, 9);
        expect(view.difference.low).toBeLessThan(view.difference.high);
        expect(back.difference.low).toBeCloseTo(-view.difference.high, 5);
        // Where the interval is above nought, better is sure to that degree.
        expect(view.difference.low > 0).toBe(view.better > 0.975);
      }),
      { numRuns: 60 },
    );
  });
  test("the difference's interval is that of many draws", () => {
    const chance = seeded(9);
    const draws = Float64Array.from(
      { length: 40_000 },
      () => drawBeta(chance, 31, 471) - drawBeta(chance, 21, 481),
    ).sort();
    const { difference } = bayesianView({ leads: 500, converted: 20 }, { leads: 500, converted: 30 });
    expect(difference.low).toBeCloseTo(draws[1000] as number, 2.5);
    expect(difference.high).toBeCloseTo(draws[39_000] as number, 2.5);
  });
});
