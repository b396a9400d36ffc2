import { type Chance, drawIndex } from "../numbers/chance.ts";
import type { Table } from "./table.ts";

/** The rows from the oldest to the newest; without times, in an order of chance. Rows of one time keep theirs. */
export function inOrder(table: Table, chance: Chance): Uint32Array {
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const { time } = table;
  if (time) return order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
  for (let i = order.length - 1; i > 0; i--) {
    const j = drawIndex(chance, i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** Cuts an order into slices by their shares of the rows; the last slice is what is left. */
export function slices(order: Uint32Array, shares: readonly number[]): readonly Uint32Array[] {
  const ends = shares.map((_, i) => Math.round(order.length * shares.slice(0, i + 1).reduce((a, b) => a + b, 0)));
  return [...ends, order.length].map((end, i) => order.subarray(ends[i - 1] ?? 0, end));
}
