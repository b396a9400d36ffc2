import fc from "fast-check";
import { expect, test } from "vitest";
import { normalInterval } from "../numbers/interval.ts";
import { covariance, mean } from "../numbers/sum.ts";
import { calibration } from "../truth/calibration.ts";
import { brierScore, calibrationError, weightedInterval } from "./weighted-figures.ts";

const rows = fc.array(
  fc.record({
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    won: fc.constantFrom(0, 1),
    weight: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 20, maxLength: 200 },
);
type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;

const columns = (own: Rows) => ({
  scores: own.map(({ score }) => score),
  converted: own.map(({ won }) => won),
  weights: own.map(({ weight }) => weight),
});

test("where all rows count alike, figures are those without weights", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const told = { ...columns(own), weights: own.map(() => 3) };
      const plain = calibration(told);
      if (!plain.enough) throw new Error("Not enough");
      expect(brierScore(told)).toBeCloseTo(plain.brier.score, 12);
      expect(calibrationError(told)).toBeCloseTo(plain.error, 12);
      const interval = normalInterval(mean(told.scores), covariance(told.scores, told.scores) / own.length);
      expect(weightedInterval(told.scores, told.weights).low).toBeCloseTo(interval.low, 12);
    }),
  );
});

test("a row that counts three times is three rows", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const many = own.flatMap((one) => Array.from({ length: one.weight }, () => ({ ...one, weight: 1 })));
      expect(brierScore(columns(own))).toBeCloseTo(brierScore(columns(many)), 12);
    }),
  );
});

test("of weighed rows the reliability curve has the same error, and its Brier score is the same and has the same parts", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const told = columns(own);
      const found = calibration(told);
      if (!found.enough) throw new Error("Not enough");
      const { brier, bins, error } = found;
      expect(error).toBeCloseTo(calibrationError(told), 12);
      expect(brier.score).toBeCloseTo(brierScore(told), 12);
      for (const { observed } of bins) {
        expect(observed.interval.low).toBeLessThanOrEqual(observed.rate + 1e-12);
        expect(observed.interval.high).toBeGreaterThanOrEqual(observed.rate - 1e-12);
      }
    }),
  );
});
