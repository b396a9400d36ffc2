import { fromPoints, type Points } from "@plumbline/scoring";
import type { Moment, MomentTable, Reach } from "../moment/moment-table.ts";

/**
 * How many leads had each total, and how many of them converted: all that a threshold is chosen by, so that it can be
 * chosen for any goal long after the leads were looked at.
 */
export type Totals = {
  /** From which totals on, falling, in points; those of a step lie below the step before it. */
  readonly from: readonly number[];
  readonly leads: readonly number[];
  readonly converted: readonly number[];
  /** How many leads came how high, each once: what a capacity goes by. */
  readonly came: Came;
  /** How many weeks that was in. */
  readonly weeks: number;
};

/**
 * So many `leads` came as high as the step at `to`, and before the weeks began had come as high as that at `since`, or
 * nowhere: so they came for the first time to every step from the one to before the other, steps counted from the highest.
 */
type Came = {
  readonly to: readonly number[];
  readonly since: readonly number[];
  readonly leads: readonly number[];
};

/** Who came how high under one model, and in how many weeks. */
export type Arrivals = { readonly reached: readonly Reach[]; readonly weeks: number };

/** More steps than these are joined to wider ones: fewer thresholds to choose from, each with exact figures. */
const MOST_STEPS = 300;
/** Of whole points, and then of rounder ones. */
const WIDTHS = [1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 100_000];

/** The totals that one model gave, on moments and, of those who came, at their highest. */
export function totalsOf(moments: readonly Moment[], at: number, { reached, weeks }: Arrivals): Totals {
  const stepsBy = (stepOf: (total: Points) => Points) => stepsOf(moments, at, reached, stepOf);
  const exact = stepsBy((total) => total);
  const steps =
    exact.size <= MOST_STEPS
      ? exact
      : (WIDTHS.map((width) => stepsBy((total) => Math.floor(total / (100 * width)) * 100 * width)).find(
          ({ size }) => size <= MOST_STEPS,
        ) ?? new Map<Points, Step>());
  const falling = [...steps].sort(([one], [other]) => other - one);
  return {
    from: falling.map(([from]) => fromPoints(from)),
    leads: falling.map(([, { leads }]) => leads),
    converted: falling.map(([, { converted }]) => converted),
    came: cameTo(
      falling.map(([from]) => from),
      reached,
    ),
    weeks,
  };
}

type Step = { leads: number; converted: number };

function stepsOf(
  moments: readonly Moment[],
  at: number,
  reached: readonly Reach[],
  stepOf: (total: Points) => Points,
): Map<Points, Step> {
  const steps = new Map<Points, Step>();
  const stepAt = (total: Points) => {
    const step = steps.get(stepOf(total)) ?? { leads: 0, converted: 0 };
    steps.set(stepOf(total), step);
    return step;
  };
  for (const { stands, converted } of moments) {
    const step = stepAt(stands[at]?.total ?? 0);
    step.leads += 1;
    step.converted += converted;
  }
  for (const { within } of reached) if (within !== null) stepAt(within);
  return steps;
}

function cameTo(falling: readonly Points[], reached: readonly Reach[]): Came {
  const counts = new Map<number, number>();
  const size = falling.length + 1;
  for (const { before, within } of reached) {
    const to = within === null ? falling.length : placeOf(falling, within);
    const since = before === null ? falling.length : placeOf(falling, before);
    if (to < since) counts.set(to * size + since, (counts.get(to * size + since) ?? 0) + 1);
  }
  const pairs = [...counts].sort(([one], [other]) => one - other);
  return {
    to: pairs.map(([pair]) => Math.floor(pair / size)),
    since: pairs.map(([pair]) => pair % size),
    leads: pairs.map(([, leads]) => leads),
  };
}

/** The place of the first step that is not above a total. */
function placeOf(falling: readonly Points[], total: Points): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((falling[middle] as Points) > total) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who came how high under the model of a place. */
export function arrivalsOf({ reached, days }: MomentTable, at: number): Arrivals {
  return { reached: reached[at] ?? [], weeks: Math.max(0, (days.to - days.from + 1) / 7) };
}
