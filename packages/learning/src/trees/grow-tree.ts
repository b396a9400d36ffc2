import type { Arena, BinnedFeature } from "./arena.ts";
import { findSplit, type LeafSums, leafValue, type Split } from "./find-split.ts";
import type { TreeSettings } from "./settings.ts";

/** A node: a leaf with its stretch of rows, until it is split. */
export type Branch = LeafSums & {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  histogram: number;
  best: Split | null;
  parts: readonly [Branch, Branch] | null;
};

/** What a tree grows in: the features that it may use and the number of rows that it sees. */
export type Ground = {
  readonly arena: Arena;
  readonly settings: TreeSettings;
  readonly features: readonly BinnedFeature[];
  readonly directions: Int8Array;
  readonly count: number;
};

/** Grows a tree over the first `count` of the arena's rows, leaf by leaf, the best split first. */
export function growTree(ground: Ground): { readonly root: Branch; readonly leaves: readonly Branch[] } {
  const { arena, settings, count } = ground;
  const free = arena.histograms.map((_, place) => place);
  const root = rootOf(ground);
  root.histogram = free.pop() as number;
  fillHistogram(ground, root);
  search(ground, root);
  const leaves = [root];
  while (leaves.length < settings.leaves) {
    const next = bestOf(leaves);
    if (!next?.best) break;
    const parts = divide(ground, next, next.best);
    leaves.splice(leaves.indexOf(next), 1, ...parts);
    if (leaves.length >= settings.leaves) break;
    const [small, large] = parts[0].count <= parts[1].count ? parts : parts.toReversed();
    giveHistograms(ground, next.histogram, free.pop() as number, small as Branch, large as Branch);
    for (const part of parts) search(ground, part);
    for (const part of parts) if (!part.best) free.push(part.histogram);
  }
  return { root, leaves: count > 0 ? leaves : [] };
}

function rootOf({ arena, settings, count }: Ground): Branch {
  let [gradient, hessian] = [0, 0];
  for (let k = 0; k < count; k++) {
    const row = arena.rows[k] as number;
    gradient += arena.gradients[2 * row] as number;
    hessian += arena.gradients[2 * row + 1] as number;
  }
  const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const value = leafValue(gradient, hessian, settings.l2, low, high);
  return { gradient, hessian, count, low, high, value, from: 0, to: count, histogram: -1, best: null, parts: null };
}

function bestOf(leaves: readonly Branch[]): Branch | null {
  let best: Branch | null = null;
  for (const leaf of leaves) if (leaf.best && leaf.best.gain > (best?.best?.gain ?? 0)) best = leaf;
  return best;
}

function search({ arena, settings, features, directions }: Ground, leaf: Branch): void {
  const { cells } = arena.histograms[leaf.histogram] as Arena["histograms"][number];
  leaf.best = findSplit(settings, leaf, features, cells, directions);
}

/** The smaller part is counted; the larger is what it leaves of the whole. */
function giveHistograms(ground: Ground, whole: number, free: number, small: Branch, large: Branch): void {
  small.histogram = free;
  large.histogram = whole;
  fillHistogram(ground, small);
  const { histograms } = ground.arena;
  const rest = (histograms[whole] as Arena["histograms"][number]).cells;
  const taken = (histograms[free] as Arena["histograms"][number]).cells;
  for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - (taken[i] as number);
}

function fillHistogram({ arena, features }: Ground, { histogram, from, to }: Branch): void {
  const { kernel, offsets } = arena;
  const { offset, cells } = arena.histograms[histogram] as Arena["histograms"][number];
  cells.fill(0);
  kernel.gather(offsets.rows, offsets.gradients, offsets.ordered, from, to);
  const place = ({ at }: BinnedFeature) => offset + at * 8;
  const narrow = features.filter(({ isWide }) => !isWide);
  const fours = narrow.length - (narrow.length % 4);
  for (let f = 0; f < fours; f += 4) {
    const [a, b, c, d] = narrow.slice(f, f + 4) as [BinnedFeature, BinnedFeature, BinnedFeature, BinnedFeature];
    const { rows, ordered } = offsets;
    const into = [place(a), place(b), place(c), place(d)] as const;
    kernel.fill4(a.column, b.column, c.column, d.column, rows, ordered, from, to, ...into);
  }
  for (const one of narrow.slice(fours)) {
    kernel.fill1(one.column, offsets.rows, offsets.ordered, from, to, place(one));
  }
  for (const one of features) {
    if (one.isWide) kernel.fillWide(one.column, offsets.rows, offsets.ordered, from, to, place(one));
  }
}

/** Puts the rows of a leaf to their sides. */
function divide({ arena, directions }: Ground, leaf: Branch, split: Split): readonly [Branch, Branch] {
  const { kernel, offsets, sides } = arena;
  const { binning, isWide, column } = arena.features[split.feature] as BinnedFeature;
  for (let bin = 0; bin < binning.bins; bin++) sides[bin] = Number(goesLeft(split, bin));
  const part = isWide ? kernel.partWide : kernel.part;
  const middle = part(column, offsets.rows, offsets.spare, offsets.sides, leaf.from, leaf.to);
  const right = {
    gradient: leaf.gradient - split.left.gradient,
    hessian: leaf.hessian - split.left.hessian,
    count: leaf.count - split.left.count,
  };
  const { low, high } = leaf;
  const newValue = (side: Split["left"]) => leafValue(side.gradient, side.hessian, split.l2, low, high);
  const values = [newValue(split.left), newValue(right)] as const;
  const between = (values[0] + values[1]) / 2;
  // A monotone split binds all that grows below it: the "basic" method of LightGBM.
  const direction = directions[split.feature] as number;
  const own = { gradient: 0, hessian: 0, histogram: -1, best: null, parts: null };
  const parts: readonly [Branch, Branch] = [
    {
      ...own,
      ...split.left,
      from: leaf.from,
      to: middle,
      value: values[0],
      low: direction < 0 ? between : low,
      high: direction > 0 ? between : high,
    },
    {
      ...own,
      ...right,
      from: middle,
      to: leaf.to,
      value: values[1],
      low: direction > 0 ? between : low,
      high: direction < 0 ? between : high,
    },
  ];
  // The histogram lives on in a part; the leaf is a node now.
  leaf.parts = parts;
  return parts;
}

function goesLeft({ subset, bin, isMissingLeft }: Split, of: number): boolean {
  if (subset) return (((subset[of >> 5] as number) >>> (of & 31)) & 1) === 1;
  return of === 0 ? isMissingLeft : of <= bin;
}
