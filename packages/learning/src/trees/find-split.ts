import type { Binning } from "./bins.ts";
import { CELL } from "./plain-kernel.ts";
import type { TreeSettings } from "./settings.ts";

/** What a leaf knows of its rows, and the bounds that monotone splits above have set. */
export type LeafSums = {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
};

export type Split = {
  readonly feature: number;
  readonly gain: number;
  /** Bins from 1 to this one go left; of a category, the bins in `subset` do. */
  readonly bin: number;
  readonly subset: Uint32Array | null;
  readonly isMissingLeft: boolean;
  readonly left: Pick<LeafSums, "gradient" | "hessian" | "count">;
  /** The L2 of the two values. */
  readonly l2: number;
};

/** Up to so many levels, each is tried alone against the rest. */
const FEW_LEVELS = 4;

/** The value of a leaf: a Newton step against L2, kept in its bounds (Chen & Guestrin, "XGBoost", 2016, eq. 5). */
export function leafValue(gradient: number, hessian: number, l2: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, -gradient / (hessian + l2)));
}

type Search = {
  readonly settings: TreeSettings;
  readonly leaf: LeafSums;
  readonly cells: Float64Array;
  /** The place of the feature's first cell, and how many bins it has. */
  at: number;
  bins: number;
  feature: number;
  direction: number;
  l2: number;
  parent: number;
  gain: number;
  best: Split | null;
};

/**
 * The split of a leaf that gains most, or null: Chen & Guestrin (2016), eq. 7, with values kept in bounds; categories
 * by sets in the order of their gradients (Fisher 1958; Ke et al., "LightGBM", 2017).
 */
export function findSplit(
  settings: TreeSettings,
  leaf: LeafSums,
  features: readonly { readonly feature: number; readonly binning: Binning; readonly at: number }[],
  cells: Float64Array,
  directions: Int8Array,
): Split | null {
  if (leaf.count < 2 * settings.minRows) return null;
  const search: Search = {
    settings,
    leaf,
    cells,
    at: 0,
    bins: 0,
    feature: -1,
    direction: 0,
    l2: settings.l2,
    parent: gainOf(leaf.gradient, leaf.hessian, settings.l2, leaf),
    gain: 1e-9,
    best: null,
  };
  for (const { feature, binning, at } of features) {
    search.feature = feature;
    search.at = at;
    search.bins = binning.bins;
    search.direction = directions[feature] as number;
    search.l2 = settings.l2;
    if (binning.kind === "number") scanNumber(search);
    else if (binning.bins - 1 <= FEW_LEVELS) scanEachLevel(search);
    else scanSubsets(search);
  }
  return search.best;
}

/** What a side adds to the fit with its value: −(2Gw + (H + λ)w²), which is G²/(H + λ) where the value is free. */
function gainOf(gradient: number, hessian: number, l2: number, { low, high }: LeafSums): number {
  const value = leafValue(gradient, hessian, l2, low, high);
  return -(2 * gradient * value + (hessian + l2) * value * value);
}

/** Whether this left side is the best so far. */
function isBetter(search: Search, gradient: number, hessian: number, count: number): boolean {
  const { settings, leaf, l2, direction } = search;
  if (count < settings.minRows || leaf.count - count < settings.minRows) return false;
  const otherGradient = leaf.gradient - gradient;
  const otherHessian = leaf.hessian - hessian;
  if (hessian < settings.minHessian || otherHessian < settings.minHessian) return false;
  const gain = gainOf(gradient, hessian, l2, leaf) + gainOf(otherGradient, otherHessian, l2, leaf) - search.parent;
  if (gain <= search.gain) return false;
  if (direction !== 0) {
    const left = leafValue(gradient, hessian, l2, leaf.low, leaf.high);
    const right = leafValue(otherGradient, otherHessian, l2, leaf.low, leaf.high);
    if ((right - left) * direction < 0) return false;
  }
  search.gain = gain;
  return true;
}

function keep(
  search: Search,
  found: Pick<Split, "bin" | "subset" | "isMissingLeft">,
  gradient: number,
  hessian: number,
  count: number,
): void {
  const { feature, gain, l2 } = search;
  search.best = { feature, gain, l2, ...found, left: { gradient, hessian, count } };
}

function scanNumber(search: Search): void {
  const { cells, at, bins, leaf } = search;
  const missing = { gradient: cells[at] as number, hessian: cells[at + 1] as number, count: cells[at + 2] as number };
  const hasMissing = missing.count > 0;
  const tryAt = (bin: number, isMissingLeft: boolean, g: number, h: number, c: number): void => {
    if (isBetter(search, g, h, c)) keep(search, { bin, subset: null, isMissingLeft }, g, h, c);
  };
  if (hasMissing) tryAt(0, true, missing.gradient, missing.hessian, missing.count);
  let [gradient, hessian, count] = [0, 0, 0];
  for (let bin = 1; bin < bins - 1; bin++) {
    const cell = at + bin * CELL;
    if (cells[cell + 2] === 0) continue;
    gradient += cells[cell] as number;
    hessian += cells[cell + 1] as number;
    count += cells[cell + 2] as number;
    // What no row of this leaf shows goes with most of them.
    tryAt(bin, !hasMissing && count * 2 >= leaf.count, gradient, hessian, count);
    if (hasMissing) {
      tryAt(bin, true, gradient + missing.gradient, hessian + missing.hessian, count + missing.count);
    }
  }
}

function scanEachLevel(search: Search): void {
  const { cells, at, bins } = search;
  for (let bin = 0; bin < bins; bin++) {
    const cell = at + bin * CELL;
    trySubset(search, [bin], cells[cell] as number, cells[cell + 1] as number, cells[cell + 2] as number);
  }
}

function scanSubsets(search: Search): void {
  const { cells, at, bins, settings } = search;
  search.l2 = settings.l2 + settings.categoryL2;
  const order: number[] = [];
  for (let bin = 0; bin < bins; bin++)
    if ((cells[at + bin * CELL + 2] as number) >= settings.levelRows) order.push(bin);
  const mean = (bin: number) =>
    (cells[at + bin * CELL] as number) / ((cells[at + bin * CELL + 1] as number) + settings.levelRows);
  order.sort((a, b) => mean(a) - mean(b) || a - b);
  for (const ordered of [order, order.toReversed()]) {
    let [gradient, hessian, count] = [0, 0, 0];
    const most = Math.min(settings.maxSubset, ordered.length - 1);
    for (let taken = 1; taken <= most; taken++) {
      const cell = at + (ordered[taken - 1] as number) * CELL;
      gradient += cells[cell] as number;
      hessian += cells[cell + 1] as number;
      count += cells[cell + 2] as number;
      trySubset(search, ordered.slice(0, taken), gradient, hessian, count);
    }
  }
}

function trySubset(search: Search, chosen: readonly number[], gradient: number, hessian: number, count: number): void {
  if (!isBetter(search, gradient, hessian, count)) return;
  const { cells, at, bins, leaf } = search;
  const subset = new Uint32Array((bins + 31) >> 5);
  const add = (bin: number) => {
    subset[bin >> 5] = (subset[bin >> 5] as number) | (1 << (bin & 31));
  };
  chosen.forEach(add);
  // Levels that no row of this leaf shows go with most of them.
  if (count * 2 >= leaf.count) {
    for (let bin = 0; bin < bins; bin++) if (cells[at + bin * CELL + 2] === 0) add(bin);
  }
  keep(search, { bin: -1, subset, isMissingLeft: ((subset[0] as number) & 1) === 1 }, gradient, hessian, count);
}
