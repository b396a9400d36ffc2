import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { buildTable, encodeTable, type FeatureDeclaration } from "./build-table.ts";
import { inOrder, slices } from "./split-rows.ts";
import { type Row, takeFeatures, takeRows } from "./table.ts";

const declarations: readonly FeatureDeclaration[] = [
  { name: "visits", kind: "number" },
  { name: "country", kind: "category" },
  { name: "customer", kind: "yes-no" },
];

const rows: readonly Row[] = [
  { values: { visits: 3, country: "DE", customer: true }, converted: true, time: 2 },
  { values: { visits: 0, country: "CN", customer: false }, converted: false, weight: 0.5, time: 1 },
  { values: { visits: null, country: "DE" }, converted: false, time: 3 },
  { values: { visits: "3", country: "", customer: "yes" }, converted: false, time: 2 },
];

test("columns of numbers, levels and yes or no; what is missing or of another kind is NaN", () => {
  const table = buildTable(rows, declarations);
  const no = Number.NaN;
  expect(table.features[1]).toEqual({ name: "country", kind: "category", levels: ["CN", "DE"], hasOther: false });
  expect(table.columns.map((column) => [...column])).toEqual([
    [3, 0, no, no],
    [1, 0, 1, no],
    [1, 0, no, no],
  ]);
  expect([...table.label]).toEqual([1, 0, 0, 0]);
  expect([...table.weight]).toEqual([1, 0.5, 1, 1]);
  expect([...(table.time ?? [])]).toEqual([2, 1, 3, 2]);
});

test("a category keeps its heaviest levels; rarer ones and those never seen share a code", () => {
  const many = ["a", "b", "b", "c", "c", "c"].map((level) => ({ values: { level }, converted: false }));
  const table = buildTable(many, [{ name: "level", kind: "category" }], 2);
  expect(table.features).toEqual([{ name: "level", kind: "category", levels: ["b", "c"], hasOther: true }]);
  expect([...(table.columns[0] ?? [])]).toEqual([2, 0, 0, 1, 1, 1]);
  const unseen = encodeTable([{ values: { level: "z" }, converted: false }], table.features);
  expect(unseen.columns[0]?.[0]).toBe(2);
});

test("a level that was never seen is missing where none was rare", () => {
  const table = buildTable(rows, declarations);
  const unseen = encodeTable([{ values: { country: "FR" }, converted: false }], table.features);
  expect(unseen.columns.map((column) => column[0])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test("the prototype's properties are no values", () => {
  const table = buildTable([{ values: {}, converted: true }], [{ name: "constructor", kind: "category" }]);
  expect(table.features[0]).toMatchObject({ levels: [] });
  expect(table.columns[0]?.[0]).toBeNaN();
});

test("without a time of every row there is none", () => {
  expect(buildTable([...rows, { values: {}, converted: true }], declarations).time).toBeUndefined();
});

test("rows and features can be taken", () => {
  const table = takeRows(
    takeFeatures(buildTable(rows, declarations), (name) => name !== "country"),
    [2, 0],
  );
  expect(table.features.map(({ name }) => name)).toEqual(["visits", "customer"]);
  expect([...(table.columns[0] ?? [])]).toEqual([Number.NaN, 3]);
  expect([...(table.time ?? [])]).toEqual([3, 2]);
});

test("slices go from the oldest to the newest, and every row is in one", () => {
  const table = buildTable(rows, declarations);
  expect([...inOrder(table, seeded(1))]).toEqual([1, 0, 3, 2]);
  fc.assert(
    fc.property(fc.nat(300), fc.nat(), (count, seed) => {
      const some = buildTable(
        Array.from({ length: count }, () => ({ values: {}, converted: false })),
        [],
      );
      const parts = slices(inOrder(some, seeded(seed)), [0.7, 0.15]);
      expect(parts.flatMap((part) => [...part]).sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
      expect(Math.abs((parts[2]?.length ?? 0) - 0.15 * count)).toBeLessThanOrEqual(1);
    }),
  );
});
