/** Numbers computed row by row; many times as fast as `Float64Array.from` with a function. */
export function column(rows: number, valueAt: (row: number) => number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = valueAt(row);
  return values;
}
