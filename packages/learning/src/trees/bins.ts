import { codesOf, type Table } from "../table/table.ts";

/** How a feature's values fall into bins; bin 0 is missing. */
export type Binning =
  | { readonly kind: "number"; readonly bins: number; readonly cuts: Float64Array }
  | { readonly kind: "category"; readonly bins: number };

/** How many rows are looked at to lay the cuts. */
const LOOKED_AT = 200_000;

/** Cuts between the values where there are at most `maxBins`, else so that the bins hold about as many rows each. */
export function binningsOf(table: Pick<Table, "features" | "columns">, maxBins: number): readonly Binning[] {
  return table.columns.map((column, f): Binning => {
    const feature = table.features[f];
    if (feature?.kind === "category") return { kind: "category", bins: codesOf(feature) + 1 };
    const cuts = cutsOf(column, maxBins);
    return { kind: "number", bins: cuts.length + 2, cuts };
  });
}

/** Whether the bins of a feature need two bytes. */
export function isWide({ bins }: Binning): boolean {
  return bins > 256;
}

/** Writes the bin of each value. */
export function fillBins(column: Float64Array, binning: Binning, into: Uint8Array | Uint16Array): void {
  if (binning.kind === "category") {
    for (let i = 0; i < column.length; i++) {
      const code = column[i] as number;
      into[i] = Number.isNaN(code) ? 0 : code + 1;
    }
    return;
  }
  const { cuts } = binning;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    into[i] = Number.isNaN(value) ? 0 : 1 + placeOf(cuts, value);
  }
}

/** How many cuts lie below the value. */
function placeOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cutsOf(column: Float64Array, maxBins: number): Float64Array {
  const step = Math.max(1, column.length / LOOKED_AT);
  const looked: number[] = [];
  for (let at = 0; at < column.length; at += step) {
    const value = column[Math.floor(at)] as number;
    if (!Number.isNaN(value)) looked.push(value);
  }
  const sorted = Float64Array.from(looked).sort();
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (value === values.at(-1)) counts[counts.length - 1] = (counts.at(-1) as number) + 1;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return evenCuts(values, counts, sorted.length, maxBins);
}

/** A bin is closed when it holds its share of the rows that are left, so that a frequent value has one of its own. */
function evenCuts(values: readonly number[], counts: readonly number[], rows: number, maxBins: number): Float64Array {
  const cuts: number[] = [];
  const isEach = values.length <= maxBins;
  let [left, held, bins] = [rows, 0, maxBins];
  for (let i = 0; i + 1 < values.length && bins > 1; i++) {
    held += counts[i] as number;
    if (!isEach && held < left / bins) continue;
    cuts.push(between(values[i] as number, values[i + 1] as number));
    left -= held;
    held = 0;
    bins--;
  }
  return Float64Array.from(cuts);
}

/** A cut that has `low` at or below it and `high` above, even where no number lies between them. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high && middle >= low ? middle : low;
}
