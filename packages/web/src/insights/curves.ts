import type { BandTruth, CutFigures } from "./study.ts";

export type RocPoint = { readonly found: number; readonly inVain: number; readonly threshold: number | null };

/** The shares of converters and of others that are worked, from nobody to everybody. */
export function rocOf(curve: readonly CutFigures[]): readonly RocPoint[] {
  const all = curve.at(-1);
  if (!all) return [];
  const others = all.taken - all.hits;
  return curve.map(({ taken, hits, threshold }) => ({
    found: all.hits === 0 ? 0 : hits / all.hits,
    inVain: others === 0 ? 0 : (taken - hits) / others,
    threshold,
  }));
}

export type BandCut = {
  readonly band: string;
  readonly starts: number | null;
  readonly taken: number;
  /** Null where nobody is there to count. */
  readonly precision: number | null;
  readonly recall: number | null;
};

type Start = { readonly name: string; readonly above?: number | undefined; readonly from?: number | undefined };

/** What working each band and all above it would get, the highest first; exact, as bands hold whole scores. */
export function bandCuts(bands: readonly BandTruth[], starts: readonly Start[]): readonly BandCut[] {
  const all = bands.reduce((sum, { converted }) => sum + converted, 0);
  let [taken, hits] = [0, 0];
  return bands.toReversed().flatMap(({ group, leads, converted }) => {
    if (group === null) return [];
    taken += leads;
    hits += converted;
    const start = starts.find(({ name }) => name === group);
    return [
      {
        band: group,
        starts: start?.from ?? start?.above ?? null,
        taken,
        precision: taken === 0 ? null : hits / taken,
        recall: all === 0 ? null : hits / all,
      },
    ];
  });
}

/** In how many weeks more leads entered a band than can be worked. */
export function weeksOver(
  weeks: readonly { readonly entered: Readonly<Record<string, number>> }[],
  band: string,
  perWeek: number,
): number {
  return weeks.filter(({ entered }) => (entered[band] ?? 0) > perWeek).length;
}
