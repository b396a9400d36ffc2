import { type Day, fromPoints, type Points } from "@plumbline/scoring";
import type { Moment } from "../moment/moment-table.ts";

/**
 * How many leads had each total, and how many of them converted: all that a threshold is chosen by, so that it can be
 * chosen for any goal long after the leads were looked at.
 */
export type Totals = {
  /** From which totals on, falling, in points; those of a step lie below the step before it. */
  readonly from: readonly number[];
  readonly leads: readonly number[];
  readonly converted: readonly number[];
  /** How many weeks the leads are spread over. */
  readonly weeks: number;
};

/** More steps than these are joined to wider ones: fewer thresholds to choose from, each with exact figures. */
const MOST_STEPS = 300;
/** Of whole points, and then of rounder ones. */
const WIDTHS = [1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 100_000];

/** The totals that one model gave. */
export function totalsOf(moments: readonly Moment[], at: number): Totals {
  const exact = stepsBy(moments, at, (total) => total);
  const steps =
    exact.size <= MOST_STEPS
      ? exact
      : (WIDTHS.map((width) => stepsBy(moments, at, (total) => Math.floor(total / (100 * width)) * 100 * width)).find(
          ({ size }) => size <= MOST_STEPS,
        ) ?? new Map<Points, Step>());
  const falling = [...steps].sort(([one], [other]) => other - one);
  return {
    from: falling.map(([from]) => fromPoints(from)),
    leads: falling.map(([, { leads }]) => leads),
    converted: falling.map(([, { converted }]) => converted),
    weeks: weeksOf(moments),
  };
}

type Step = { leads: number; converted: number };

function stepsBy(moments: readonly Moment[], at: number, stepOf: (total: Points) => Points): Map<Points, Step> {
  const steps = new Map<Points, Step>();
  for (const { stands, converted } of moments) {
    const from = stepOf(stands[at]?.total ?? 0);
    const step = steps.get(from) ?? { leads: 0, converted: 0 };
    steps.set(from, step);
    step.leads += 1;
    step.converted += converted;
  }
  return steps;
}

/** How many weeks the moments lie in. */
export function weeksOf(moments: readonly Moment[]): number {
  let [first, last]: [Day, Day] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day } of moments) [first, last] = [Math.min(first, day), Math.max(last, day)];
  return moments.length === 0 ? 0 : (last - first + 1) / 7;
}
