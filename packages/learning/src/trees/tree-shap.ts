import type { Effects } from "../predict/effects.ts";
import { type Forest, goesLeft } from "./forest.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

/**
 * Exact Shapley values where an unknown feature sends a row both ways, by the weight of the training rows: the
 * path-dependent TreeSHAP of Lundberg et al., "From local explanations to global understanding" (2020). Of a leaf with
 * value v, a feature gets v·(o − z)·∫₀¹ ∏ ((1 − t)·z + t·o) dt over the leaf's other features, where z is the share of
 * rows that pass the feature's splits and o whether this row does (Shapley weights are beta integrals: Owen, "Multilinear
 * Extensions of Games", 1972). Gauss–Legendre points integrate that polynomial without error.
 */
export function treeShap(forest: Forest): Effects {
  const { depth, features, expected } = sizeOf(forest);
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(features / 2)));
  const products = Array.from({ length: depth + 1 }, () => new Float64Array(weights));
  const steps = Array.from({ length: depth + 1 }, (): Step => ({ feature: -1, share: 1, passes: 1 }));
  return {
    expected: forest.base + expected,
    addEffects(values, at, effects) {
      const walk: Walk = { forest, values, at, effects, points, products, steps };
      for (const root of forest.roots) visit(walk, root, 0, 0);
    },
  };
}

/** All splits of one feature on the way down: the share of rows that passes them, and whether (1 or 0) the row does. */
type Step = { feature: number; share: number; passes: number };

type Walk = {
  readonly forest: Forest;
  readonly values: ArrayLike<number>;
  readonly at: number;
  readonly effects: Float64Array;
  readonly points: Float64Array;
  /** By depth, at each point: its weight by the factors of the steps down to there. */
  readonly products: readonly Float64Array[];
  readonly steps: readonly Step[];
};

/** Goes down from a node whose way is the first `count` steps. */
function visit(walk: Walk, node: number, depth: number, count: number): void {
  const { forest, products, points, steps } = walk;
  const product = products[depth] as Float64Array;
  const feature = forest.feature[node] as number;
  if (feature < 0) {
    addLeaf(walk, forest.value[node] as number, product, count);
    return;
  }
  let place = 0;
  while (place < count && steps[place]?.feature !== feature) place++;
  const step = steps[place] as Step;
  if (place === count) Object.assign(step, { feature, share: 1, passes: 1 });
  const { share, passes } = step;
  const isLeft = goesLeft(forest, node, walk.values, walk.at);
  const next = products[depth + 1] as Float64Array;
  for (const part of [node + 1, forest.right[node] as number]) {
    step.share = (share * (forest.cover[part] as number)) / (forest.cover[node] as number);
    step.passes = isLeft === (part === node + 1) ? passes : 0;
    for (let q = 0; q < next.length; q++) {
      const t = points[q] as number;
      const changed = ((1 - t) * step.share + t * step.passes) / ((1 - t) * share + t * passes);
      next[q] = (product[q] as number) * changed;
    }
    visit(walk, part, depth + 1, Math.max(count, place + 1));
  }
  step.share = share;
  step.passes = passes;
}

function addLeaf({ points, steps, effects }: Walk, value: number, product: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const { feature, share, passes } = steps[i] as Step;
    let integral = 0;
    for (let q = 0; q < product.length; q++) {
      const t = points[q] as number;
      integral += (product[q] as number) / ((1 - t) * share + t * passes);
    }
    effects[feature] = (effects[feature] as number) + value * (passes - share) * integral;
  }
}

/** The deepest leaf, the most features on one way, and the mean of the trees. */
function sizeOf({ roots, feature, value, right, cover }: Forest) {
  let [depth, features] = [0, 0];
  const meanOf = (node: number, way: readonly number[]): number => {
    const own = feature[node] as number;
    if (own < 0) {
      depth = Math.max(depth, way.length);
      features = Math.max(features, new Set(way).size);
      return value[node] as number;
    }
    const below = [...way, own];
    return [node + 1, right[node] as number].reduce(
      (sum, part) => sum + (meanOf(part, below) * (cover[part] as number)) / (cover[node] as number),
      0,
    );
  };
  let expected = 0;
  for (const root of roots) expected += meanOf(root, []);
  return { depth, features, expected };
}
