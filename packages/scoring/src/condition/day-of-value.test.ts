import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay, UTC } from "../zone.ts";
import { dayOfValue, isPlainDate } from "./day-of-value.ts";

const RUNS = { numRuns: 1000 };

test("a plain date is four, two and two digits, and nothing else", () => {
  const nearly = fc.array(fc.constantFrom(..."0123456789--/: ٣０"), { minLength: 9, maxLength: 11 });
  const dates = fc
    .tuple(fc.integer({ min: -4000, max: 60_000 }), fc.nat(9), fc.constantFrom(..."0-:x٣"))
    .map(([day, at, letter]) => formatDay(day).slice(0, at) + letter + formatDay(day).slice(at + 1));
  fc.assert(
    fc.property(
      fc.oneof(
        nearly.map((letters) => letters.join("")),
        dates,
      ),
      (text) => {
        expect(isPlainDate(text)).toBe(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text));
      },
    ),
    RUNS,
  );
});

test("it says the day that it says amid spaces, too, or none", () => {
  const number = (most: number) => fc.nat(most).map((one) => String(one).padStart(2, "0"));
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9999 }), number(15), number(40), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      const said = dayOfValue(text, UTC);
      expect(said).toBe(dayOfValue(` ${text} `, UTC));
      if (said !== undefined) expect(formatDay(said)).toBe(text);
    }),
    RUNS,
  );
});
