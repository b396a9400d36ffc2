import { findZone, UTC, type Zone } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessDayFirst, readTimestamp } from "./read-timestamp.ts";

function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (!zone) throw new Error(name);
  return zone;
}

const berlin = zoneOf("Europe/Berlin");
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());
const read = (value: string | number, dayFirst?: boolean) =>
  iso(readTimestamp(value, dayFirst === undefined ? { zone: berlin } : { zone: berlin, dayFirst }));

describe("with an offset, an instant", () => {
  test.each([
    ["2010-12-01T08:26:00Z", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01T08:26:00z", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01T08:26Z", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01T08:26:00.123456789Z", "2010-12-01T08:26:00.123Z"],
    ["2010-12-01T08:26:00,5Z", "2010-12-01T08:26:00.500Z"],
    ["2010-12-01T08:26:00+01:00", "2010-12-01T07:26:00.000Z"],
    ["2010-12-01T08:26:00.000+0000", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01 08:26:00 -0530", "2010-12-01T13:56:00.000Z"],
    ["2010-12-01 08:26:00+00", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01 08:26:00 UTC", "2010-12-01T08:26:00.000Z"],
    ["20101201T082600Z", "2010-12-01T08:26:00.000Z"],
    ["Wed, 01 Dec 2010 08:26:00 +0000", "2010-12-01T08:26:00.000Z"],
    ["1 Dec 2010 08:26 GMT", "2010-12-01T08:26:00.000Z"],
    ["Tue, 15 Nov 1994 08:12:31 EST", "1994-11-15T13:12:31.000Z"],
    ["Wed Dec 01 2010 08:26:00 GMT+0100 (CET)", "2010-12-01T07:26:00.000Z"],
    ["12/1/2010 8:26 AM PST", "2010-12-01T16:26:00.000Z"],
  ])("%s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });
});

describe("without one, a clock of the zone", () => {
  test.each([
    ["2010-12-01", "2010-11-30T23:00:00.000Z"],
    ["2010-12-01T08:26:00", "2010-12-01T07:26:00.000Z"],
    ["2010-12-01 08:26", "2010-12-01T07:26:00.000Z"],
    ["2010-12-01 8:26", "2010-12-01T07:26:00.000Z"],
    ["2010/12/01 08:26", "2010-12-01T07:26:00.000Z"],
    ["2010.12.01", "2010-11-30T23:00:00.000Z"],
    ["20101201", "2010-11-30T23:00:00.000Z"],
    ["20101201082600", "2010-12-01T07:26:00.000Z"],
    ["2010-07-01T08:26:00", "2010-07-01T06:26:00.000Z"],
    ["01.12.2010 08:26", "2010-12-01T07:26:00.000Z"],
    ["1.12.10", "2010-11-30T23:00:00.000Z"],
    ["1.12.2010 г.", "2010-11-30T23:00:00.000Z"],
    ["13/1/2010", "2010-01-12T23:00:00.000Z"],
    ["12/31/2010 8:26 PM", "2010-12-31T19:26:00.000Z"],
    ["12/31/2010 12:00 AM", "2010-12-30T23:00:00.000Z"],
    ["12/31/2010 12:30 p.m.", "2010-12-31T11:30:00.000Z"],
    ["8:26 PM 12/31/2010", "2010-12-31T19:26:00.000Z"],
    ["2010年12月1日", "2010-11-30T23:00:00.000Z"],
    ["2010年12月1日 8时26分", "2010-12-01T07:26:00.000Z"],
    ["2010年12月1日 08時26分30秒", "2010-12-01T07:26:30.000Z"],
    ["2010年12月1日 下午8:26", "2010-12-01T19:26:00.000Z"],
    ["2010/12/1 上午8:26:30", "2010-12-01T07:26:30.000Z"],
    ["2010年12月1日(水) 8:26", "2010-12-01T07:26:00.000Z"],
    ["1 дек. 2010", "2010-11-30T23:00:00.000Z"],
    ["1 декабря 2010 г.", "2010-11-30T23:00:00.000Z"],
    ["1 мая 2010 г., 8:26", "2010-05-01T06:26:00.000Z"],
    ["Dec 1, 2010", "2010-11-30T23:00:00.000Z"],
    ["December 1st, 2010 at 8:26 PM", "2010-12-01T19:26:00.000Z"],
    ["1-Dec-10", "2010-11-30T23:00:00.000Z"],
    ["1. Dezember 2010, 8:26", "2010-12-01T07:26:00.000Z"],
    ["1. März 2010", "2010-02-28T23:00:00.000Z"],
    ["1er décembre 2010", "2010-11-30T23:00:00.000Z"],
    ["1 de diciembre de 2010", "2010-11-30T23:00:00.000Z"],
    ["Wed Dec 01 08:26:00 2010", "2010-12-01T07:26:00.000Z"],
    ["２０１０－１２－０１", "2010-11-30T23:00:00.000Z"],
    ["٢٠١٠/١٢/٠١", "2010-11-30T23:00:00.000Z"],
  ])("%s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });
});

describe("since 1970, by size", () => {
  test.each<[string | number, string]>([
    ["1291191960", "2010-12-01T08:26:00.000Z"],
    ["1291191960.123", "2010-12-01T08:26:00.123Z"],
    ["1291191960123", "2010-12-01T08:26:00.123Z"],
    ["1291191960123456", "2010-12-01T08:26:00.123Z"],
    ["1291191960123456789", "2010-12-01T08:26:00.123Z"],
    [1291191960, "2010-12-01T08:26:00.000Z"],
    [1291191960123, "2010-12-01T08:26:00.123Z"],
    [0, "1970-01-01T00:00:00.000Z"],
    ["-86400", "1969-12-31T00:00:00.000Z"],
  ])("%s", (value, instant) => {
    expect(read(value)).toBe(instant);
  });
});

test("long ago and far ahead", () => {
  expect(read("1969-12-31T23:59:59Z")).toBe("1969-12-31T23:59:59.000Z");
  expect(read("1066-10-14T12:00:00Z")).toBe("1066-10-14T12:00:00.000Z");
  expect(read("9999-12-31T00:00:00Z")).toBe("9999-12-31T00:00:00.000Z");
  expect(read("2999-01-01T00:00:00Z")).toBe("2999-01-01T00:00:00.000Z");
});

test.each([
  ...[
    "",
    "abc",
    "2010",
    "12:30",
    "May 2010",
    "40513.35",
    "0999-12-31",
    "10000-01-01",
    "0000-00-00",
    "2010-13-01",
    "2010-02-30",
    "2011-02-29",
  ],
  ...[
    "2010-12-01T24:00:00",
    "2010-12-01T08:60",
    "2010-12-01T08:26:61",
    "2010-12-01T08:26:00 Mars",
    "31/31/2010",
    "1 Foo 2010",
    "1 Dec 2010 10",
    "x".repeat(200),
  ],
])("%j is no time", (text) => {
  expect(read(text)).toBeUndefined();
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30, -1e30])("%d is no time", (number) => {
  expect(read(number)).toBeUndefined();
});

test("a clock that is skipped, and one that comes twice", () => {
  expect(read("2021-03-28 02:30")).toBe("2021-03-28T01:30:00.000Z");
  expect(read("2021-10-31 02:30")).toBe("2021-10-31T00:30:00.000Z");
});

test("day or month first is what the column says", () => {
  expect(read("1/12/2010 8:26")).toBe("2010-01-12T07:26:00.000Z");
  expect(read("1/12/2010 8:26", true)).toBe("2010-12-01T07:26:00.000Z");
  expect(read("1.12.2010", false)).toBe("2010-01-11T23:00:00.000Z");
  expect(read("12/31/2010", true)).toBeUndefined();
  expect(guessDayFirst(["1/12/2010 8:26", "13/1/2010"])).toBe(true);
  expect(guessDayFirst(["1/12/2010 8:26", "1-31-2010"])).toBe(false);
  expect(guessDayFirst(["1/12/2010", "2010-12-31", ""])).toBeUndefined();
});

describe("in a format that is said", () => {
  test.each([
    ["excel", "40513.351388889", "2010-12-01T07:26:00.000Z"],
    ["seconds", "0", "1970-01-01T00:00:00.000Z"],
    ["seconds", "1291191960.123", "2010-12-01T08:26:00.123Z"],
    ["microseconds", "86400000000", "1970-01-02T00:00:00.000Z"],
    ["YYYYMMDD", "20101201", "2010-11-30T23:00:00.000Z"],
    ["DD.MM.YYYY HH:mm", "01.12.2010 08:26", "2010-12-01T07:26:00.000Z"],
    ["dd.MM.yyyy", "01.12.2010", "2010-11-30T23:00:00.000Z"],
    ["M/D/YY h:mm A", "12/1/10 8:26 PM", "2010-12-01T19:26:00.000Z"],
    ["YYYY-MM-DDTHH:mm:ss.SSSZ", "2010-12-01T08:26:00.001+02:00", "2010-12-01T06:26:00.001Z"],
    ["YYYY年M月D日", "2010年12月1日", "2010-11-30T23:00:00.000Z"],
  ])("%s", (format, text, instant) => {
    expect(iso(readTimestamp(text, { zone: berlin, format }))).toBe(instant);
  });

  test.each([
    ["DD.MM.YYYY", "2010-12-01"],
    ["DD.MM.YYYY", "31.02.2010"],
    ["excel", ""],
    ["seconds", "soon"],
    ["dd.mm.yyyy", "01.12.2010"],
    ["sometimes", "2010-12-01"],
    ["YYYY-MM-DD DD", "2010-12-01 01"],
  ])("%s does not read %j", (format, text) => {
    expect(readTimestamp(text, { zone: berlin, format })).toBeUndefined();
  });
});

test("every instant in ISO 8601 is read back, in every zone", () => {
  const instant = fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(9999, 11, 30) });
  const zone = fc.constantFrom(UTC, berlin, zoneOf("America/New_York"), zoneOf("Asia/Kolkata"), zoneOf("Pacific/Apia"));
  fc.assert(
    fc.property(instant, zone, (ms, where) => {
      const text = new Date(ms).toISOString();
      expect(readTimestamp(text, { zone: where })).toBe(ms);
      const day = where.dayOf(ms);
      expect(readTimestamp(text.slice(0, 10), { zone: UTC })).toBe(UTC.instantOf(UTC.dayOf(ms), 0));
      expect(where.dayOf(where.instantOf(day, 0))).toBe(day);
    }),
    { numRuns: 1000 },
  );
});

test("nothing that is written makes it throw, or is read as a time out of range", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-/.:, TZ+年月日amр "), maxLength: 30 }), (text) => {
      const instant = readTimestamp(text, { zone: UTC });
      if (instant !== undefined) expect(new Date(instant).getUTCFullYear()).toBeGreaterThanOrEqual(1000);
    }),
    { numRuns: 3000 },
  );
});
