import fc from "fast-check";
import { drawIndex, seeded } from "../numbers/chance.ts";
import type { Feature, Table } from "../table/table.ts";
import type { WebAssemblyLike } from "./kernel.ts";

/** The machine's, which the types of Node leave out. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyLike }).WebAssembly;

export type TableShape = {
  readonly rows: number;
  readonly numbers: number;
  readonly categories: number;
  readonly levels: number;
  readonly seed: number;
};

export const tableShape: fc.Arbitrary<TableShape> = fc.record({
  rows: fc.integer({ min: 60, max: 300 }),
  numbers: fc.integer({ min: 1, max: 4 }),
  categories: fc.integer({ min: 0, max: 2 }),
  levels: fc.integer({ min: 2, max: 12 }),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

/** A table with missing values, ties and weights, whose labels have something to do with its features. */
export function arbitraryTable({ rows, numbers, categories, levels, seed }: TableShape): Table {
  const chance = seeded(seed);
  const features: Feature[] = [
    ...Array.from({ length: numbers }, (_, f) => ({ name: `n${f}`, kind: "number" as const })),
    ...Array.from({ length: categories }, (_, f) => ({
      name: `c${f}`,
      kind: "category" as const,
      levels: Array.from({ length: levels }, (_level, i) => `level ${i}`),
      hasOther: chance() < 0.5,
    })),
  ];
  const draw = (f: number) => (f < numbers ? Math.round(chance() * 40) / 4 : drawIndex(chance, levels));
  const columns = features.map((_, f) =>
    Float64Array.from({ length: rows }, () => (chance() < 0.1 ? Number.NaN : draw(f))),
  );
  const pull = Array.from({ length: rows }, (_, row) =>
    columns.reduce((sum, column, f) => {
      const value = column[row] as number;
      if (Number.isNaN(value)) return sum + 0.5;
      return sum + (f < numbers ? Math.sin(value + f) * 1.5 : ((value * 7) % 5) / 2 - 1);
    }, -0.5),
  );
  return {
    rows,
    features,
    columns,
    label: Uint8Array.from(pull, (z) => Number(chance() < 1 / (1 + Math.exp(-z)))),
    weight: Float64Array.from({ length: rows }, () => (chance() < 0.05 ? 0 : 0.25 + chance() * 2)),
  };
}

/** The values of a row, one feature after another. */
export function rowOf({ columns }: Table, row: number): Float64Array {
  return Float64Array.from(columns, (column) => column[row] as number);
}
