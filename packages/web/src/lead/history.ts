import type { Answered } from "../api.ts";

type History = Answered<"leads", "history">;
export type Transition = History["transitions"][number];

/** Where the score ended on a day. */
export type HistoryPoint = { readonly day: string; readonly total: number | null; readonly band: string | null };

/** The days on which the score changed, the oldest first, up to today; days that only a change of band tells of, too. */
export function historyPoints(
  { items, transitions }: Pick<History, "items" | "transitions">,
  now: HistoryPoint,
): readonly HistoryPoint[] {
  const byDay = new Map<string, HistoryPoint>();
  for (const { day, total, band } of items) byDay.set(day, { day, total, band });
  // Of several on a day the first one in the list is the last one that happened.
  for (const { on, total, to } of transitions) if (!byDay.has(on)) byDay.set(on, { day: on, total, band: to });
  byDay.set(now.day, now);
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

type BandRange = { readonly name: string; readonly from: number; readonly to: number };

/** Between which totals each band lies, from the lowest up; nothing for bands that are cells of a matrix. */
export function bandRanges(
  bands: readonly { readonly name: string; readonly from?: number; readonly above?: number }[],
  top: number,
): readonly BandRange[] {
  const starts = bands.flatMap(({ name, from, above }) => {
    const start = from ?? above;
    return start === undefined ? [] : [{ name, from: start }];
  });
  const sorted = starts.toSorted((a, b) => a.from - b.from);
  return sorted.map(({ name, from }, at) => ({ name, from, to: sorted[at + 1]?.from ?? Math.max(top, from) }));
}
