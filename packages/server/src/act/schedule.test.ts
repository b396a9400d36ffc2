import fc from "fast-check";
import { expect, test } from "vitest";
import { pauseAfter } from "./schedule.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("ten attempts, as Standard Webhooks recommends", () => {
  const pauses = Array.from({ length: 11 }, (_, attempts) => pauseAfter(attempts, undefined, 0));
  expect(pauses).toEqual([
    0,
    5000,
    5 * MINUTE,
    30 * MINUTE,
    ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
    undefined,
  ]);
});

test("it is at least what is planned and asked for, and a fifth longer at most", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.integer({ min: 0, max: 1e12 }), { nil: undefined }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, after, random) => {
        const planned = pauseAfter(attempts, undefined, 0) ?? 0;
        const pause = pauseAfter(attempts, after, random) ?? -1;
        const asked = Math.min(after ?? 0, 24 * HOUR);
        expect(pause).toBeGreaterThanOrEqual(Math.max(planned, asked));
        expect(pause).toBeLessThanOrEqual(Math.max(planned * 1.2, asked));
      },
    ),
  );
});
