import fc from "fast-check";
import { expect, test } from "vitest";
import { ledgerOf, sumOf } from "./ledger.ts";

const DIMENSIONS = ["fit", "interest", "__proto__"];
const points = fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100);
const rule = fc.constantFrom("demo", "pricing", "visit", "constructor");
const line = fc.record({ dimension: fc.constantFrom(...DIMENSIONS), points }).chain((known) =>
  fc.oneof(
    fc.record({ kind: fc.constantFrom("rule", "limit", "decay"), rule }).map((more) => ({ ...known, ...more })),
    fc.constantFrom("group", "adjustment", "clip").map((kind) => ({ ...known, kind })),
  ),
);

test("every line is in the ledger once, and whatever is added up comes to the same", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const parts = ledgerOf(lines, ["fit"]);
      const shown = parts.flatMap(({ rows }) => rows.flatMap((row) => row.lines));
      expect(new Set(shown)).toEqual(new Set(lines));
      expect(shown).toHaveLength(lines.length);
      for (const part of parts) {
        const own = lines.filter(({ dimension }) => dimension === part.dimension);
        expect(part.points).toBe(sumOf(own.map((one) => one.points)));
        expect(part.points).toBe(sumOf(part.rows.map((one) => one.points)));
        for (const row of part.rows) expect(row.points).toBe(sumOf(row.lines.map((one) => one.points)));
      }
    }),
  );
});

test("a rule's lines stay together and in order, what weighs most comes first, what stands alone last", () => {
  const given = [
    { kind: "rule", dimension: "interest", rule: "visit", points: 10 },
    { kind: "decay", dimension: "interest", rule: "visit", points: -9 },
    { kind: "adjustment", dimension: "interest", points: 50 },
    { kind: "rule", dimension: "interest", rule: "careers", points: -20 },
  ];
  const [fit, interest] = ledgerOf(given, ["fit", "interest"]);
  expect(fit).toEqual({ dimension: "fit", rows: [], points: 0 });
  expect(interest?.rows.map((row) => [row.rule, row.points, row.lines.map(({ kind }) => kind)])).toEqual([
    ["careers", -20, ["rule"]],
    ["visit", 1, ["rule", "decay"]],
    [null, 50, ["adjustment"]],
  ]);
});

test("hundredths are not lost on the way", () => {
  expect(sumOf([0.1, 0.2, -0.3])).toBe(0);
  expect(sumOf(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
});
