import fc from "fast-check";
import { expect, test } from "vitest";
import { filterAsked, isDamaged, isFiltered, isStep, leadsSearch, SEEN, unfiltered } from "./leads-search.ts";

test("takes what it knows of an address, and nothing else", () => {
  expect(leadsSearch({ band: "MQL", owner: 12, sort: "size", seen: "7d", feedback: "maybe", else: 1 })).toEqual({
    band: "MQL",
    owner: "12",
    seen: "7d",
  });
});

test("a condition is text, whether the router has read it or not", () => {
  const filter = '{"trait":"country","is":"US"}';
  expect(leadsSearch({ filter }).filter).toBe(filter);
  expect(leadsSearch({ filter: JSON.parse(filter) }).filter).toBe(filter);
});

test("a condition that is none is known as such, and never asked for", () => {
  for (const filter of ["{", "[1]", '{"trait":"country","is":', "7"]) {
    const search = leadsSearch({ filter, band: "MQL" });
    expect(isDamaged(search)).toBe(true);
    expect(isFiltered(search)).toBe(true);
    expect(filterAsked(search, 0)).toEqual({ band: "MQL" });
  }
  expect(isDamaged(leadsSearch({ filter: '{"trait":"country","is":"US"}' }))).toBe(false);
  expect(isDamaged({})).toBe(false);
});

test("scores are numbers, and those that nobody can have are left out", () => {
  expect(leadsSearch({ totalFrom: "10.5", totalTo: -3 })).toEqual({ totalFrom: 10.5, totalTo: -3 });
  expect(leadsSearch({ totalFrom: "many", totalTo: "1e99" })).toEqual({});
});

test("a filter is a step that Back undoes; more letters of a search, or columns, are none", () => {
  expect(isStep({}, { band: "MQL" })).toBe(true);
  expect(isStep({ band: "MQL" }, {})).toBe(true);
  expect(isStep({}, { search: "a" })).toBe(true);
  expect(isStep({ search: "a" }, { search: "an" })).toBe(false);
  expect(isStep({ search: "a" }, { search: "an", band: "MQL" })).toBe(true);
  expect(isStep({ search: "a" }, {})).toBe(true);
  expect(isStep({}, { columns: "score" })).toBe(false);
});

test("what cannot be made a text is not one of the known words", () => {
  expect(leadsSearch({ sort: { toString: false }, seen: ["7d"] })).toEqual({});
});

test("reading an address twice changes nothing", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("model", "band", "filter", "seen", "sort", "tag", "totalFrom"), fc.jsonValue()),
      (given) => {
        const once = leadsSearch(given);
        expect(leadsSearch(once)).toEqual(once);
      },
    ),
  );
});

test("without its filters a list keeps its model, its sort and its view", () => {
  const search = leadsSearch({ model: "b2b", band: "MQL", seen: "7d", sort: "name", view: "3", columns: "score" });
  expect(isFiltered(search)).toBe(true);
  expect(unfiltered(search)).toEqual({ model: "b2b", sort: "name", view: "3", columns: "score" });
  expect(isFiltered(unfiltered(search))).toBe(false);
});

test("when leads were seen is asked from an instant on or up to one, the same for an hour", () => {
  const now = Date.parse("2026-11-22T08:07:00Z");
  expect(filterAsked({ seen: "7d", sort: "name", view: "1" }, now)).toEqual({ seenFrom: "2026-11-15T08:00:00.000Z" });
  expect(filterAsked({ seen: "-30d" }, now)).toEqual({ seenTo: "2026-10-23T08:00:00.000Z" });
  for (const seen of SEEN)
    expect(filterAsked({ seen }, now)).toEqual(filterAsked({ seen }, Date.parse("2026-11-22T08:59:59Z")));
});
