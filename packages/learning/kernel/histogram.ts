/**
 * What training trees spends its time on, in AssemblyScript; compiled into src/trees/histogram-kernel.ts by
 * test/compile-kernel.testing.ts. Arguments are byte offsets into the memory that the caller brings, but rows are
 * counted. A cell of a histogram is three numbers: gradient, hessian, count of rows.
 * src/trees/plain-kernel.ts does the same additions in the same order, so both give the same bits.
 */
const CELL: usize = 24;

export function gather(rows: usize, gradients: usize, ordered: usize, from: i32, to: i32): void {
  for (let k = <usize>from; k < <usize>to; k++) {
    store<i64>(ordered + (k << 3), load<i64>(gradients + ((<usize>load<i32>(rows + (k << 2))) << 3)));
  }
}

function add(cell: usize, pair: v128): void {
  v128.store(cell, f64x2.add(v128.load(cell), pair));
  store<f64>(cell, load<f64>(cell, 16) + 1, 16);
}

export function fill4(
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  rows: usize,
  ordered: usize,
  from: i32,
  to: i32,
  h0: usize,
  h1: usize,
  h2: usize,
  h3: usize,
): void {
  for (let k = <usize>from; k < <usize>to; k++) {
    const row = <usize>load<i32>(rows + (k << 2));
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(ordered + (k << 3)));
    add(h0 + <usize>load<u8>(c0 + row) * CELL, pair);
    add(h1 + <usize>load<u8>(c1 + row) * CELL, pair);
    add(h2 + <usize>load<u8>(c2 + row) * CELL, pair);
    add(h3 + <usize>load<u8>(c3 + row) * CELL, pair);
  }
}

export function fill1(column: usize, rows: usize, ordered: usize, from: i32, to: i32, histogram: usize): void {
  for (let k = <usize>from; k < <usize>to; k++) {
    const row = <usize>load<i32>(rows + (k << 2));
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(ordered + (k << 3)));
    add(histogram + <usize>load<u8>(column + row) * CELL, pair);
  }
}

export function fillWide(column: usize, rows: usize, ordered: usize, from: i32, to: i32, histogram: usize): void {
  for (let k = <usize>from; k < <usize>to; k++) {
    const row = <usize>load<i32>(rows + (k << 2));
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(ordered + (k << 3)));
    add(histogram + <usize>load<u16>(column + (row << 1)) * CELL, pair);
  }
}

/** Puts the rows of the left side first, each side in its order; gives the end of the left side. */
export function part(column: usize, rows: usize, spare: usize, sides: usize, from: i32, to: i32): i32 {
  let left = rows + ((<usize>from) << 2);
  let right = spare;
  const end = rows + ((<usize>to) << 2);
  for (let at = left; at < end; at += 4) {
    const row = load<i32>(at);
    const isLeft = <usize>load<u8>(sides + <usize>load<u8>(column + <usize>row));
    store<i32>(left, row);
    store<i32>(right, row);
    left += isLeft << 2;
    right += (1 - isLeft) << 2;
  }
  memory.copy(left, spare, right - spare);
  return <i32>((left - rows) >> 2);
}

export function partWide(column: usize, rows: usize, spare: usize, sides: usize, from: i32, to: i32): i32 {
  let left = rows + ((<usize>from) << 2);
  let right = spare;
  const end = rows + ((<usize>to) << 2);
  for (let at = left; at < end; at += 4) {
    const row = load<i32>(at);
    const isLeft = <usize>load<u8>(sides + <usize>load<u16>(column + ((<usize>row) << 1)));
    store<i32>(left, row);
    store<i32>(right, row);
    left += isLeft << 2;
    right += (1 - isLeft) << 2;
  }
  memory.copy(left, spare, right - spare);
  return <i32>((left - rows) >> 2);
}
