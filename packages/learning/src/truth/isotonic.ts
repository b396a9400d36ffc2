import { type Answer, missingOf, notEnough } from "../answer.ts";
import { countBySteps, rank } from "./ranking.ts";
import type { WeightedOutcomes } from "./scored-outcomes.ts";

/** A curve through points, both rising; straight between them, level beyond. */
export type Isotonic = { readonly scores: readonly number[]; readonly probabilities: readonly number[] };

type Block = { readonly leads: number; readonly hits: number; readonly scores: number };

/**
 * The rising curve nearest to the outcomes: pool adjacent violators (Ayer et al. 1955), each block at the mean score of
 * its leads and straight lines between, as in the centred isotonic regression of Oron & Flournoy, Statistics in
 * Biopharmaceutical Research 9 (2017), so that scores keep their order. With n leads no probability is nearer to 0 or 1
 * than Laplace's 1 / (n + 2): a finite history proves no certainty.
 */
export function fitIsotonic({ scores, converted, weights }: WeightedOutcomes): Answer<Isotonic> {
  const missing = missingOf({ what: "leads", needed: 1, found: scores.length });
  if (missing.length > 0) return notEnough(...missing);
  const ranking = rank(scores);
  const leads = countBySteps(ranking, weights);
  const hits = countBySteps(ranking, weights ? weighed(converted, weights) : converted);
  const blocks: Block[] = [];
  for (let step = leads.length - 1; step >= 0; step--) {
    const own = leads[step] as number;
    blocks.push({ leads: own, hits: hits[step] as number, scores: own * (ranking.steps[step] as number) });
    while (pool(blocks));
  }
  const least = 1 / (leads.reduce((sum, own) => sum + own, 0) + 2);
  return {
    enough: true,
    scores: blocks.map((block) => block.scores / block.leads),
    probabilities: blocks.map((block) => Math.min(1 - least, Math.max(least, block.hits / block.leads))),
  };
}

function weighed(converted: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(converted, (own, i) => own * (weights[i] as number));
}

/** Makes one block of the last two where the last is not above the other. */
function pool(blocks: Block[]): boolean {
  const [other, last] = blocks.slice(-2);
  if (!other || !last || last.hits * other.leads > other.hits * last.leads) return false;
  const both = { leads: other.leads + last.leads, hits: other.hits + last.hits, scores: other.scores + last.scores };
  blocks.splice(-2, 2, both);
  return true;
}

/** The probability of a score on the curve. */
export function applyIsotonic({ scores, probabilities }: Isotonic, score: number): number {
  let [low, high] = [0, scores.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scores[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  const [left, right] = [probabilities[low - 1], probabilities[low]];
  if (left === undefined) return probabilities[0] as number;
  if (right === undefined) return left;
  const [from, to] = [scores[low - 1] as number, scores[low] as number];
  return Math.min(right, left + ((right - left) * (score - from)) / (to - from));
}
