import { LEVEL, type Rate, wilson } from "../numbers/interval.ts";
import type { Cuts } from "./cuts.ts";

/** What a team would get that works every lead from a threshold on. */
export type CutFigures = {
  /** The lowest score taken; null where nobody is. */
  readonly threshold: number | null;
  readonly taken: number;
  readonly hits: number;
  /** Taken of all leads. */
  readonly share: number;
  /** Hits of those taken, with Wilson's interval; null where nobody is taken. */
  readonly precision: Rate | null;
  /** Hits of all that converted (the gain), with Wilson's interval; null where nobody converted. */
  readonly recall: Rate | null;
  /** Precision over the rate of all leads; null where either is unknown. */
  readonly lift: number | null;
  /** The harmonic mean of precision and recall: van Rijsbergen, "Information Retrieval" (1979), ch. 7. */
  readonly f1: number | null;
};

/** The figures at one entry of the cuts. */
export function figuresAt({ thresholds, taken, hits }: Cuts, at: number, level = LEVEL): CutFigures {
  const [leads, all] = [taken[taken.length - 1] as number, hits[hits.length - 1] as number];
  const [own, found] = [taken[at] as number, hits[at] as number];
  return {
    threshold: at === 0 ? null : (thresholds[at] as number),
    taken: own,
    hits: found,
    share: leads === 0 ? 0 : own / leads,
    precision: rateOf(found, own, level),
    recall: rateOf(found, all, level),
    lift: own > 0 && all > 0 ? found / own / (all / leads) : null,
    f1: fBeta(1, found, own, all),
  };
}

/** F-beta from counts: (1 + β²)·hits / (taken + β²·converted); null where nobody converted. */
export function fBeta(beta: number, hits: number, taken: number, converted: number): number | null {
  return converted === 0 ? null : ((1 + beta * beta) * hits) / (taken + beta * beta * converted);
}

function rateOf(hits: number, of: number, level: number): Rate | null {
  return of === 0 ? null : { rate: hits / of, interval: wilson(hits, of, level) };
}

/**
 * Entries of the cuts to draw: the first, the last, those asked for, and of the others at most `most`, even in leads
 * taken.
 */
export function entriesToDraw({ taken }: Cuts, most = 200, always: readonly number[] = []): readonly number[] {
  const leads = taken[taken.length - 1] as number;
  const entries = new Set([0, taken.length - 1, ...always]);
  let next = 0;
  for (let at = 0; at < taken.length; at++) {
    if ((taken[at] as number) < next) continue;
    entries.add(at);
    next = (taken[at] as number) + leads / most;
  }
  return [...entries].sort((a, b) => a - b);
}
