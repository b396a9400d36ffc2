import { type Chance, drawIndex, seeded } from "../numbers/chance.ts";
import { rowLoss } from "../predict/row-loss.ts";
import { eachBlock } from "../table/blocks.ts";
import type { Table } from "../table/table.ts";
import { type Arena, type BinnedFeature, openArena } from "./arena.ts";
import { type Forest, type ForestData, forestMargins, forestOf, joinTrees, treeData } from "./forest.ts";
import { type Branch, growTree } from "./grow-tree.ts";
import type { WebAssemblyLike } from "./kernel.ts";
import { TREE_SETTINGS, type TreeSettings } from "./settings.ts";

export type TreeTraining = {
  readonly settings?: Partial<TreeSettings>;
  readonly seed: number;
  /** Rows that the trees do not learn from: growing ends where their loss does not fall any more. Same features. */
  readonly validation?: Table;
  /** Makes it faster; plain TypeScript grows the same trees. */
  readonly wasm?: WebAssemblyLike;
};

/**
 * Gradient-boosted trees for log-loss: Friedman, "Greedy Function Approximation" (2001), with second-order steps of Chen &
 * Guestrin (2016) and histograms and leaf-wise growth of Ke et al. (2017). The same table, settings and seed give the
 * same trees to the last bit. Rows of weight 0 are passed over.
 */
export function trainTrees(table: Table, { settings: given, seed, validation, wasm }: TreeTraining): ForestData {
  const settings = { ...TREE_SETTINGS, ...given };
  const chance = seeded(seed);
  const arena = openArena(table, settings, wasm);
  const binnings = arena.features.map(({ binning }) => binning);
  const directions = directionsOf(table, settings);
  const base = baseOf(table);
  const margins = new Float64Array(table.rows).fill(base);
  const watch = validation ? watcher(validation, base, settings.patience) : null;
  const present = Int32Array.from(table.weight.keys()).filter((row) => (table.weight[row] as number) > 0);
  const trees: ForestData[] = [];
  while (trees.length < settings.trees && !watch?.isOver()) {
    fillGradients(arena, table, margins);
    const count = drawRows(arena, present, settings.rowShare, chance);
    const features = drawFeatures(arena.features, settings.featureShare, chance);
    const { root, leaves } = growTree({ arena, settings, features, directions, count });
    const weightOf = ({ from, to }: Branch) => weightBetween(arena, table, from, to);
    const tree = treeData(root, binnings, settings.rate, weightOf);
    if (count === present.length) addLeaves(arena, leaves, settings.rate, margins);
    else addMargins(forestOf(tree), table, margins);
    trees.push(tree);
    watch?.see(tree);
  }
  return joinTrees(base, watch ? trees.slice(0, watch.best()) : trees);
}

function directionsOf({ features }: Table, { monotone }: TreeSettings): Int8Array {
  return Int8Array.from(features, ({ name, kind }) =>
    kind !== "category" && Object.hasOwn(monotone, name) ? (monotone[name] as number) : 0,
  );
}

/** The log-odds of the share that converted, by weight, kept off nought and one by half a row. */
function baseOf({ label, weight }: Table): number {
  let [hits, misses] = [0.5, 0.5];
  for (let row = 0; row < label.length; row++) {
    if (label[row] === 1) hits += weight[row] as number;
    else misses += weight[row] as number;
  }
  return Math.log(hits / misses);
}

function fillGradients({ gradients }: Arena, { label, weight }: Table, margins: Float64Array): void {
  for (let row = 0; row < margins.length; row++) {
    const p = 1 / (1 + Math.exp(-(margins[row] as number)));
    const own = weight[row] as number;
    gradients[2 * row] = own * (p - (label[row] as number));
    gradients[2 * row + 1] = own * p * (1 - p);
  }
}

/** Puts the rows of a tree first; gives how many they are. */
function drawRows({ rows }: Arena, present: Int32Array, share: number, chance: Chance): number {
  if (share >= 1) {
    rows.set(present);
    return present.length;
  }
  let count = 0;
  for (const row of present) if (chance() < share) rows[count++] = row;
  return count;
}

function drawFeatures(features: readonly BinnedFeature[], share: number, chance: Chance): readonly BinnedFeature[] {
  if (share >= 1) return features;
  const left = [...features];
  while (left.length > Math.max(1, Math.round(share * features.length))) left.splice(drawIndex(chance, left.length), 1);
  return left;
}

function weightBetween({ rows }: Arena, { weight }: Table, from: number, to: number): number {
  let total = 0;
  for (let k = from; k < to; k++) total += weight[rows[k] as number] as number;
  return total;
}

function addLeaves({ rows }: Arena, leaves: readonly Branch[], rate: number, margins: Float64Array): void {
  for (const { from, to, value } of leaves) {
    const step = rate * value;
    for (let k = from; k < to; k++) {
      const row = rows[k] as number;
      margins[row] = (margins[row] as number) + step;
    }
  }
}

function addMargins(tree: Forest, table: Table, margins: Float64Array): void {
  const width = table.columns.length;
  const steps = new Float64Array(table.rows);
  eachBlock(table, (values, from, to) => forestMargins(tree, values, width, steps.subarray(from, to)));
  for (let row = 0; row < steps.length; row++) margins[row] = (margins[row] as number) + (steps[row] as number);
}

/** Watches the loss on rows that are not learned from. */
function watcher(validation: Table, base: number, patience: number) {
  const margins = new Float64Array(validation.rows).fill(base);
  let lowest = lossOf(validation, margins);
  let [seen, best] = [0, 0];
  return {
    see(tree: ForestData): void {
      addMargins(forestOf(tree), validation, margins);
      const loss = lossOf(validation, margins);
      seen++;
      if (loss < lowest) {
        lowest = loss;
        best = seen;
      }
    },
    best: () => best,
    isOver: () => seen - best >= patience,
  };
}

function lossOf({ label, weight }: Table, margins: Float64Array): number {
  return margins.reduce(
    (loss, margin, row) => loss + (weight[row] as number) * rowLoss(margin, label[row] as number),
    0,
  );
}
