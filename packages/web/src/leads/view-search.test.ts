import fc from "fast-check";
import { expect, test } from "vitest";
import { type LeadsSearch, SEEN } from "./leads-search.ts";
import { isBareView, isChanged, savedOf, searchOf } from "./view-search.ts";

const text = fc.string({ minLength: 1, maxLength: 12 });
const aSearch: fc.Arbitrary<LeadsSearch> = fc.record(
  {
    model: text,
    band: text,
    search: text,
    filter: fc.constant('{"trait":"country","is":"US"}'),
    segment: text,
    owner: text,
    tag: text,
    market: text,
    feedback: fc.constantFrom("waiting", "accepted", "rejected", "recycled"),
    seen: fc.constantFrom(...SEEN),
    sort: fc.constantFrom("total", "name", "seen"),
  },
  { requiredKeys: [] },
);

const viewOf = (search: LeadsSearch, now: number) => ({
  ...savedOf(search, ["score", "band"], now),
  id: "7",
  name: "Mine",
  owner: "user:1",
  shared: false,
  changedAt: new Date(now + 900).toISOString(),
  mayChange: true,
});

test("a list that is saved as a view and opened again is the same list", () => {
  const instant = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2030-01-01") });
  fc.assert(
    fc.property(aSearch, instant, (search, now) => {
      const { sort, ...rest } = search;
      const opened = searchOf(viewOf(search, now));
      expect(opened).toEqual({ ...rest, view: "7", ...(sort !== undefined && sort !== "total" && { sort }) });
      expect(isChanged(viewOf(search, now), opened)).toBe(false);
    }),
  );
});

test("another filter, sort or other columns are a change; the same ones said aloud are none", () => {
  const view = viewOf({ band: "MQL" }, Date.parse("2026-11-22T08:07:00Z"));
  const opened = searchOf(view);
  expect(isChanged(view, { ...opened, sort: "total", columns: "score,band" })).toBe(false);
  expect(isChanged(view, { ...opened, band: "SQL" })).toBe(true);
  expect(isChanged(view, { ...opened, sort: "name" })).toBe(true);
  expect(isChanged(view, { ...opened, columns: "band,score" })).toBe(true);
});

test("a link to a view is an address without anything else", () => {
  expect(isBareView({ view: "7" })).toBe(true);
  expect(isBareView({ view: "7", columns: "band" })).toBe(true);
  expect(isBareView({ view: "7", band: "MQL" })).toBe(false);
  expect(isBareView({})).toBe(false);
});
