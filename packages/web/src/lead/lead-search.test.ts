import fc from "fast-check";
import { expect, test } from "vitest";
import { leadSearch, pastOf, searchOn } from "./lead-search.ts";

test("an address keeps the day that is looked at, and what was known then", () => {
  const search = leadSearch({ model: "b2b", on: "2026-11-02", known: "then", tab: "x" });
  expect(search).toEqual({ model: "b2b", on: "2026-11-02", known: "then" });
  expect(pastOf(search, "2026-11-22")).toEqual({ on: "2026-11-02", known: "then" });
  expect(searchOn(search, pastOf(search, "2026-11-22"))).toEqual(search);
  expect(searchOn(search, undefined)).toEqual({ model: "b2b" });
});

test("today, days to come and what is no day are no past", () => {
  for (const on of ["2026-11-22", "2027-01-01", "yesterday", "2026-13-01", 20261102, ""])
    expect(pastOf(leadSearch({ on, known: "then" }), "2026-11-22")).toBeUndefined();
});

test("reading an address twice changes nothing", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("model", "on", "known"), fc.jsonValue()), (given) => {
      const once = leadSearch(given);
      expect(leadSearch(once)).toEqual(once);
    }),
  );
});
