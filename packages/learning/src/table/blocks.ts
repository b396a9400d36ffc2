import type { Table } from "./table.ts";

/** Rows of a block. */
const BLOCK = 256;

/** Hands on a table's values row by row, in blocks that lie near: `values` has a row's features one after another. */
export function eachBlock(
  { rows, columns }: Pick<Table, "rows" | "columns">,
  take: (values: Float64Array, from: number, to: number) => void,
): void {
  const width = columns.length;
  const values = new Float64Array(BLOCK * width);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    for (let f = 0; f < width; f++) {
      const column = columns[f] as Float64Array;
      for (let row = from; row < to; row++) values[(row - from) * width + f] = column[row] as number;
    }
    take(values, from, to);
  }
}
