import { civilFromDay, parseDay } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nextAfter } from "./review-day.ts";

const day = (text: string) => parseDay(text) as number;

test("the next review is on the same day of the month, or on the last one of a shorter month", () => {
  expect(nextAfter(day("2026-01-31"), "month")).toBe(day("2026-02-28"));
  expect(nextAfter(day("2028-01-31"), "month")).toBe(day("2028-02-29"));
  expect(nextAfter(day("2026-12-15"), "month")).toBe(day("2027-01-15"));
  expect(nextAfter(day("2026-11-30"), "quarter")).toBe(day("2027-02-28"));
  expect(nextAfter(day("2026-11-22"), "none")).toBeNull();
});

test("it is always one month or three further on, never in another one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom("month", "quarter"), (from, every) => {
      const [a, b] = [civilFromDay(from), civilFromDay(nextAfter(from, every) as number)];
      expect(b.year * 12 + b.month - (a.year * 12 + a.month)).toBe(every === "month" ? 1 : 3);
      expect(b.dayOfMonth).toBeLessThanOrEqual(a.dayOfMonth);
    }),
  );
});
