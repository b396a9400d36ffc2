import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilFromDay, type Day, dayFromCivil, findZone, formatDay, parseDay, UTC, type Zone } from "../src/zone.ts";

const NAMES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC"];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RUNS = { numRuns: 1000 };

const zone = (name: string): Zone => {
  const found = findZone(name);
  if (!found) throw new Error(`The runtime does not know ${name}`);
  return found;
};

/** What a clock on the wall shows: ms since 1970-01-01T00:00 there. Said by Intl, in words. */
function wall(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: name,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (instant) =>
    Date.parse(`${format.format(instant).replace(" ", "T")}Z`) + (instant - Math.floor(instant / 1000) * 1000);
}

/** Instants of a century, every other one near a change of the clocks. */
function instants(name: string): fc.Arbitrary<number> {
  const shows = wall(name);
  const noons = Array.from({ length: 22 * 366 }, (_, i) => Date.UTC(2008, 0, 1, 12) + i * DAY);
  const changes = noons.filter((noon, i) => shows(noon) - shows(noons[i - 1] ?? noon - DAY) !== DAY);
  const anywhere = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2070, 0) });
  if (changes.length === 0) return anywhere;
  const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * HOUR, max: 30 * HOUR }));
  return fc.oneof(
    anywhere,
    near.map(([change, away]) => change + away),
  );
}

describe.each(NAMES)("%s", (name) => {
  const { dayOf, instantOf } = zone(name);
  const shows = wall(name);

  test("an instant falls on the day that a clock there shows", () => {
    fc.assert(
      fc.property(instants(name), (instant) => {
        expect(dayOf(instant)).toBe(Math.floor(shows(instant) / DAY));
      }),
      RUNS,
    );
  });

  test("a time of day is the first instant at which a clock there shows it", () => {
    fc.assert(
      fc.property(instants(name), fc.integer({ min: 0, max: DAY - 1 }), (near, msOfDay) => {
        const day = dayOf(near);
        const found = instantOf(day, msOfDay);
        const wanted = day * DAY + msOfDay;
        // A clock is never further than 15 hours from UTC, and goes by quarters of an hour.
        const offsets = Array.from({ length: 121 }, (_, i) => (60 - i) * (HOUR / 4));
        const shown = offsets.map((offset) => wanted - offset).filter((instant) => shows(instant) === wanted);
        if (shown.length > 0) expect(found).toBe(Math.min(...shown));
        else expect(found, "skipped: read with the offset before").toBe(wanted - shows(found - DAY) + found - DAY);
      }),
      RUNS,
    );
  });
});

test.each<[zone: string, day: string, hours: number]>([
  ["Europe/Berlin", "2026-03-29", 23],
  ["Europe/Berlin", "2026-10-25", 25],
  ["Europe/Berlin", "2026-06-01", 24],
  ["America/New_York", "2026-03-08", 23],
  ["America/New_York", "2026-11-01", 25],
  ["Asia/Kolkata", "2026-03-29", 24],
  ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ["Pacific/Apia", "2011-12-29", 24],
  ["Pacific/Apia", "2011-12-31", 24],
])("in %s %s has %d hours", (name, date, hours) => {
  const { dayOf, instantOf } = zone(name);
  const day = parseDay(date) as Day;
  expect(dayOf(instantOf(day, 0))).toBe(day);
  expect(dayOf(instantOf(day, 0) - 1)).toBeLessThan(day);
  expect(
    (instantOf(day, 0) + hours * HOUR - instantOf(day + 1, 0)) % DAY,
    "the next midnight, or the one after a skipped day",
  ).toBe(0);
  expect(dayOf(instantOf(day, 0) + hours * HOUR - 1)).toBe(day);
  expect(dayOf(instantOf(day, 0) + hours * HOUR)).toBeGreaterThan(day);
});

test("Apia had no 30 December 2011", () => {
  const { dayOf, instantOf } = zone("Pacific/Apia");
  const skipped = parseDay("2011-12-30") as Day;
  const midnight = Date.UTC(2011, 11, 30, 10);
  expect([dayOf(midnight - 1), dayOf(midnight)].map(formatDay)).toEqual(["2011-12-29", "2011-12-31"]);
  for (let instant = midnight - 3 * DAY; instant < midnight + 3 * DAY; instant += HOUR / 4)
    expect(dayOf(instant)).not.toBe(skipped);
  expect(dayOf(instantOf(skipped, 12 * HOUR))).toBe(skipped + 1);
});

test("a clock that skips an hour is read with the offset before, one that shows an hour twice the first time", () => {
  const { instantOf } = zone("Europe/Berlin");
  const at = (date: string, hours: number) => new Date(instantOf(parseDay(date) as Day, hours * HOUR)).toISOString();
  expect(at("2026-03-29", 2.5)).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-10-25", 2.5)).toBe("2026-10-25T00:30:00.000Z");
});

test("dates and days are the same thing", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
      const { year, month, dayOfMonth } = civilFromDay(day);
      expect(dayFromCivil(year, month, dayOfMonth)).toBe(day);
      expect(formatDay(day)).toBe(new Date(day * DAY).toISOString().slice(0, 10));
      expect(parseDay(formatDay(day))).toBe(day);
      expect(UTC.dayOf(day * DAY)).toBe(day);
    }),
    RUNS,
  );
});

test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-01-01T00:00", "", " 2026-01-01"])(
  "%s is no date",
  (text) => {
    expect(parseDay(text)).toBeUndefined();
  },
);

test("a zone that nobody knows is none", () => {
  expect(findZone("Mars/Olympus")).toBeUndefined();
});
