import fc from "fast-check";
import { expect, test } from "vitest";
import { type GroupedLeads, selectionRates } from "./selection-rates.ts";

/** So many leads of a group, of whom some are selected and some convert: selected ones first, among them converted ones. */
function group(name: string | null, leads: number, selected: number, hits: number, misses: number) {
  return Array.from({ length: leads }, (_, i) => ({
    group: name,
    score: i < selected ? 80 : 20,
    converted: i < selected ? Number(i < hits) : Number(i < selected + misses),
    band: i < selected ? "SQL" : "Lead",
  }));
}

function columns(rows: ReturnType<typeof group>): GroupedLeads {
  return {
    groups: rows.map((row) => row.group),
    scores: rows.map(({ score }) => score),
    converted: rows.map(({ converted }) => converted),
    bands: rows.map(({ band }) => band),
  };
}

const OPTIONS = { threshold: 50, bandNames: ["Lead", "SQL"] };

test("rates by group, computed by hand", () => {
  // a: 40 of 100 selected, 20 of them convert, 10 of the others do. b: 20 of 100; 12, and 8. c is too small.
  const rows = [...group("a", 100, 40, 20, 10), ...group("b", 100, 20, 12, 8), ...group("c", 9, 9, 9, 0)];
  const found = selectionRates(columns(rows), OPTIONS);
  if (!found.enough) throw new Error("There are two groups");
  const [a, b] = found.groups;
  expect(found.groups.map((one) => [one.group, one.leads])).toEqual([
    ["a", 100],
    ["b", 100],
  ]);
  expect([a?.selected.rate, a?.ratio, a?.difference]).toEqual([0.4, 1, null]);
  expect([b?.selected.rate, b?.ratio]).toEqual([0.2, 0.5]);
  // Wilson: (20 + z²/2 ± z √(20·80/100 + z²/4)) / (100 + z²) with z = 1.959964.
  expect(b?.selected.interval.low).toBeCloseTo(0.13337, 5);
  expect(b?.selected.interval.high).toBeCloseTo(0.28883, 5);
  // Newcombe 10: −0.2 ± roots of the distances to both Wilson intervals (a: 0.30940 … 0.49800).
  expect(b?.difference?.low).toBeCloseTo(-0.2 - Math.hypot(0.2 - 0.13337, 0.498 - 0.4), 3);
  expect(b?.difference?.high).toBeCloseTo(-0.2 + Math.hypot(0.28883 - 0.2, 0.4 - 0.3094), 3);
  expect([a?.precision?.rate, a?.recall?.rate]).toEqual([20 / 40, 20 / 30]);
  expect([b?.precision?.rate, b?.recall?.rate]).toEqual([12 / 20, 12 / 20]);
  expect(b?.bands.map(({ band, share }) => [band, share.rate])).toEqual([
    ["Lead", 0.8],
    ["SQL", 0.2],
  ]);
  expect(found.disadvantaged).toEqual(["b"]);
});

test("a difference that may be chance disadvantages nobody, and one group alone says nothing", () => {
  const few = [...group("a", 10, 4, 0, 0), ...group(null, 10, 3, 0, 0)];
  expect(selectionRates(columns(few), OPTIONS)).toMatchObject({ enough: true, disadvantaged: [] });
  expect(selectionRates(columns(group("a", 50, 5, 0, 0)), OPTIONS)).toEqual({
    enough: false,
    missing: [{ what: "groups", needed: 2, found: 1 }],
  });
  const nobody = [...group("a", 20, 0, 0, 0), ...group("b", 20, 0, 0, 0)];
  expect(selectionRates(columns(nobody), OPTIONS)).toMatchObject({ groups: [{ ratio: null }, { ratio: null }] });
});

test("a lead that counts three times is three leads, but for how sure it makes", () => {
  const rows = [...group("a", 60, 30, 20, 10), ...group("b", 40, 10, 5, 8)];
  const thrice = [...rows, ...rows, ...rows];
  const weighed = selectionRates({ ...columns(rows), weights: rows.map(() => 3) }, OPTIONS);
  const [own, many] = [weighed, selectionRates(columns(thrice), OPTIONS)];
  if (!own.enough || !many.enough) throw new Error("There are two groups");
  for (const [i, found] of own.groups.entries()) {
    expect(found.selected.rate).toBeCloseTo(many.groups[i]?.selected.rate ?? 0, 12);
    expect(found.precision?.rate).toBeCloseTo(many.groups[i]?.precision?.rate ?? 0, 12);
    expect(found.selected.interval.low).toBeLessThan(many.groups[i]?.selected.interval.low ?? 0);
  }
  // Who counts more moves every rate.
  const heavy = rows.map((_, row) => (row < 30 ? 9 : 1));
  const moved = selectionRates({ ...columns(rows), weights: heavy }, OPTIONS);
  expect(moved.enough && moved.groups[0]?.selected.rate).toBeCloseTo(270 / 300, 12);
});

test("shares of bands make a whole, and no ratio is above that of the group selected most", () => {
  const some = fc.tuple(fc.constantFrom("a", "b", null), fc.integer({ min: 10, max: 60 }), fc.nat(60));
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: ([name]) => name, minLength: 2 }), (drawn) => {
      const rows = drawn.flatMap(([name, leads, selected]) => group(name, leads, Math.min(leads, selected), 0, 0));
      const found = selectionRates(columns(rows), OPTIONS);
      if (!found.enough) throw new Error("Every group is large enough");
      for (const { ratio, bands, selected } of found.groups) {
        expect(bands.reduce((sum, { share }) => sum + share.rate, 0)).toBeCloseTo(1, 12);
        expect(ratio ?? 0).toBeLessThanOrEqual(1 + 1e-12);
        expect(selected.interval.low).toBeLessThanOrEqual(selected.rate);
      }
    }),
  );
});
