import { expect, test } from "vitest";
import { timesOf } from "./times.ts";

test("formatters are made once for each language, and each language has its own", () => {
  expect(timesOf("en-GB")).toBe(timesOf("en-GB"));
  expect(timesOf("ru")).not.toBe(timesOf("en-GB"));
});

test("a reader whose clock has moved gets others", () => {
  const at = (offset: number) => Object.assign(new Date(0), { getTimezoneOffset: () => offset });
  expect(timesOf("en-GB", at(-60))).toBe(timesOf("en-GB", at(-60)));
  expect(timesOf("en-GB", at(-120))).not.toBe(timesOf("en-GB", at(-60)));
});

test("a civil day is written as it stands, and how long ago in the unit that fits", () => {
  const { day, shortDay, ago } = timesOf("en-GB");
  expect(day("2026-03-01")).toBe("1 Mar 2026");
  expect(shortDay("2026-03-01")).toBe("1 Mar");
  const now = Date.parse("2026-03-01T12:00:00Z");
  expect(ago("2026-03-01T11:57:00Z", now)).toBe("3 min ago");
  expect(ago("2026-03-01T09:00:00Z", now)).toBe("3 hr ago");
  expect(ago("2026-02-26T12:00:00Z", now)).toBe("3 days ago");
  expect(ago("2025-11-30T12:00:00Z", now)).toBe("3 mo ago");
  expect(ago("2023-03-01T12:00:00Z", now)).toBe("3 yr ago");
});
