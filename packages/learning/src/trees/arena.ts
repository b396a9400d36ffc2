import type { Table } from "../table/table.ts";
import { type Binning, binningsOf, fillBins, isWide } from "./bins.ts";
import { HISTOGRAM_KERNEL } from "./histogram-kernel.ts";
import { type Kernel, startKernel, type WebAssemblyLike } from "./kernel.ts";
import { CELL, plainKernel } from "./plain-kernel.ts";
import type { TreeSettings } from "./settings.ts";

export type BinnedFeature = {
  readonly feature: number;
  readonly binning: Binning;
  readonly isWide: boolean;
  /** Where the bins of its rows begin, in bytes. */
  readonly column: number;
  /** Where its cells begin in a histogram, in numbers. */
  readonly at: number;
};

/** One piece of memory that holds all that growing trees works on, so that a kernel can. */
export type Arena = {
  readonly kernel: Kernel;
  readonly features: readonly BinnedFeature[];
  /** Byte offsets. */
  readonly offsets: {
    readonly gradients: number;
    readonly ordered: number;
    readonly rows: number;
    readonly spare: number;
    readonly sides: number;
  };
  readonly gradients: Float32Array;
  /** The rows of the tree; each leaf has a stretch of it. */
  readonly rows: Int32Array;
  readonly sides: Uint8Array;
  /** Histograms of leaves, each `cells` numbers long, and where they begin in bytes. */
  readonly histograms: readonly { readonly offset: number; readonly cells: Float64Array }[];
};

/** Lays out the memory and fills in the bins. */
export function openArena(table: Table, settings: TreeSettings, wasm?: WebAssemblyLike): Arena {
  const { rows } = table;
  let end = 64;
  const reserve = (bytes: number): number => {
    const start = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return start;
  };
  let cells = 0;
  const features = binningsOf(table, settings.maxBins).map((binning, feature): BinnedFeature => {
    const at = cells;
    cells += binning.bins * CELL;
    const wide = isWide(binning);
    return { feature, binning, isWide: wide, column: reserve(rows * (wide ? 2 : 1)), at };
  });
  const offsets = {
    gradients: reserve(rows * 8),
    ordered: reserve(rows * 8),
    rows: reserve(rows * 4),
    spare: reserve(rows * 4),
    sides: reserve(Math.max(0, ...features.map(({ binning }) => binning.bins))),
  };
  const places = Array.from({ length: settings.leaves + 1 }, () => reserve(cells * 8));
  const kernel = wasm ? startKernel(HISTOGRAM_KERNEL, end, wasm) : plainKernel(end);
  const { memory } = kernel;
  for (const { feature, binning, isWide: wide, column } of features) {
    const bins = wide ? new Uint16Array(memory, column, rows) : new Uint8Array(memory, column, rows);
    fillBins(table.columns[feature] as Float64Array, binning, bins);
  }
  return {
    kernel,
    features,
    offsets,
    gradients: new Float32Array(memory, offsets.gradients, rows * 2),
    rows: new Int32Array(memory, offsets.rows, rows),
    sides: new Uint8Array(memory, offsets.sides),
    histograms: places.map((offset) => ({ offset, cells: new Float64Array(memory, offset, cells) })),
  };
}
