import fc from "fast-check";
import { expect, test } from "vitest";
import { daysOf, endOfDay, placeOf } from "./past.ts";

test("a day ends where its place is", () => {
  expect(endOfDay("2026-03-01", "UTC")).toBe("2026-03-01T23:59:59.999Z");
  expect(endOfDay("2026-03-01", "Asia/Shanghai")).toBe("2026-03-01T15:59:59.999Z");
  expect(endOfDay("2026-03-01", "America/New_York")).toBe("2026-03-02T04:59:59.999Z");
  // The clocks go forward on 29 March, and back on 25 October.
  expect(endOfDay("2026-03-28", "Europe/Berlin")).toBe("2026-03-28T22:59:59.999Z");
  expect(endOfDay("2026-03-29", "Europe/Berlin")).toBe("2026-03-29T21:59:59.999Z");
  expect(endOfDay("2026-10-25", "Europe/Berlin")).toBe("2026-10-25T22:59:59.999Z");
});

test("one day ends where the next one begins: none is shorter than 23 hours or longer than 25", () => {
  const zones = fc.constantFrom("UTC", "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu");
  const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  fc.assert(
    fc.property(fc.integer({ min: 11_000, max: 22_000 }), zones, (day, zone) => {
      const hours = (Date.parse(endOfDay(isoOf(day + 1), zone)) - Date.parse(endOfDay(isoOf(day), zone))) / 3_600_000;
      expect(hours).toBeGreaterThanOrEqual(23);
      expect(hours).toBeLessThanOrEqual(25);
    }),
  );
});

test("days come once, in order, and none from the future", () => {
  const lines = [
    {
      kind: "rule",
      points: 5,
      evidence: {
        days: [
          ["2026-02-03", 1],
          ["2026-02-01", 2],
        ],
      },
    },
    { kind: "rule", points: 5, evidence: { kind: "when" } },
    { kind: "clip", points: -1 },
  ];
  const days = daysOf(lines, ["2026-02-03", "2026-03-09"], "2026-02-20");
  expect(days).toEqual(["2026-02-01", "2026-02-03", "2026-02-20"]);
  expect(placeOf(days, "2026-02-02")).toBe(0);
  expect(placeOf(days, "2026-02-20")).toBe(2);
  expect(placeOf(days, "2020-01-01")).toBe(0);
});
