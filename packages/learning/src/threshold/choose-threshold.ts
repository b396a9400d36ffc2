import { type Answer, type Missing, missingOf, notEnough } from "../answer.ts";
import { type Bootstrap, middleOf, redrawn } from "../numbers/bootstrap.ts";
import type { Interval } from "../numbers/interval.ts";
import { type CutFigures, entriesToDraw, figuresAt } from "../truth/cut-curve.ts";
import { type Cuts, cutsOf } from "../truth/cuts.ts";
import { rank } from "../truth/ranking.ts";
import { countOutcomes, type ScoredOutcomes } from "../truth/scored-outcomes.ts";
import { bestEntry, type Goal, worth } from "./goal.ts";

export type ThresholdPoint = CutFigures & {
  /** How well the goal is met here, in its own unit; null where this threshold does not do. */
  readonly worth: number | null;
};

export type ThresholdChoice = {
  /** The point that meets the goal best. Its threshold is null where working nobody is best. */
  readonly chosen: ThresholdPoint;
  /** Where the threshold would lie had other leads come; null above the best score: nobody. */
  readonly interval: { readonly low: number | null; readonly high: number | null };
  /** What would be gained with the chosen threshold had other leads come. */
  readonly worth: Interval;
  /** From nobody to everybody, with the chosen point among them, for drawing. */
  readonly curve: readonly ThresholdPoint[];
};

/**
 * The threshold (a score from which leads are taken, inclusive) that meets a goal best on what is known, with
 * percentile bootstrap intervals over leads (`redrawn`). Leads of one score are taken together. What comes in a week
 * cannot be told from leads that were each looked at once: for a capacity see `chooseFromTotals`.
 */
export function chooseThreshold(
  known: ScoredOutcomes,
  goal: Exclude<Goal, { kind: "capacity" }>,
  chance: Bootstrap,
): Answer<ThresholdChoice> {
  const { hits } = countOutcomes(known.converted);
  const missing = missingFor(goal, known.converted.length, hits);
  if (missing.length > 0) return notEnough(...missing);
  const ranking = rank(known.scores);
  return choiceOf(goal, cutsOf(ranking, known.converted), chance, (figure) =>
    redrawn(known.scores.length, chance, (drawn) => figure(cutsOf(ranking, known.converted, drawn))),
  );
}

/**
 * The best entry of some cuts, with what it becomes when the leads are drawn again: `redraw` gives a figure of the cuts
 * of every draw, in rising order.
 */
export function choiceOf(
  goal: Goal,
  cuts: Cuts,
  { level }: Bootstrap,
  redraw: (figure: (cuts: Cuts) => number) => Float64Array,
): Answer<ThresholdChoice> {
  const best = bestEntry(goal, cuts);
  const entries: number[] = [];
  const worths = redraw((other) => {
    entries.push(bestEntry(goal, other));
    return worthIfKept(goal, other, best);
  });
  const { low, high } = middleOf(Uint32Array.from(entries).sort(), best, level);
  const point = (at: number): ThresholdPoint => ({
    ...figuresAt(cuts, at, level),
    worth: worth(goal, cuts, at),
  });
  return {
    enough: true,
    chosen: point(best),
    // The more is taken, the lower the threshold.
    interval: { low: thresholdAt(cuts, high), high: thresholdAt(cuts, low) },
    worth: middleOf(worths, worth(goal, cuts, best) ?? 0, level),
    curve: entriesToDraw(cuts, 200, [best]).map(point),
  };
}

/** What a goal still needs of this many leads, of whom so many converted. */
export function missingFor(goal: Goal, leads: number, hits: number): readonly Missing[] {
  const some = { what: "leads", needed: 1, found: leads } as const;
  if (goal.kind === "capacity") return missingOf(some);
  return missingOf(some, { what: "converted", needed: 1, found: hits });
}

/** A fixed threshold may bring more leads than sales can work: that is told as it is. */
function worthIfKept(goal: Goal, cuts: Cuts, at: number): number {
  return worth(goal.kind === "capacity" ? { ...goal, perWeek: Number.POSITIVE_INFINITY } : goal, cuts, at) ?? 0;
}

function thresholdAt({ thresholds }: Cuts, at: number): number | null {
  return at === 0 ? null : (thresholds[at] as number);
}
