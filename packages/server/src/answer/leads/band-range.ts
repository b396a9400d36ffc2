import { flatten, type Model, toPoints } from "@plumbline/scoring";

/**
 * Between which totals (in hundredths, both included) everyone in a band lies, in any market; empty where a band
 * can be kept for other reasons than the total. It narrows a walk over a ranking: nobody in the band lies outside.
 */
export function bandRange(model: Model, name: string): { readonly from?: number; readonly to?: number } {
  const markets = [null, ...(model.markets ?? []).map((market) => market.name)];
  const ranges = markets.map((market) => rangeIn(flatten(model, market).bands ?? [], name));
  const from = Math.min(...ranges.map((range) => range.from));
  const to = Math.max(...ranges.map((range) => range.to));
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(to) && { to }) };
}

type Bands = NonNullable<Model["bands"]>;

const ALL = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function rangeIn(bands: Bands, name: string): { readonly from: number; readonly to: number } {
  if (bands.some(({ cells, coolDown, rearmBelow }) => cells || coolDown !== undefined || rearmBelow !== undefined)) {
    return ALL;
  }
  const own = bands.find((band) => band.name === name);
  if (!own) return ALL;
  const start = startOf(own);
  const higher = bands.map(startOf).filter((other) => other > start);
  const lowest = own.leaveBelow === undefined ? start : Math.min(start, toPoints(own.leaveBelow));
  return { from: lowest, to: higher.length > 0 ? Math.min(...higher) : Number.POSITIVE_INFINITY };
}

function startOf({ above, from }: Bands[number]): number {
  const start = above ?? from;
  return start === undefined ? Number.NEGATIVE_INFINITY : toPoints(start);
}
