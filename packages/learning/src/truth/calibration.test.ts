import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { seeded } from "../numbers/chance.ts";
import { outcomes, turned } from "./arbitrary-outcomes.testing.ts";
import { calibration } from "./calibration.ts";
import { applyIsotonic, fitIsotonic } from "./isotonic.ts";
import { applyPlatt, fitPlatt } from "./platt.ts";
import { reference } from "./reference.testing.ts";

const { scores, converted, ...wanted } = reference.curves;

describe("calibration", () => {
  test("Brier's score and log-loss equal the reference", () => {
    const platt = found(fitPlatt({ scores, converted }));
    const own = found(calibration({ scores: scores.map((score) => applyPlatt(platt, score)), converted }));
    expect(own.brier.score).toBeCloseTo(wanted.brier, 11);
    expect(own.logLoss).toBeCloseTo(wanted.logLoss, 11);
  });
  test("by hand", () => {
    const own = found(calibration({ scores: [0.1, 0.3, 0.6, 0.8], converted: [0, 1, 0, 1] }, { bins: 2 }));
    expect(own.bins.map(({ leads, converted: hits, predicted }) => [leads, hits, predicted])).toEqual([
      [2, 1, 0.2],
      [2, 1, 0.7],
    ]);
    expect(own.error).toBeCloseTo((0.3 + 0.2) / 2, 12);
    expect(own.brier.score).toBeCloseTo((0.01 + 0.49 + 0.36 + 0.04) / 4, 12);
    expect(own.brier.reliability).toBeCloseTo((0.09 + 0.04) / 2, 12);
    expect([own.brier.resolution, own.brier.uncertainty]).toEqual([0, 0.25]);
    expect(own.baseLogLoss).toBeCloseTo(Math.log(2), 12);
    expect(calibration({ scores: [], converted: [] }).enough).toBe(false);
  });
  test("a probability that is the same in every bin leaves nothing within; certain and wrong is dear, not infinite", () => {
    fc.assert(
      fc.property(outcomes, (known) => {
        const probabilities = known.scores.map((score) => (score + 5) / 10);
        const own = found(calibration({ scores: probabilities, converted: known.converted }, { bins: 1000 }));
        // Every bin holds one probability, so Murphy's three terms are all.
        expect(own.brier.withinBins).toBeCloseTo(0, 12);
        expect(Number.isFinite(own.logLoss)).toBe(true);
        for (const { observed } of own.bins) {
          expect(observed.interval.low <= observed.rate && observed.rate <= observed.interval.high).toBe(true);
        }
        const again = found(
          calibration({ scores: turned(probabilities), converted: turned(known.converted) }, { bins: 1000 }),
        );
        expect(again.error).toBeCloseTo(own.error, 12);
      }),
    );
  });
});

describe("calibration of leads that count by weights", () => {
  const rows = fc.array(
    fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      won: fc.constantFrom(0, 1),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 20, maxLength: 200 },
  );
  const told = (
    own: readonly { score: number; won: number; weight: number }[],
    weights = own.map((one) => one.weight),
  ) => found(calibration({ scores: own.map(({ score }) => score), converted: own.map(({ won }) => won), weights }));
  test("is as without them where all count alike", () => {
    fc.assert(
      fc.property(rows, (own) => {
        const [weighed, plain] = [
          told(
            own,
            own.map(() => 3),
          ),
          told(
            own,
            own.map(() => 1),
          ),
        ];
        expect(weighed.brier.score).toBeCloseTo(plain.brier.score, 12);
        expect(weighed.error).toBeCloseTo(plain.error, 12);
        expect(weighed.logLoss).toBeCloseTo(plain.logLoss, 12);
      }),
    );
  });
  test("a lead that counts three times is three leads", () => {
    fc.assert(
      fc.property(rows, (own) => {
        const many = own.flatMap((one) => Array.from({ length: one.weight }, () => ({ ...one, weight: 1 })));
        expect(told(own).brier.score).toBeCloseTo(told(many).brier.score, 12);
        expect(told(own).logLoss).toBeCloseTo(told(many).logLoss, 9);
      }),
    );
  });
  test("its error is the mean of how far each bin is off, and its intervals hold what was seen", () => {
    fc.assert(
      fc.property(rows, (own) => {
        const { bins, error } = told(own);
        expect(error).toBeLessThanOrEqual(
          Math.max(...bins.map((bin) => Math.abs(bin.predicted - bin.observed.rate))) + 1e-12,
        );
        for (const { observed } of bins) {
          expect(observed.interval.low).toBeLessThanOrEqual(observed.rate + 1e-12);
          expect(observed.interval.high).toBeGreaterThanOrEqual(observed.rate - 1e-12);
        }
      }),
    );
  });
});

describe("Platt's curve", () => {
  test("equals the reference", () => {
    const { slope, offset } = found(fitPlatt({ scores, converted }));
    expect(slope).toBeCloseTo(wanted.platt[0], 9);
    expect(offset).toBeCloseTo(wanted.platt[1], 9);
  });
  test("stays finite on separated scores, on one score, and far from nought", () => {
    const separated = found(fitPlatt({ scores: [1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3], converted: [0, 0, 1, 1] }));
    expect(applyPlatt(separated, 1e6)).toBeGreaterThan(0.1);
    expect(applyPlatt(separated, 1e6 + 3)).toBeLessThan(0.9);
    const flat = found(fitPlatt({ scores: [2, 2, 2], converted: [1, 0, 0] }));
    expect(applyPlatt(flat, 2)).toBeCloseTo((2 / 3 + 1 / 4 + 1 / 4) / 3, 9);
    expect(fitPlatt({ scores: [1], converted: [1] }).enough).toBe(false);
  });
  test("does not depend on the scale of the scores or the order of the leads, and repairs the mean", () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: -50, max: 50 }), ({ scores: own, converted: hits }, shift) => {
        const platt = found(fitPlatt({ scores: own, converted: hits }));
        const moved = found(fitPlatt({ scores: turned(own.map((s) => 3 * s + shift)), converted: turned(hits) }));
        for (const score of own) {
          expect(applyPlatt(moved, 3 * score + shift)).toBeCloseTo(applyPlatt(platt, score), 6);
        }
        const [won, lost] = [hits.filter((hit) => hit === 1).length, hits.filter((hit) => hit === 0).length];
        const targets = (won * (won + 1)) / (won + 2) + lost / (lost + 2);
        expect(own.reduce((total, score) => total + applyPlatt(platt, score), 0)).toBeCloseTo(targets, 5);
      }),
    );
  });
});

describe("the isotonic curve", () => {
  test("has the blocks of the reference", () => {
    const own = found(fitIsotonic({ scores, converted }));
    // Blocks of the reference: their value, and the mean score of their leads.
    const blocks = new Map<string, number[]>();
    for (const score of scores) {
      const value = (wanted.isotonic[wanted.steps.indexOf(score)] as number).toFixed(9);
      blocks.set(value, [...(blocks.get(value) ?? []), score]);
    }
    const known = [...blocks].sort(([a], [b]) => Number(a) - Number(b));
    expect(own.probabilities).toHaveLength(known.length);
    for (const [i, [value, members]] of known.entries()) {
      const least = 1 / (scores.length + 2);
      expect(own.probabilities[i]).toBeCloseTo(Math.min(1 - least, Math.max(least, Number(value))), 8);
      expect(own.scores[i]).toBeCloseTo(members.reduce((a, b) => a + b, 0) / members.length, 9);
    }
  });
  test("rises, stays between its ends, goes through its points, and does not mind the order of the leads", () => {
    fc.assert(
      fc.property(
        outcomes,
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (known, at, step) => {
          const curve = found(fitIsotonic(known));
          expect(applyIsotonic(curve, at + step)).toBeGreaterThanOrEqual(applyIsotonic(curve, at));
          const [least, most] = [curve.probabilities[0] as number, curve.probabilities.at(-1) as number];
          expect(applyIsotonic(curve, -100)).toBe(least);
          expect(applyIsotonic(curve, 100)).toBe(most);
          expect(least > 0 && most < 1).toBe(true);
          for (const [i, score] of curve.scores.entries())
            expect(applyIsotonic(curve, score)).toBe(curve.probabilities[i]);
          const again = found(fitIsotonic({ scores: turned(known.scores), converted: turned(known.converted) }));
          expect(again).toEqual(curve);
        },
      ),
    );
    expect(fitIsotonic({ scores: [], converted: [] }).enough).toBe(false);
  });
  test("finds a bent truth", () => {
    const chance = seeded(4);
    const own = Array.from({ length: 20_000 }, chance);
    const truth = (score: number) => 0.05 + 0.9 * score ** 3;
    const curve = found(fitIsotonic({ scores: own, converted: own.map((score) => (chance() < truth(score) ? 1 : 0)) }));
    for (const score of [0.2, 0.5, 0.8])
      expect(Math.abs(applyIsotonic(curve, score) - truth(score))).toBeLessThan(0.05);
  });
});

test("a lead that counts twice calibrates like two leads, on either curve", () => {
  const chance = seeded(7);
  const scores = Array.from({ length: 200 }, () => Math.round(chance() * 40) / 10 - 2);
  const converted = scores.map((score) => Number(chance() < 1 / (1 + Math.exp(-score))));
  const weights = scores.map(() => 1 + Math.floor(chance() * 3));
  const copies = <Item>(items: readonly Item[]) => items.flatMap((item, i) => Array(weights[i]).fill(item) as Item[]);
  const whole = { scores: copies(scores), converted: copies(converted) };
  const [weighed, copied] = [found(fitPlatt({ scores, converted, weights })), found(fitPlatt(whole))];
  expect(weighed.slope).toBeCloseTo(copied.slope, 9);
  expect(weighed.offset).toBeCloseTo(copied.offset, 9);
  const [curve, other] = [found(fitIsotonic({ scores, converted, weights })), found(fitIsotonic(whole))];
  expect(curve.probabilities).toHaveLength(other.probabilities.length);
  for (const [i, own] of curve.probabilities.entries()) expect(own).toBeCloseTo(other.probabilities[i] as number, 12);
});
