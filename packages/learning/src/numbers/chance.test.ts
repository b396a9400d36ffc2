import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaLower } from "./beta.ts";
import { middleOf, redrawn } from "./bootstrap.ts";
import { drawBeta, drawBinomial, drawGamma, drawNormal, drawPoisson, seeded, xoshiro } from "./chance.ts";
import { gammaLower } from "./gamma.ts";
import { normalCdf } from "./normal.ts";
import { mean } from "./sum.ts";
import { chiSquareTail } from "./tails.ts";

const DRAWS = 20_000;
const XOSHIRO = [11520, 0, 5927040, 70819200, 2031721883, 1637235492];

/** The p-value of draws falling evenly into 20 boxes after `cdf`. */
function evenness(draw: () => number, cdf: (value: number) => number): number {
  const boxes = new Array<number>(20).fill(0);
  for (let i = 0; i < DRAWS; i++) {
    const box = Math.min(19, Math.floor(20 * cdf(draw())));
    boxes[box] = (boxes[box] ?? 0) + 1;
  }
  const chi = boxes.reduce((total, count) => total + (count - DRAWS / 20) ** 2 / (DRAWS / 20), 0);
  return chiSquareTail(chi, 19);
}

describe("chance", () => {
  test("is xoshiro128** to the bit", () => {
    // The authors' C code (prng.di.unimi.it/xoshiro128starstar.c) from the state 1, 2, 3, 4.
    const next = xoshiro([1, 2, 3, 4]);
    expect(Array.from({ length: 6 }, next)).toEqual(XOSHIRO);
  });
  test("a seed says everything, and neighbouring or large seeds differ", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const first = Array.from({ length: 4 }, seeded(seed));
        expect(Array.from({ length: 4 }, seeded(seed))).toEqual(first);
        expect(Array.from({ length: 4 }, seeded(seed + 1))).not.toEqual(first);
        expect(Array.from({ length: 4 }, seeded(seed + 2 ** 32))).not.toEqual(first);
        for (const u of first) expect(u >= 0 && u < 1).toBe(true);
      }),
    );
  });
  test("draws follow their laws", () => {
    const chance = seeded(7);
    expect(evenness(chance, (u) => u)).toBeGreaterThan(0.001);
    expect(evenness(() => drawNormal(chance), normalCdf)).toBeGreaterThan(0.001);
    for (const shape of [0.3, 1, 7.5]) {
      expect(
        evenness(
          () => drawGamma(chance, shape),
          (x) => gammaLower(shape, x),
        ),
      ).toBeGreaterThan(0.001);
    }
    expect(
      evenness(
        () => drawBeta(chance, 0.7, 3),
        (x) => betaLower(x, 0.7, 3),
      ),
    ).toBeGreaterThan(0.001);
  });
  test("binomial draws follow their law, with few trials and with many", () => {
    const chance = seeded(11);
    for (const [trials, p] of [
      [10, 0.3],
      [500, 0.04],
      [40, 0.9],
    ] as const) {
      const boxes = new Map<number, number>();
      for (let i = 0; i < DRAWS; i++) {
        const hits = drawBinomial(chance, trials, p);
        boxes.set(hits, (boxes.get(hits) ?? 0) + 1);
      }
      const cdf = (k: number) => (k < 0 ? 0 : k >= trials ? 1 : betaLower(1 - p, trials - k, k + 1));
      let [chi, degrees] = [0, -1];
      for (let k = 0; k <= trials; k++) {
        const expected = DRAWS * (cdf(k) - cdf(k - 1));
        if (expected < 5) continue;
        chi += ((boxes.get(k) ?? 0) - expected) ** 2 / expected;
        degrees++;
      }
      expect(chiSquareTail(chi, degrees)).toBeGreaterThan(0.001);
    }
    expect([drawBinomial(chance, 1e6, 0), drawBinomial(chance, 1e6, 1), drawBinomial(chance, 0, 0.5)]).toEqual([
      0, 1e6, 0,
    ]);
    expect(drawBeta(chance, 1e-200, 1e-200) % 1).toBe(0);
  });
  test("Poisson draws follow their law, of few and of many", () => {
    const chance = seeded(12);
    for (const mean of [0.7, 9, 60]) {
      const boxes = new Map<number, number>();
      for (let i = 0; i < DRAWS; i++) {
        const times = drawPoisson(chance, mean);
        boxes.set(times, (boxes.get(times) ?? 0) + 1);
      }
      // At most k times is as likely as that the k + 1st comes after `mean`.
      const cdf = (k: number) => (k < 0 ? 0 : 1 - gammaLower(k + 1, mean));
      let [chi, degrees] = [0, -1];
      for (let k = 0; k <= 3 * mean + 10; k++) {
        const expected = DRAWS * (cdf(k) - cdf(k - 1));
        if (expected < 5) continue;
        chi += ((boxes.get(k) ?? 0) - expected) ** 2 / expected;
        degrees++;
      }
      expect(chiSquareTail(chi, degrees)).toBeGreaterThan(0.001);
    }
    expect(drawPoisson(chance, 0)).toBe(0);
  });
});

describe("bootstrap", () => {
  test("covers the mean about as often as it says, contains the estimate, and is given by its seed", () => {
    const chance = seeded(3);
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      const values = Array.from({ length: 60 }, () => drawNormal(chance));
      const figure = (drawn: Uint32Array) =>
        values.reduce((total, value, i) => total + value * (drawn[i] ?? 0), 0) / 60;
      const sorted = redrawn(60, { seed: trial, repeats: 200 }, figure);
      expect(redrawn(60, { seed: trial, repeats: 200 }, figure)).toEqual(sorted);
      const { low, high } = middleOf(sorted, mean(values), 0.9);
      expect(low <= mean(values) && mean(values) <= high).toBe(true);
      if (low <= 0 && high >= 0) covered++;
    }
    expect(covered).toBeGreaterThan(250);
    expect(covered).toBeLessThan(290);
  });
});
