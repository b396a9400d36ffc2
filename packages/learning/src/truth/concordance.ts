import { type Answer, missingOf, notEnough } from "../answer.ts";
import { type Interval, LEVEL, logitInterval } from "../numbers/interval.ts";
import { scoreInterval } from "./auc.ts";
import { rank } from "./ranking.ts";
import type { Wait } from "./wait.ts";

export type Concordance = {
  /** The chance that of two leads the one with the higher score converts first. */
  readonly concordance: number;
  readonly variance: number;
  readonly interval: Interval;
  readonly pairs: number;
};

/**
 * Harrell's C for waits that may have stopped early: Harrell, Lee & Mark, Statistics in Medicine 15 (1996). A pair
 * counts where the shorter wait ended; equal scores count half; a wait that stopped when another ended was longer.
 * Variance: the infinitesimal jackknife, as in R's survival::concordance. In O(n log n).
 */
export function concordance(scores: ArrayLike<number>, waits: readonly Wait[], level = LEVEL): Answer<Concordance> {
  const { agreeing, pairs } = pairsOf(scores, waits);
  const all = pairs.reduce((total, own) => total + own, 0) / 2;
  const missing = missingOf({ what: "comparable-pairs", needed: 1, found: all });
  if (missing.length > 0) return notEnough(...missing);
  const estimate = agreeing.reduce((total, own) => total + own, 0) / 2 / all;
  const variance = pairs.reduce((total, own, i) => total + (((agreeing[i] as number) - estimate * own) / all) ** 2, 0);
  const ends = waits.filter(({ ended }) => ended).length;
  const interval =
    variance > 0 && estimate > 0 && estimate < 1
      ? logitInterval(estimate, variance, level)
      : scoreInterval(estimate, ends, Math.max(1, waits.length - ends), level);
  return { enough: true, concordance: estimate, variance, interval, pairs: all };
}

/** For each lead, the pairs it is in and how many of them agree with the score. */
type Pairs = { readonly agreeing: Float64Array; readonly pairs: Float64Array };

function pairsOf(scores: ArrayLike<number>, waits: readonly Wait[]): Pairs {
  const { steps, stepOf } = rank(scores);
  const found: Pairs = { agreeing: new Float64Array(waits.length), pairs: new Float64Array(waits.length) };
  const inOrder = Array.from(waits.keys()).sort((a, b) => (waits[a] as Wait).time - (waits[b] as Wait).time);
  const endOf = (lead: number) => (waits[lead] as Wait).ended;

  // Each end against the waits that were longer; leads that came later in the order are in the tree.
  let tree = newTree(steps.length);
  forEachMoment(inOrder.toReversed(), waits, (leads) => {
    for (const lead of leads) if (!endOf(lead)) insert(tree, stepOf[lead] as number);
    for (const lead of leads) if (endOf(lead)) note(found, lead, tree, stepOf, "below");
    for (const lead of leads) if (endOf(lead)) insert(tree, stepOf[lead] as number);
  });
  // Each wait against the ends that came before it.
  tree = newTree(steps.length);
  forEachMoment(inOrder, waits, (leads) => {
    for (const lead of leads) if (endOf(lead)) note(found, lead, tree, stepOf, "above");
    for (const lead of leads) if (endOf(lead)) insert(tree, stepOf[lead] as number);
    for (const lead of leads) if (!endOf(lead)) note(found, lead, tree, stepOf, "above");
  });
  return found;
}

function forEachMoment(
  inOrder: readonly number[],
  waits: readonly Wait[],
  see: (leads: readonly number[]) => void,
): void {
  for (let from = 0; from < inOrder.length; ) {
    const time = waits[inOrder[from] as number]?.time;
    let to = from;
    while (to < inOrder.length && waits[inOrder[to] as number]?.time === time) to++;
    see(inOrder.slice(from, to));
    from = to;
  }
}

/** Pairs a lead with everyone in the tree; they agree with the score where the others lie on this side of it. */
function note(
  { agreeing, pairs }: Pairs,
  lead: number,
  tree: Tree,
  stepOf: Uint32Array,
  side: "above" | "below",
): void {
  const step = stepOf[lead] as number;
  const upTo = countUpTo(tree, step);
  const above = countUpTo(tree, step - 1);
  const onSide = side === "above" ? above : tree.total - upTo;
  agreeing[lead] = (agreeing[lead] as number) + onSide + (upTo - above) / 2;
  pairs[lead] = (pairs[lead] as number) + tree.total;
}

/** Counts by step that can be summed from the first one on: Fenwick, Software: Practice and Experience 24 (1994). */
type Tree = { readonly nodes: Float64Array; total: number };

function newTree(steps: number): Tree {
  return { nodes: new Float64Array(steps + 1), total: 0 };
}

function insert(tree: Tree, step: number): void {
  tree.total++;
  for (let at = step + 1; at < tree.nodes.length; at += at & -at) tree.nodes[at] = (tree.nodes[at] as number) + 1;
}

function countUpTo({ nodes }: Tree, step: number): number {
  let total = 0;
  for (let at = step + 1; at > 0; at -= at & -at) total += nodes[at] as number;
  return total;
}
