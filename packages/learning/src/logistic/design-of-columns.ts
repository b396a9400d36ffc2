import type { Design } from "./fit-logistic.ts";

/** Columns of one length as a design, a term each; what is nought takes no room. */
export function designOfColumns(columns: readonly ArrayLike<number>[], rows = columns[0]?.length ?? 0): Design {
  const [start, term, value]: [number[], number[], number[]] = [[0], [], []];
  for (let row = 0; row < rows; row++) {
    for (const [j, column] of columns.entries()) {
      if (column[row] === 0) continue;
      term.push(j);
      value.push(column[row] as number);
    }
    start.push(term.length);
  }
  return {
    rows,
    terms: columns.length,
    start: Int32Array.from(start),
    term: Int32Array.from(term),
    value: Float64Array.from(value),
  };
}
