import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaLower, betaQuantile, betaTails, placeAt } from "./beta.ts";
import { seeded } from "./chance.ts";
import { gammaLower, gammaQuantile, gammaUpper, logGamma } from "./gamma.ts";
import {
  differenceInterval,
  jeffreys,
  logitInterval,
  normalInterval,
  weighedRate,
  weightedInterval,
  wilson,
} from "./interval.ts";
import { normalCdf, normalQuantile, reachOf } from "./normal.ts";
import { covariance, mean, sum } from "./sum.ts";
import { chiSquareTail, studentTwoSided, studentTwoSidedQuantile } from "./tails.ts";

const spec: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL("../../../../spec/learning/numbers.json", import.meta.url), "utf8"),
);

/** Relative, but for values around nought. */
function expectNear(found: number, wanted: number, scale = Math.abs(wanted)): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-11 * scale);
}

const cases = (name: string): [number, number, number, number, number][] => {
  const rows = spec[name] ?? [];
  expect(rows.length).toBeGreaterThan(5);
  return rows as [number, number, number, number, number][];
};

describe("special functions keep 11 digits of the reference", () => {
  test("logGamma", () => {
    for (const [x, wanted] of cases("logGamma")) expectNear(logGamma(x), wanted, Math.max(1, Math.abs(wanted)));
  });
  test("incomplete gamma, both tails", () => {
    for (const [a, x, lower, upper] of cases("gamma")) {
      expectNear(gammaLower(a, x), lower);
      expectNear(gammaUpper(a, x), upper);
    }
  });
  test("incomplete beta, both tails", () => {
    for (const [x, a, b, lower, upper] of cases("beta")) {
      expectNear(betaLower(x, a, b), lower);
      expectNear(betaTails(placeAt(x), a, b).upper, upper);
    }
  });
  test("normal", () => {
    for (const [z, wanted] of cases("normal")) expectNear(normalCdf(z), wanted);
    for (const [p, wanted] of cases("normalQuantile")) expectNear(normalQuantile(p), wanted, Math.abs(wanted) || 1e-5);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expectNear(reachOf(0.95), 1.959963984540054);
  });
  test("quantiles", () => {
    for (const [a, p, wanted] of cases("gammaQuantile")) expectNear(gammaQuantile(a, p), wanted);
    for (const [p, a, b, wanted] of cases("betaQuantile")) expectNear(betaQuantile(p, a, b), wanted);
    expect([gammaQuantile(2, 0), gammaQuantile(2, 1)]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect([betaQuantile(0, 2, 2), betaQuantile(1, 2, 2)]).toEqual([0, 1]);
  });
  test("chi-square and Student tails", () => {
    for (const [x, degrees, wanted] of cases("chiSquareTail")) expectNear(chiSquareTail(x, degrees), wanted);
    for (const [t, degrees, wanted] of cases("studentTwoSided")) expectNear(studentTwoSided(t, degrees), wanted);
    for (const [p, degrees, wanted] of cases("studentTwoSidedQuantile")) {
      expectNear(studentTwoSidedQuantile(p, degrees), wanted);
    }
  });
});

describe("laws", () => {
  const shape = fc.double({ min: 0.05, max: 5000, noNaN: true });
  const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

  test("a quantile undoes its tail", () => {
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        // Where x is so near an end that neighbouring numbers are far apart in p, nothing can be undone.
        if (x > 1e-300 && x < 0.999) expect(betaLower(x, a, b)).toBeCloseTo(p, 9);
        const g = gammaQuantile(a, p);
        if (g > 1e-300) expect(gammaLower(a, g)).toBeCloseTo(p, 9);
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
      }),
      { examples: [[0.9999999615280423, 0.05, 0.05]] },
    );
  });
  test("the beta distribution is symmetric, and its tails are a whole", () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        const { lower, upper } = betaTails(placeAt(x), a, b);
        expect(lower + upper).toBeCloseTo(1, 12);
        expect(betaTails(placeAt(1 - x, x), b, a).upper).toBeCloseTo(lower, 12);
      }),
    );
  });
  test("a proportion's intervals contain it, are mirrored, and narrow with more leads", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (hits, misses) => {
        const of = hits + misses;
        if (of === 0) return;
        for (const interval of [wilson, jeffreys]) {
          const { low, high } = interval(hits, of);
          expect(low).toBeLessThanOrEqual(hits / of);
          expect(high).toBeGreaterThanOrEqual(hits / of);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          const mirrored = interval(misses, of);
          expect(mirrored.low).toBeCloseTo(1 - high, 9);
          const wider = interval(hits, of, 0.99);
          expect(wider.high - wider.low).toBeGreaterThan(high - low);
          const more = interval(4 * hits, 4 * of);
          expect(more.high - more.low).toBeLessThan(high - low);
        }
      }),
    );
  });
  test("the interval of a weighed share is Wilson's where all weigh alike, and covers where hits weigh less", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (hits, w) => {
          const { rate, interval } = weighedRate(
            hits,
            hits.map(() => w),
          );
          const won = hits.filter((hit) => hit === 1).length;
          expect(rate).toBeCloseTo(won / hits.length, 12);
          expect(interval.low).toBeCloseTo(wilson(won, hits.length).low, 9);
          expect(interval.high).toBeCloseTo(wilson(won, hits.length).high, 9);
        },
      ),
    );
    const chance = seeded(5);
    let covered = 0;
    for (let round = 0; round < 400; round++) {
      const hits = Array.from({ length: 150 }, () => (chance() < 0.4 ? 1 : 0));
      const weights = hits.map((hit) => (hit === 1 ? 1 : 4) * (0.5 + chance()));
      const truth = 0.4 / (0.4 + 4 * 0.6);
      const { low, high } = weighedRate(hits, weights).interval;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });
  test("a weighed mean's interval is the usual one where all weigh alike, and wider where few decide", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (own, w) => {
        const usual = normalInterval(mean(own), covariance(own, own) / own.length);
        const found = weightedInterval(
          own,
          own.map(() => w),
        );
        expect(found.low).toBeCloseTo(usual.low, 12);
        expect(found.high).toBeCloseTo(usual.high, 12);
      }),
    );
    const [few, all] = [
      [9, 9, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1],
    ].map((weights) => weightedInterval([0, 1, 0, 1, 0, 1], weights));
    expect((few?.high ?? 0) - (few?.low ?? 0)).toBeGreaterThan((all?.high ?? 1) - (all?.low ?? 0));
  });
  test("a difference's interval contains it and turns with its sign", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.nat(300), fc.nat(300), (a, b, c, d) => {
        if (a + b === 0 || c + d === 0) return;
        const { low, high } = differenceInterval([a, a + b], [c, c + d]);
        const difference = a / (a + b) - c / (c + d);
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(differenceInterval([c, c + d], [a, a + b]).high).toBeCloseTo(-low, 12);
      }),
    );
    // Newcombe (1998), table II, method 10: 56/70 − 48/80.
    const { low, high } = differenceInterval([56, 70], [48, 80]);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.0524", "0.3339"]);
  });
  test("nothing seen leaves everything open", () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    expect(differenceInterval([0, 0], [1, 2])).toEqual({ low: -1, high: 1 });
    expect(logitInterval(0.5, 1e9)).toEqual({ low: 0, high: 1 });
  });
  test("sums keep what plain addition loses, in any order", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 2 }), (values) => {
        const tenths = values.map((value) => value / 10);
        const exact = values.reduce((a, b) => a + b, 0) / 10;
        expect(sum(tenths)).toBeCloseTo(exact, 6);
        expect(sum([...tenths].reverse())).toBeCloseTo(sum(tenths), 6);
        expect(mean(tenths)).toBeCloseTo(exact / values.length, 6);
        expect(covariance(tenths, tenths)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(covariance([1, 2, 3], [6, 4, 2])).toBe(-2);
  });
});
