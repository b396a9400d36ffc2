import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { drawNormal, seeded } from "../numbers/chance.ts";
import { turned } from "./arbitrary-outcomes.testing.ts";
import { calibrationDrift, drift, numberDrift } from "./drift.ts";

const counts = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 2, maxLength: 12 });

describe("drift", () => {
  test("by hand", () => {
    const own = found(drift([60, 40], [30, 70]));
    const [p, q] = [60.5 / 101, 30.5 / 101];
    expect(own.psi).toBeCloseTo((q - p) * Math.log(q / p) + (p - q) * Math.log((1 - q) / (1 - p)), 12);
    expect(own.verdict).toBe("moved");
    expect(found(drift([600, 400], [450, 550])).verdict).toBe("stable");
    expect(found(drift([600, 400], [420, 580])).verdict).toBe("moving");
    // Ten leads prove nothing.
    expect(found(drift([6, 4], [3, 7])).verdict).toBe("stable");
    expect(drift([3, 0], [4, 0]).enough).toBe(false);
    expect(drift([0, 0], [4, 1]).enough).toBe(false);
  });
  test("is not negative, the same both ways and in any order of groups, and none where nothing moved", () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [before, now] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const answer = drift(before, now);
        if (!answer.enough) return;
        expect(answer.psi).toBeGreaterThanOrEqual(0);
        expect(found(drift(now, before)).psi).toBeCloseTo(answer.psi, 10);
        expect(found(drift(turned(before), turned(now))).psi).toBeCloseTo(answer.psi, 10);
        const still = drift(before, before);
        if (still.enough) expect([still.psi, still.p]).toEqual([0, 1]);
      }),
    );
  });
  test("of numbers: chance alone is called drift as often as p says; a shift is found", () => {
    const chance = seeded(8);
    const draw = (size: number, shift = 0) => Array.from({ length: size }, () => drawNormal(chance) + shift);
    let alarms = 0;
    for (let round = 0; round < 400; round++) if (found(numberDrift(draw(3000), draw(200))).p < 0.05) alarms++;
    expect(alarms / 400).toBeLessThan(0.09);
    expect(found(numberDrift(draw(2000), draw(2000, 0.7))).verdict).toBe("moved");
    expect(numberDrift([1, 1, 1], [1, 1]).enough).toBe(false);
  });
});

describe("calibration drift", () => {
  const sample = (seed: number, factor: number) => {
    const chance = seeded(seed);
    const scores = Array.from({ length: 3000 }, () => 0.05 + 0.4 * chance());
    return { scores, converted: scores.map((p) => (chance() < p * factor ? 1 : 0)) };
  };
  test("finds that half as many convert as predicted, and nothing where all is as it was", () => {
    const same = found(calibrationDrift(sample(1, 1), sample(2, 1)));
    expect(same.p).toBeGreaterThan(0.01);
    expect(same.spiegelhalter).toBeGreaterThan(0.01);
    const worse = found(calibrationDrift(sample(1, 1), sample(3, 0.5)));
    expect(worse.p).toBeLessThan(1e-6);
    expect(worse.spiegelhalter).toBeLessThan(1e-6);
    expect(worse.now.gap).toBeCloseTo(-0.125, 1);
    expect(worse.change.gap).toBeCloseTo(worse.now.gap - worse.before.gap, 12);
    expect(worse.change.interval.high).toBeLessThan(0);
  });
  test("says what is missing", () => {
    expect(calibrationDrift(sample(1, 1), { scores: [0.5], converted: [1] })).toEqual({
      enough: false,
      missing: [{ what: "not-converted", needed: 1, found: 0 }],
    });
  });
});
