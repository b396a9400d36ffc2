import type { Band, Model } from "../model/model-schema.ts";
import { type Points, toPoints } from "../points.ts";

/** A threshold: `above` is exclusive, `from` inclusive; neither is the bottom. */
export type Rung = { readonly name: string; readonly starts: Points; readonly exclusive: boolean };

type Threshold = { readonly name: string; readonly above?: number | undefined; readonly from?: number | undefined };

/** Thresholds from lowest to highest. */
export function ladderOf(thresholds: readonly Threshold[]): readonly Rung[] {
  return thresholds
    .map(({ name, above, from }) => ({
      name,
      starts: from !== undefined ? toPoints(from) : above !== undefined ? toPoints(above) : Number.NEGATIVE_INFINITY,
      exclusive: from === undefined && above !== undefined,
    }))
    .sort((a, b) => a.starts - b.starts || Number(a.exclusive) - Number(b.exclusive));
}

/** Whether points have reached a rung. */
export function reaches(points: Points, { starts, exclusive }: Rung): boolean {
  return exclusive ? points > starts : points >= starts;
}

/** The highest rung that is reached, or null below all. */
export function rungAt(points: Points, ladder: readonly Rung[]): string | null {
  for (let i = ladder.length - 1; i >= 0; i--) {
    const rung = ladder[i] as Rung;
    if (reaches(points, rung)) return rung.name;
  }
  return null;
}

/** The band that owns a matrix cell, or null. */
export function bandOfCell(cell: string, bands: readonly Band[]): string | null {
  return bands.find(({ cells }) => cells?.includes(cell))?.name ?? null;
}

/** The cells of a model's matrix: every row label before every column label. */
export function cellNames({ total, dimensions }: Pick<Model, "total" | "dimensions">): string[] {
  if (!total?.matrix) return [];
  const { rows, columns } = total.matrix;
  const names = (dimension: string) => (dimensions[dimension]?.labels ?? []).map(({ name }) => name);
  return names(rows).flatMap((row) => names(columns).map((column) => `${row}${column}`));
}
