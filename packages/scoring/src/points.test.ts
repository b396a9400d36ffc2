import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPoints, mulDiv, roundTo, toPoints } from "./points.ts";

test("decimals of two places survive", () => {
  for (const decimal of [0.1, 0.29, 1.15, 60.01, -0.07, 999_999.99])
    expect(fromPoints(toPoints(decimal))).toBe(decimal);
});

test("a half is rounded away from zero, both ways", () => {
  expect([150, 149, -150, -149, 50, -50].map((points) => roundTo(points, 100))).toEqual([
    200, 100, -200, -100, 100, -100,
  ]);
});

test("mulDiv is exact where a double is not", () => {
  const integer = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
  fc.assert(
    fc.property(
      integer,
      integer,
      fc.constantFrom(1, 100, 1_000_000),
      fc.constantFrom(1, 10, 100),
      (a, b, divisor, unit) => {
        const step = BigInt(divisor * unit);
        const product = BigInt(a) * BigInt(b);
        const size = product < 0n ? -product : product;
        const rounded = ((size * 2n + step) / (step * 2n)) * BigInt(unit);
        expect(mulDiv(a, b, divisor, unit)).toBe(Number(product < 0n ? -rounded : rounded) + 0);
      },
    ),
    { numRuns: 1000 },
  );
});
