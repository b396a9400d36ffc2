import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jeffreys, wilson } from "../numbers/interval.ts";
import { outcomes, turned } from "./arbitrary-outcomes.testing.ts";
import { conversionBy, conversionByDecile, cutCurve } from "./conversion.ts";
import { reference } from "./reference.testing.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe("conversion", () => {
  test("Wilson's and Jeffreys' intervals equal the reference", () => {
    for (const [hits, of, low, high, lowJeffreys, highJeffreys] of reference.proportions) {
      expect(wilson(hits, of).low).toBeCloseTo(low, 11);
      expect(wilson(hits, of).high).toBeCloseTo(high, 11);
      if (hits > 0) expect(jeffreys(hits, of).low).toBeCloseTo(lowJeffreys, 11);
      if (hits < of) expect(jeffreys(hits, of).high).toBeCloseTo(highJeffreys, 11);
    }
  });
  test("by group: every lead once, groups in the order asked, an empty one without a rate", () => {
    const found = conversionBy(["A", "B", "C"], ["B", "A", "B", "x", "B"], [1, 0, 0, 1, 1]);
    expect(found.map(({ group, leads, converted }) => [group, leads, converted])).toEqual([
      ["A", 1, 0],
      ["B", 3, 2],
      ["C", 0, 0],
    ]);
    expect(found[1]?.conversion).toEqual({ rate: 2 / 3, interval: wilson(2, 3) });
    expect(found[2]?.conversion).toBeNull();
  });
  test("by decile: all leads are there, equal scores together, better deciles have better scores", () => {
    const scores = Array.from({ length: 100 }, (_, i) => i);
    const converted = scores.map((score) => (score >= 90 ? 1 : 0));
    const deciles = conversionByDecile({ scores, converted });
    expect(deciles.map(({ group, leads }) => [group, leads])).toEqual(
      Array.from({ length: 10 }, (_, i) => [i + 1, 10]),
    );
    expect(deciles[0]?.converted).toBe(10);
    fc.assert(
      fc.property(outcomes, (known) => {
        const found = conversionByDecile(known);
        expect(sum(found.map(({ leads }) => leads))).toBe(known.scores.length);
        expect(sum(found.map((decile) => decile.converted))).toBe(sum(known.converted));
        expect(conversionByDecile({ scores: turned(known.scores), converted: turned(known.converted) })).toEqual(found);
      }),
    );
  });
});

describe("the cut curve", () => {
  test("by hand", () => {
    const curve = cutCurve({ scores: [9, 7, 7, 3], converted: [1, 0, 1, 0] });
    expect(
      curve.map(({ threshold, taken, hits, share, lift, f1 }) => ({ threshold, taken, hits, share, lift, f1 })),
    ).toEqual([
      { threshold: null, taken: 0, hits: 0, share: 0, lift: null, f1: 0 },
      { threshold: 9, taken: 1, hits: 1, share: 0.25, lift: 2, f1: 2 / 3 },
      { threshold: 7, taken: 3, hits: 2, share: 0.75, lift: (2 / 3) * 2, f1: 0.8 },
      { threshold: 3, taken: 4, hits: 2, share: 1, lift: 1, f1: 4 / 6 },
    ]);
    expect(curve.map(({ precision }) => precision?.rate)).toEqual([undefined, 1, 2 / 3, 0.5]);
    expect(curve.map(({ recall }) => recall?.rate)).toEqual([0, 0.5, 1, 1]);
  });
  test("equals counting at every threshold; recall only rises; the order of the leads does not matter", () => {
    fc.assert(
      fc.property(outcomes, ({ scores, converted }) => {
        const curve = cutCurve({ scores, converted });
        let last = 0;
        for (const { threshold, taken, hits, recall } of curve) {
          const own = scores.flatMap((score, i) =>
            threshold !== null && score >= threshold ? [converted[i] as number] : [],
          );
          expect([taken, hits]).toEqual([own.length, sum(own)]);
          expect(recall?.rate).toBeGreaterThanOrEqual(last);
          last = recall?.rate ?? 0;
        }
        expect(curve.at(-1)?.taken).toBe(scores.length);
        expect(cutCurve({ scores: turned(scores), converted: turned(converted) })).toEqual(curve);
      }),
    );
  });
  test("of many thresholds it draws few, from nobody to everybody", () => {
    const scores = Array.from({ length: 5000 }, (_, i) => Math.sin(i));
    const curve = cutCurve({ scores, converted: scores.map((score) => (score > 0.5 ? 1 : 0)) }, 50);
    expect(curve.length).toBeGreaterThan(45);
    expect(curve.length).toBeLessThan(55);
    expect([curve[0]?.taken, curve.at(-1)?.taken]).toEqual([0, 5000]);
  });
});
