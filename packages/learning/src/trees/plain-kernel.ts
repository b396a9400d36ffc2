import type { Kernel } from "./kernel.ts";

/** Numbers in a cell of a histogram: gradient, hessian, count. */
export const CELL = 3;

/** The kernel in plain TypeScript: the additions of kernel/histogram.ts in the same order, so the same bits. */
export function plainKernel(bytes: number): Kernel {
  const memory = new ArrayBuffer(Math.ceil(bytes / 8) * 8);
  const narrow = new Uint8Array(memory);
  const wide = new Uint16Array(memory);
  const whole = new Int32Array(memory);
  const single = new Float32Array(memory);
  const double = new Float64Array(memory);

  const fill = (columns: Uint8Array | Uint16Array, column: number, rows: number, from: number, to: number) =>
    function into(ordered: number, histogram: number): void {
      for (let k = from; k < to; k++) {
        const cell = histogram + (columns[column + (whole[rows + k] as number)] as number) * CELL;
        double[cell] = (double[cell] as number) + (single[ordered + 2 * k] as number);
        double[cell + 1] = (double[cell + 1] as number) + (single[ordered + 2 * k + 1] as number);
        double[cell + 2] = (double[cell + 2] as number) + 1;
      }
    };
  const divide = (columns: Uint8Array | Uint16Array, column: number, rows: number, spare: number, sides: number) =>
    function between(from: number, to: number): number {
      let left = rows + from;
      let right = spare;
      for (let k = rows + from; k < rows + to; k++) {
        const row = whole[k] as number;
        if (narrow[sides + (columns[column + row] as number)] === 1) whole[left++] = row;
        else whole[right++] = row;
      }
      whole.copyWithin(left, spare, right);
      return left - rows;
    };

  const fill1: Kernel["fill1"] = (column, rows, ordered, from, to, histogram) =>
    fill(narrow, column, rows / 4, from, to)(ordered / 4, histogram / 8);
  return {
    memory,
    gather(rows, gradients, ordered, from, to) {
      for (let k = from; k < to; k++) {
        const row = whole[rows / 4 + k] as number;
        single[ordered / 4 + 2 * k] = single[gradients / 4 + 2 * row] as number;
        single[ordered / 4 + 2 * k + 1] = single[gradients / 4 + 2 * row + 1] as number;
      }
    },
    fill4(c0, c1, c2, c3, rows, ordered, from, to, h0, h1, h2, h3) {
      fill1(c0, rows, ordered, from, to, h0);
      fill1(c1, rows, ordered, from, to, h1);
      fill1(c2, rows, ordered, from, to, h2);
      fill1(c3, rows, ordered, from, to, h3);
    },
    fill1,
    fillWide: (column, rows, ordered, from, to, histogram) =>
      fill(wide, column / 2, rows / 4, from, to)(ordered / 4, histogram / 8),
    part: (column, rows, spare, sides, from, to) => divide(narrow, column, rows / 4, spare / 4, sides)(from, to),
    partWide: (column, rows, spare, sides, from, to) => divide(wide, column / 2, rows / 4, spare / 4, sides)(from, to),
  };
}
