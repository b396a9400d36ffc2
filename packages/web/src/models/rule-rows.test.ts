import type { Model } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMNS, leadsOfRule, type RuleRow, ruleRows, sorted } from "./rule-rows.ts";

const rule = { id: "demo", dimension: "interest", each: "asked", points: 35 } as const;

const counted = fc.record({
  leads: fc.nat(100),
  sum: fc.integer({ min: -100, max: 100 }),
  mean: fc.option(fc.integer({ min: -10, max: 10 })),
  lastOn: fc.option(fc.constantFrom("2026-01-01", "2026-02-01")),
  taken: fc.nat(50),
});
const rows = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), counted: fc.option(counted) }));

test("sorting keeps every row, puts the largest first and what has no figure last", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...COLUMNS), (given, by) => {
      const found = sorted(given as unknown as RuleRow[], by);
      expect(new Set(found)).toEqual(new Set(given));
      const figures = found.map((row) => (by === "share" ? row.share : (row.counted?.[by] ?? null)));
      const first = figures.indexOf(null);
      const known = first < 0 ? figures : figures.slice(0, first);
      expect(figures.slice(known.length).every((figure) => figure === null)).toBe(true);
      for (const [at, figure] of known.entries())
        if (at > 0) expect((known[at - 1] as number) >= (figure as number)).toBe(true);
    }),
  );
});

test("a rule that is switched off, or not counted yet, is there all the same", () => {
  const model = { model: "x", dimensions: { interest: {} }, rules: [rule, { ...rule, id: "off", enabled: false }] };
  const attainable = [{ rule: "demo", dimension: "interest", most: null, share: 1 }];
  expect(ruleRows(model as Model, attainable, null)).toMatchObject([
    { rule: { id: "demo" }, share: 1, most: null, counted: null },
    { rule: { id: "off" }, share: 0, most: 0, counted: null },
  ]);
});

test("the leads of a rule are those for whom it holds, or whose signal happened", () => {
  const when = { trait: "industry", is: "Finance" } as const;
  expect(leadsOfRule({ id: "a", dimension: "fit", when, points: 1 })).toBe(JSON.stringify(when));
  expect(leadsOfRule({ ...rule, window: "30d" })).toBe('{"signal":"asked","in":"30d","atLeast":1}');
  expect(JSON.parse(leadsOfRule({ ...rule, when }) ?? "")).toEqual({ all: [{ signal: "asked", atLeast: 1 }, when] });
  const byTrait = { of: { trait: "employees" }, tiers: [{ from: 1, points: 2 }] };
  expect(leadsOfRule({ id: "size", dimension: "fit", points: byTrait })).toBeUndefined();
});
