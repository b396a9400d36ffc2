import fc from "fast-check";
import { expect, test } from "vitest";
import { fadingOf, halfLifeWeight, weightAt } from "./decay.ts";

/** The same weight, decided by integers alone: the largest k with (2k−1)^days · 2^age ≤ (2·10⁶)^days. */
function exactWeight(age: number, days: number): number {
  const whole = 2_000_000n ** BigInt(days);
  let low = 0;
  let high = 1_000_001;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (BigInt(2 * middle - 1) ** BigInt(days) * 2n ** BigInt(age) <= whole) low = middle;
    else high = middle;
  }
  return low;
}

test("half-life weights are the exact ones, rounded half up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 1300 }), (days, age) => {
      expect(halfLifeWeight(age, days)).toBe(exactWeight(age, days));
    }),
    { numRuns: 1000 },
  );
});

test("a tie is rounded away from zero", () => {
  expect(halfLifeWeight(7, 1)).toBe(7813); // 7812.5
});

test("no weight rises with age, and each kind ends as it says", () => {
  const decays = [
    { halfLife: "30d" },
    { linear: "10d" },
    { expires: "3d" },
    {
      steps: [
        { after: "2d", keep: 0.5 },
        { after: "1w", keep: 0.1 },
      ],
    },
  ];
  for (const decay of decays) {
    const fading = fadingOf(decay);
    for (let age = 1; age < 700; age++) expect(weightAt(fading, age)).toBeLessThanOrEqual(weightAt(fading, age - 1));
    expect(weightAt(fading, 0)).toBe(1_000_000);
  }
  expect(weightAt(fadingOf({ halfLife: "30d" }), 30)).toBe(500_000);
  expect(weightAt(fadingOf({ halfLife: "30d" }), 10_000)).toBe(0);
  expect([9, 10].map((age) => weightAt(fadingOf({ linear: "10d" }), age))).toEqual([100_000, 0]);
  expect([2, 3].map((age) => weightAt(fadingOf({ expires: "3d" }), age))).toEqual([1_000_000, 0]);
  expect([1, 2, 6, 7].map((age) => weightAt(fadingOf(decays[3] as never), age))).toEqual([
    1_000_000, 500_000, 500_000, 100_000,
  ]);
  expect(weightAt(fadingOf("none"), 99_999)).toBe(1_000_000);
});
