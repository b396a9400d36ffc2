import type { Model } from "@plumbline/scoring";

export type Band = NonNullable<Model["bands"]>[number];
export type Histogram = {
  readonly low: number;
  readonly high: number;
  readonly steps: readonly { readonly from: number; readonly count: number }[];
};

/** Where a band begins; the lowest has no beginning. */
export function startOf(band: Band): number {
  return band.above ?? band.from ?? Number.NEGATIVE_INFINITY;
}

/**
 * How many leads would lie in each band by their totals as they are now, band after band, and at the end how many lie
 * below all. A step of the histogram that a threshold divides is shared by width: it is an estimate.
 */
export function bandCounts(bands: readonly Band[], { high, steps }: Histogram): readonly number[] {
  const starts = bands.map(startOf);
  const above = (start: number) =>
    steps.reduce(
      (sum, { from, count }, index) => sum + count * shareAbove(from, steps[index + 1]?.from ?? high, start),
      0,
    );
  const all = steps.reduce((sum, { count }) => sum + count, 0);
  const counts = starts.map(
    (start, index) => above(start) - (index + 1 < starts.length ? above(starts[index + 1] as number) : 0),
  );
  const inBands = counts.reduce((sum, count) => sum + count, 0);
  return [...counts, all - inBands].map((count) => Math.max(0, Math.round(count)));
}

/**
 * How many leads each band would hold: those who are in it now, and whom its other start lets in or out. Whoever is in
 * a band by what it takes to leave it, or by a market, stays there.
 */
export function movedCounts(
  bands: readonly Band[],
  live: readonly Band[],
  histogram: Histogram,
  now: ReadonlyMap<string | null, number>,
): readonly number[] {
  const before = bandCounts(live, histogram);
  const after = bandCounts(bands, histogram);
  return bands.map(({ name }, at) => {
    const place = live.findIndex((band) => band.name === name);
    const moved = (after[at] ?? 0) - (place < 0 ? 0 : (before[place] ?? 0));
    return Math.max(0, (now.get(name) ?? 0) + moved);
  });
}

function shareAbove(from: number, to: number, start: number): number {
  if (start <= from) return 1;
  if (start >= to) return 0;
  return (to - start) / (to - from);
}

/** The same as a band with another start; what it takes to leave it stays below that. */
export function withStart(band: Band, start: number): Band {
  const { above, leaveBelow, ...rest } = band;
  const moved = above === undefined ? { ...rest, from: start } : { ...rest, above: start };
  if (leaveBelow === undefined) return moved;
  // The distance is what was agreed: how far one may fall before one leaves.
  const distance = Math.max(0, startOf(band) - leaveBelow);
  return { ...moved, leaveBelow: Math.round((start - distance) * 100) / 100 };
}
