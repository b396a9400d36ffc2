import type { Binning } from "./bins.ts";
import type { Split } from "./find-split.ts";
import type { Branch } from "./grow-tree.ts";

/**
 * Trees as plain lists, one entry for each node, in preorder: the left part of a node is the next one. This is what an
 * artefact keeps.
 */
export type ForestData = {
  /** The log-odds before any tree. */
  readonly base: number;
  /** The first node of each tree. */
  readonly roots: readonly number[];
  /** The feature that a node asks for; −1 in a leaf. */
  readonly feature: readonly number[];
  /** A leaf's value; of a number, the largest value that goes left; of a category, where its bits begin in `subsets`. */
  readonly value: readonly number[];
  readonly right: readonly number[];
  readonly missingLeft: readonly number[];
  /** 1 where the node asks for a set of levels. */
  readonly isSubset: readonly number[];
  /** The weight of the training rows that came by. */
  readonly cover: readonly number[];
  /** Bits of missing and of each level, in words of 32: 1 goes left. */
  readonly subsets: readonly number[];
};

/** The same for computing. */
export type Forest = {
  readonly base: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly value: Float64Array;
  readonly right: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly isSubset: Uint8Array;
  readonly cover: Float64Array;
  readonly subsets: Uint32Array;
};

export function forestOf(data: ForestData): Forest {
  return {
    base: data.base,
    roots: Int32Array.from(data.roots),
    feature: Int32Array.from(data.feature),
    value: Float64Array.from(data.value),
    right: Int32Array.from(data.right),
    missingLeft: Uint8Array.from(data.missingLeft),
    isSubset: Uint8Array.from(data.isSubset),
    cover: Float64Array.from(data.cover),
    subsets: Uint32Array.from(data.subsets),
  };
}

type Growing = { readonly [List in Exclude<keyof ForestData, "base">]: number[] };

/** A grown tree as a forest of its own, with `rate` of its values. */
export function treeData(
  root: Branch,
  binnings: readonly Binning[],
  rate: number,
  weightOf: (leaf: Branch) => number,
): ForestData {
  const tree = noNodes();
  const visit = (node: Branch): number => {
    const place = tree.feature.length;
    const { best, parts } = node;
    const isNode = best !== null && parts !== null;
    tree.feature.push(isNode ? best.feature : -1);
    tree.value.push(isNode ? askedOf(best, binnings, tree.subsets) : rate * node.value);
    tree.missingLeft.push(isNode && best.isMissingLeft ? 1 : 0);
    tree.isSubset.push(isNode && best.subset ? 1 : 0);
    tree.right.push(0);
    tree.cover.push(0);
    let cover: number;
    if (isNode) {
      const left = visit(parts[0]);
      tree.right[place] = tree.feature.length;
      cover = left + visit(parts[1]);
    } else cover = weightOf(node);
    tree.cover[place] = cover;
    return cover;
  };
  visit(root);
  return { base: 0, ...tree, roots: [0] };
}

function noNodes(): Growing {
  return { roots: [], feature: [], value: [], right: [], missingLeft: [], isSubset: [], cover: [], subsets: [] };
}

function askedOf({ feature, bin, subset }: Split, binnings: readonly Binning[], subsets: number[]): number {
  if (subset) return subsets.push(...subset) - subset.length;
  const binning = binnings[feature] as Extract<Binning, { kind: "number" }>;
  // Only missing goes left of bin 0; JSON has no −∞.
  return bin === 0 ? -Number.MAX_VALUE : (binning.cuts[bin - 1] as number);
}

/** Trees one after another. */
export function joinTrees(base: number, trees: readonly ForestData[]): ForestData {
  const all = noNodes();
  for (const tree of trees) {
    const first = all.feature.length;
    const firstWord = all.subsets.length;
    for (const root of tree.roots) all.roots.push(first + root);
    for (const [node, feature] of tree.feature.entries()) {
      all.feature.push(feature);
      all.value.push((tree.value[node] as number) + (tree.isSubset[node] === 1 ? firstWord : 0));
      all.right.push(feature < 0 ? 0 : first + (tree.right[node] as number));
      all.missingLeft.push(tree.missingLeft[node] as number);
      all.isSubset.push(tree.isSubset[node] as number);
      all.cover.push(tree.cover[node] as number);
    }
    for (const word of tree.subsets) all.subsets.push(word);
  }
  return { base, ...all };
}

/** Whether a row goes left at a node; `at` is where the row begins in `values`. */
export function goesLeft(forest: Forest, node: number, values: ArrayLike<number>, at: number): boolean {
  const value = values[at + (forest.feature[node] as number)] as number;
  const asked = forest.value[node] as number;
  if (forest.isSubset[node] === 1) {
    const bin = Number.isNaN(value) ? 0 : value + 1;
    return (((forest.subsets[asked + (bin >> 5)] as number) >>> (bin & 31)) & 1) === 1;
  }
  return value <= asked || (Number.isNaN(value) && forest.missingLeft[node] === 1);
}

/** The value of the leaf that a row comes to. */
function leafOf(forest: Forest, root: number, values: Float64Array, at: number): number {
  const { feature, value, right, missingLeft, isSubset, subsets } = forest;
  let node = root;
  // `goesLeft`, written out: this is where predicting spends its time.
  for (let asks = feature[node] as number; asks >= 0; asks = feature[node] as number) {
    const own = values[at + asks] as number;
    const asked = value[node] as number;
    let isLeft = own <= asked;
    if (isSubset[node] === 1) {
      const bin = own >= 0 ? own + 1 : 0;
      isLeft = (((subsets[asked + (bin >> 5)] as number) >>> (bin & 31)) & 1) === 1;
    } else if (Number.isNaN(own)) isLeft = missingLeft[node] === 1;
    node = isLeft ? node + 1 : (right[node] as number);
  }
  return value[node] as number;
}

/** The log-odds of the row that begins at `at`. */
export function forestMargin(forest: Forest, values: Float64Array, at = 0): number {
  let margin = forest.base;
  for (let t = 0; t < forest.roots.length; t++) margin += leafOf(forest, forest.roots[t] as number, values, at);
  return margin;
}

/** The log-odds of so many rows that lie one after another, `width` numbers each: tree by tree, so that a tree stays near. */
export function forestMargins(forest: Forest, values: Float64Array, width: number, into: Float64Array): void {
  into.fill(forest.base);
  for (let t = 0; t < forest.roots.length; t++) {
    const root = forest.roots[t] as number;
    for (let row = 0; row < into.length; row++) {
      into[row] = (into[row] as number) + leafOf(forest, root, values, row * width);
    }
  }
}
