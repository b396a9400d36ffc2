import type { Limit } from "../model/model-schema.ts";
import { readDays } from "../model/strict.ts";
import { type Points, toPoints } from "../points.ts";
import type { Day } from "../zone.ts";

/** How much a day, or any stretch of days, may give: occurrences or points, in the unit of the amounts. */
export type Rate = { readonly perDay: number; readonly window: number; readonly perWindow: number };

type PartOfLimit = Pick<Limit, "perDay" | "perWindow">;

/** The part of a limit that is said in occurrences, as a rate in units of `scale`. */
export function countRate(limit: PartOfLimit | undefined, scale: number): Rate | undefined {
  const perDay = typeof limit?.perDay === "number" ? limit.perDay * scale : Number.POSITIVE_INFINITY;
  const count = limit?.perWindow?.count;
  return rateOf(limit, perDay, count === undefined ? Number.POSITIVE_INFINITY : count * scale);
}

/** The part of a limit that is said in points. */
export function pointsRate(limit: PartOfLimit | undefined): Rate | undefined {
  const perDay = typeof limit?.perDay === "object" ? toPoints(limit.perDay.points) : Number.POSITIVE_INFINITY;
  const points = limit?.perWindow?.points;
  return rateOf(limit, perDay, points === undefined ? Number.POSITIVE_INFINITY : toPoints(points));
}

function rateOf(limit: PartOfLimit | undefined, perDay: number, perWindow: number): Rate | undefined {
  if (perDay === Number.POSITIVE_INFINITY && perWindow === Number.POSITIVE_INFINITY) return undefined;
  const window = perWindow === Number.POSITIVE_INFINITY ? undefined : limit?.perWindow;
  return { perDay, perWindow, window: window ? readDays(window.days) : 0 };
}

/** What of each day's amounts counts under a rate of one rule's own. */
export function admitOne(days: readonly Day[], amounts: readonly number[], rate: Rate): number[] {
  return rate.window === 0 ? eachWithin(amounts, rate.perDay) : (admit(days, [amounts], rate)[0] as number[]);
}

/**
 * What of each day's amounts counts under a rate, for several rules that share it: the days in
 * their order, on a day the rules in theirs, each taking of what is left. Negative amounts have an
 * allowance of their own. `perWindow` looks back over what counted on the days before.
 */
export function admit(days: readonly Day[], rows: readonly (readonly number[])[], rate: Rate): number[][] {
  const admitted = rows.map((row) => [...row]);
  const allowances = { up: allowanceOf(days, rate), down: allowanceOf(days, rate) };
  for (let i = 0; i < days.length; i++) {
    const left = { up: allowances.up.on(i), down: allowances.down.on(i) };
    for (const row of admitted) {
      const wanted = row[i] as number;
      const side = wanted < 0 ? "down" : "up";
      const size = Math.min(Math.abs(wanted), left[side]);
      left[side] -= size;
      allowances[side].take(i, size);
      row[i] = wanted < 0 ? 0 - size : size;
    }
  }
  return admitted;
}

/** What a rate leaves to each day in turn; what was taken within its window is carried on from day to day. */
function allowanceOf(days: readonly Day[], { perDay, window, perWindow }: Rate) {
  const given = new Array<number>(days.length).fill(0);
  let oldest = 0;
  let taken = 0;
  return {
    on: (at: number): number => {
      if (window === 0) return perDay;
      for (; (days[oldest] as Day) <= (days[at] as Day) - window; oldest++) taken -= given[oldest] as number;
      return Math.max(0, Math.min(perDay, perWindow - taken));
    },
    take: (at: number, size: number): void => {
      given[at] = (given[at] as number) + size;
      taken += size;
    },
  };
}

/** A day's own limit needs no look at other days. */
function eachWithin(amounts: readonly number[], most: number): number[] {
  const kept: number[] = [];
  for (const amount of amounts) kept.push(within(amount, most));
  return kept;
}

/** Keeps points within ± a cap. */
export function within(points: Points, cap: Points): Points {
  return Math.max(-cap, Math.min(cap, points));
}
