import type { Day } from "@plumbline/scoring";
import type { Rates } from "./money.ts";

/** On a day, one unit of `base` was worth `rate` units of `currency`: as central banks write it. */
export type QuotedRate = {
  readonly day: Day;
  readonly base: string;
  readonly currency: string;
  readonly rate: number;
};

/**
 * What currencies were worth in the workspace's own, by rates as they are quoted. A rate against another base is
 * crossed with that base's rate for the workspace's currency of the same day, where there is one; a rate against the
 * workspace's own currency is preferred.
 */
export function ratesFrom(quoted: readonly QuotedRate[], currency: string): Rates {
  const ownIn = new Map<string, number>();
  for (const { day, base, currency: of, rate } of quoted) if (of === currency) ownIn.set(`${day} ${base}`, rate);
  const worth = new Map<string, Map<Day, number>>();
  const note = (of: string, day: Day, rate: number, isOwn: boolean) => {
    const days = worth.get(of) ?? new Map<Day, number>();
    if (isOwn || !days.has(day)) days.set(day, rate);
    worth.set(of, days);
  };
  for (const { day, base, currency: of, rate } of quoted) {
    const own = base === currency ? 1 : ownIn.get(`${day} ${base}`);
    if (own === undefined) continue;
    if (of === currency) note(base, day, own, false);
    else note(of, day, own / rate, base === currency);
  }
  const rising = (days: ReadonlyMap<Day, number>) =>
    [...days].map(([day, rate]) => ({ day, rate })).sort((a, b) => a.day - b.day);
  return { currency, of: new Map([...worth].map(([of, days]) => [of, rising(days)])) };
}
