import type { Design } from "../logistic/fit-logistic.ts";
import type { Given } from "../moment/moment-table.ts";
import type { Column } from "./rule-terms.ts";

/** What the rules of a probe gave to each row, in points; by rule. */
export function columnsOf(given: readonly (Given | undefined)[], rules: number): readonly Column[] {
  const found = Array.from({ length: rules }, () => ({ rows: [] as number[], values: [] as number[] }));
  for (const [row, one] of given.entries()) {
    for (const [i, at] of (one?.rules ?? []).entries()) {
      found[at]?.rows.push(row);
      found[at]?.values.push((one?.points[i] as number) / 100);
    }
  }
  return found.map(({ rows, values }) => ({ rows: Int32Array.from(rows), values: Float64Array.from(values) }));
}

/** Columns as a design, a term each, in their order. */
export function designOf(columns: readonly Column[], rows: number): Design {
  const start = new Int32Array(rows + 1);
  for (const { rows: own } of columns) for (const row of own) start[row + 1] = (start[row + 1] as number) + 1;
  for (let row = 0; row < rows; row++) start[row + 1] = (start[row + 1] as number) + (start[row] as number);
  const next = start.slice();
  const size = start[rows] as number;
  const [term, value] = [new Int32Array(size), new Float64Array(size)];
  for (const [j, { rows: own, values }] of columns.entries()) {
    for (let i = 0; i < own.length; i++) {
      const row = own[i] as number;
      const at = next[row] as number;
      term[at] = j;
      value[at] = values[i] as number;
      next[row] = at + 1;
    }
  }
  return { rows, terms: columns.length, start, term, value };
}

/** 1 where a column is not nought. */
export function firedOf({ rows }: Column, size: number): Uint8Array {
  const fired = new Uint8Array(size);
  for (const row of rows) fired[row] = 1;
  return fired;
}

/** Rows in which any of some columns of ones is 1. */
export function union(columns: readonly Column[]): Column {
  const rows = Int32Array.from(new Set(columns.flatMap((column) => [...column.rows]))).sort();
  return { rows, values: new Float64Array(rows.length).fill(1) };
}

/** A sum of columns, each times a factor, over all rows. */
export function weighted(columns: readonly Column[], factors: ArrayLike<number>, size: number): Float64Array {
  const sum = new Float64Array(size);
  for (const [j, { rows, values }] of columns.entries()) {
    const factor = factors[j] as number;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      sum[row] = (sum[row] as number) + factor * (values[i] as number);
    }
  }
  return sum;
}

/** A column of all rows, without its noughts. */
export function sparse(dense: Float64Array): Column {
  const rows = Int32Array.from(dense.keys()).filter((row) => dense[row] !== 0);
  return { rows, values: Float64Array.from(rows, (row) => dense[row] as number) };
}
