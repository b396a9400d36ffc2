import fc from "fast-check";
import { expect, test } from "vitest";
import { dayIn } from "../ui/day-in.ts";
import { type BookEntry, balances, byDay, byHour, seenOf, sumOf } from "./books.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-03-01T00:00:00Z");

const figures = fc.record({
  stored: fc.nat(1000),
  duplicates: fc.nat(1000),
  quarantined: fc.nat(1000),
  conflicts: fc.nat(10),
});
const entries: fc.Arbitrary<BookEntry[]> = fc.array(
  fc
    .record({ source: fc.constantFrom("1", "2"), at: fc.nat(71), figures })
    .map(({ source, at, figures: { stored, duplicates, quarantined, conflicts } }) => ({
      source,
      hour: new Date(START + at * HOUR).toISOString(),
      received: stored + duplicates + quarantined,
      stored,
      duplicates,
      quarantined,
      conflicts,
      lastAt: null,
    })),
  { maxLength: 40 },
);

test("what balances in every entry balances in every sum, and one event too many does not", () => {
  fc.assert(
    fc.property(entries, (all) => {
      const sum = sumOf(all);
      expect(balances(sum)).toBe(true);
      expect(balances({ ...sum, received: sum.received + 1 })).toBe(false);
    }),
  );
});

test("slots are without gaps and lose nothing", () => {
  fc.assert(
    fc.property(entries, fc.constantFrom("UTC", "Asia/Kolkata", "America/New_York"), (all, zone) => {
      const hours = byHour(all, START, START + 71 * HOUR);
      const days = byDay(all, START, START + 71 * HOUR, dayIn(zone));
      expect(hours).toHaveLength(72);
      for (const slots of [hours, days]) {
        expect(sumOf(slots.map((slot) => slot.figures))).toEqual(sumOf(all));
        expect(slots.map(({ at }) => at)).toEqual(slots.map(({ at }) => at).toSorted());
      }
    }),
  );
});

test("today and the last event, by source", () => {
  const entry = (source: string, hour: string, received: number, lastAt: string | null = null): BookEntry => ({
    ...{ source, hour, received, stored: received, lastAt },
    ...{ duplicates: 0, quarantined: 0, conflicts: 0 },
  });
  const seen = seenOf(
    [
      entry("1", "2026-03-01T14:00:00.000Z", 3),
      entry("1", "2026-03-01T15:00:00.000Z", 4, "2026-03-01T15:20:07.000Z"),
      entry("1", "2026-03-01T16:00:00.000Z", 0),
      entry("2", "2026-02-27T10:00:00.000Z", 5),
    ],
    Date.parse("2026-03-01T20:00:00Z"),
    dayIn("Asia/Tokyo"),
  );
  expect(seen.get("1")).toEqual({ today: 4, lastAt: "2026-03-01T15:20:07.000Z" });
  expect(seen.get("2")).toEqual({ today: 0, lastAt: "2026-02-27T10:00:00.000Z" });
  expect(seen.get("3")).toBeUndefined();
});
