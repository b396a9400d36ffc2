import { fBeta } from "../truth/cut-curve.ts";
import type { Cuts } from "../truth/cuts.ts";

/** What a threshold is chosen for. */
export type Goal =
  /** As many leads as sales can work in a week, the best first; a lead comes when it first reaches the threshold. */
  | { readonly kind: "capacity"; readonly perWeek: number }
  /** The most money: what a lead that converts is worth, less what it costs to work a lead, in one currency. */
  | { readonly kind: "profit"; readonly valuePerConversion: number; readonly costPerLead: number }
  /** The best balance of precision and recall; recall counts `beta` times as much. */
  | { readonly kind: "f-beta"; readonly beta: number };

/**
 * How well the goal is met at an entry of the cuts, larger being better, in the goal's own unit: leads that come a week,
 * money per lead that arrived, F-beta (van Rijsbergen 1979). Null where the entry does not do.
 */
export function worth(goal: Goal, { taken, hits, perWeek }: Cuts, at: number): number | null {
  const [leads, all] = [taken[taken.length - 1] as number, hits[hits.length - 1] as number];
  const [own, found] = [taken[at] as number, hits[at] as number];
  switch (goal.kind) {
    case "capacity": {
      const come = perWeek?.[at] ?? Number.POSITIVE_INFINITY;
      // A number a week is a fraction; what the fraction's rounding adds is no lead too many.
      return come <= goal.perWeek * (1 + 1e-9) ? come : null;
    }
    case "profit":
      return (goal.valuePerConversion * found - goal.costPerLead * own) / leads;
    case "f-beta":
      return fBeta(goal.beta, found, own, all);
  }
}

/** The entry that meets the goal best; of equals the one that takes fewer leads. */
export function bestEntry(goal: Goal, cuts: Cuts): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < cuts.taken.length; at++) {
    const own = worth(goal, cuts, at) ?? Number.NEGATIVE_INFINITY;
    if (own > most) [best, most] = [at, own];
  }
  return best;
}
