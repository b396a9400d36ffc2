import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { type Table, takeRows } from "../table/table.ts";
import { arbitraryTable, rowOf, tableShape, webAssembly } from "./forest.testing.ts";
import { type ForestData, forestMargin, forestMargins, forestOf } from "./forest.ts";
import { quickMargins } from "./quick-margins.ts";
import { trainTrees } from "./train-trees.ts";

const small = { trees: 8, rate: 0.3, minRows: 5, levelRows: 2 };

function marginsOf(data: ForestData, table: Table): number[] {
  const forest = forestOf(data);
  return Array.from({ length: table.rows }, (_, row) => forestMargin(forest, rowOf(table, row)));
}

test("the WebAssembly kernel and plain TypeScript grow the same trees to the bit", () => {
  fc.assert(
    fc.property(tableShape, fc.constantFrom(0.7, 1), fc.integer({ min: 3, max: 300 }), (shape, share, maxBins) => {
      const table = arbitraryTable({ ...shape, levels: shape.levels * 40 });
      const settings = { ...small, rowShare: share, featureShare: share, maxBins };
      const plain = trainTrees(table, { seed: shape.seed, settings });
      expect(trainTrees(table, { seed: shape.seed, settings, wasm: webAssembly })).toEqual(plain);
    }),
  );
});

test("the same seed grows the same trees, another seed others", () => {
  const table = arbitraryTable({ rows: 300, numbers: 4, categories: 1, levels: 6, seed: 5 });
  const grow = (seed: number) => trainTrees(table, { seed, settings: { ...small, rowShare: 0.6, featureShare: 0.6 } });
  expect(grow(1)).toEqual(grow(1));
  expect(grow(1)).not.toEqual(grow(2));
});

test("a monotone constraint is never violated, whatever the other features and other constraints are", () => {
  fc.assert(
    fc.property(tableShape, fc.constantFrom(1 as const, -1 as const), fc.boolean(), (shape, direction, both) => {
      const table = arbitraryTable({ ...shape, numbers: 3 });
      const monotone = { n0: direction, ...(both ? { n1: 1 as const } : {}) };
      const forest = forestOf(trainTrees(table, { seed: 1, settings: { ...small, trees: 20, monotone } }));
      for (let at = 0; at < 20; at++) {
        const row = rowOf(table, at);
        let before = Number.NEGATIVE_INFINITY * direction;
        for (let value = -0.5; value <= 10.5; value += 0.25) {
          row[0] = value;
          const margin = forestMargin(forest, row);
          expect((margin - before) * direction).toBeGreaterThanOrEqual(0);
          before = margin;
        }
      }
    }),
  );
});

test("a row of weight 0 changes nothing", () => {
  fc.assert(
    fc.property(tableShape, (shape) => {
      const table = arbitraryTable(shape);
      const present = [...table.weight.keys()].filter((row) => (table.weight[row] as number) > 0);
      const settings = { ...small, maxBins: 1000 };
      const cut = table.columns.map((column) => new Set(column).size);
      fc.pre(takeRows(table, present).columns.every((column, f) => new Set(column).size === cut[f]));
      expect(trainTrees(table, { seed: 1, settings })).toEqual(
        trainTrees(takeRows(table, present), { seed: 1, settings }),
      );
    }),
  );
});

test("a side of a split has at least so many rows, however light or heavy they are", () => {
  fc.assert(
    fc.property(tableShape, fc.integer({ min: 5, max: 40 }), (shape, minRows) => {
      const table = arbitraryTable(shape);
      const heavy = {
        ...table,
        weight: table.weight.map((weight, row) => (weight > 0 && row % 7 === 0 ? 50 : weight)),
      };
      const present = [...heavy.weight.keys()].filter((row) => (heavy.weight[row] as number) > 0);
      const [first] = [trainTrees(heavy, { seed: 1, settings: { ...small, trees: 1, minRows } })];
      const margins = marginsOf(first, takeRows(heavy, present));
      const counts = new Map<number, number>();
      for (const margin of margins) counts.set(margin, (counts.get(margin) ?? 0) + 1);
      if (first.feature.length > 1) expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(minRows);
    }),
  );
});

test("blocks and bits of leaves give what walking row by row gives, to the bit", () => {
  fc.assert(
    fc.property(tableShape, fc.constantFrom(2, 15, 32, 40), (shape, leaves) => {
      const table = arbitraryTable(shape);
      const data = trainTrees(table, { seed: 1, settings: { ...small, leaves, minRows: 1 } });
      const width = table.features.length;
      const cells = { length: table.rows * width };
      const rows = Float64Array.from(cells, (_, i) => table.columns[i % width]?.[Math.floor(i / width)] as number);
      const margins = new Float64Array(table.rows);
      forestMargins(forestOf(data), rows, width, margins);
      expect([...margins]).toEqual(marginsOf(data, table));
      quickMargins(forestOf(data))(rows, width, margins);
      expect([...margins]).toEqual(marginsOf(data, table));
    }),
  );
});

/** A table of one feature whose label is given by it. */
function oneFeature(
  feature: Table["features"][number],
  values: readonly number[],
  label: (v: number) => number,
): Table {
  const columns = [Float64Array.from(values)];
  const labels = Uint8Array.from(values, label);
  return {
    rows: values.length,
    features: [feature],
    columns,
    label: labels,
    weight: new Float64Array(values.length).fill(1),
  };
}

test("missing goes to the side where it belongs", () => {
  const values = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? Number.NaN : i % 20));
  for (const like of [0, 1]) {
    const table = oneFeature({ name: "n", kind: "number" }, values, (v) => (Number.isNaN(v) ? like : Number(v > 9)));
    const forest = forestOf(trainTrees(table, { seed: 1, settings: small }));
    const [missing, low, high] = [Number.NaN, 2, 17].map((v) => forestMargin(forest, Float64Array.of(v))) as [
      number,
      number,
      number,
    ];
    expect(missing > 0).toBe(like === 1);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  }
});

test("a category of many levels is split by sets of them, beyond what a byte holds", () => {
  const chance = seeded(1);
  const levels = Array.from({ length: 600 }, (_, i) => `level ${i}`);
  const values = Array.from({ length: 24_000 }, () => Math.floor(chance() * 600));
  const table = oneFeature({ name: "c", kind: "category", levels, hasOther: false }, values, (v) =>
    Number(v % 3 === 0),
  );
  const settings = { trees: 100, rate: 0.3, maxSubset: 300 };
  const data = trainTrees(table, { seed: 1, settings, wasm: webAssembly });
  expect(data).toEqual(trainTrees(table, { seed: 1, settings }));
  for (const [row, margin] of marginsOf(data, table).slice(0, 2000).entries()) {
    expect(margin > 0).toBe((values[row] as number) % 3 === 0);
  }
});

test("growing ends where the validation slice does not get better", () => {
  const chance = seeded(4);
  const noise = (rows: number): Table => ({
    rows,
    features: [{ name: "n", kind: "number" }],
    columns: [Float64Array.from({ length: rows }, () => chance())],
    label: Uint8Array.from({ length: rows }, () => Number(chance() < 0.3)),
    weight: new Float64Array(rows).fill(1),
  });
  const { roots } = trainTrees(noise(2000), { seed: 1, validation: noise(2000) });
  expect(roots.length).toBeLessThan(15);
});
