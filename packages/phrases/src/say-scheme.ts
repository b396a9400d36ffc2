import type { Spoken } from "./en/spoken.ts";
import { spanOf } from "./span.ts";

/** A band as the model has it: its start, and what it takes to leave it and to come back. */
export type Band = {
  readonly name: string;
  readonly label?: string;
  readonly above?: number;
  readonly from?: number;
  readonly cells?: readonly string[];
  readonly leaveBelow?: number;
  readonly coolDown?: string;
  readonly rearmBelow?: number;
};

type Range = readonly [low: number, high: number];

/** What the total is made of. */
export type TotalFormula = {
  readonly sum?: readonly string[] | Readonly<Record<string, number>>;
  readonly matrix?: { readonly rows: string; readonly columns: string };
  readonly scale?: { readonly from: Range; readonly to: Range };
  readonly clip?: Range;
};

const HUNDRED = 100;

/** Bands from the lowest to the highest, a short sentence each: `SQL above 60, left below 55`. */
export function sayBands(phrases: Spoken, bands: readonly Band[]): string[] {
  const say = phrases.rules.bands;
  return bands.map((band) => {
    const further = [
      ...(band.leaveBelow === undefined ? [] : [say.leaves(band.leaveBelow * HUNDRED)]),
      ...(band.coolDown === undefined ? [] : [say.coolDown(spanOf(phrases, band.coolDown))]),
      ...(band.rearmBelow === undefined ? [] : [say.rearm(band.rearmBelow * HUNDRED)]),
    ];
    return phrases.rules.with(startOf(phrases, band), further);
  });
}

function startOf(phrases: Spoken, { name, label, above, from, cells }: Band): string {
  const say = phrases.rules.bands;
  const called = label ?? name;
  if (cells) return say.cells(called, cells);
  if (above !== undefined) return say.above(called, above * HUNDRED);
  return from === undefined ? say.lowest(called) : say.from(called, from * HUNDRED);
}

/** The total's formula: `Fit + Engagement, kept between 0 and 100`; without one it is the sum of all dimensions. */
export function sayTotal(
  phrases: Spoken,
  total: TotalFormula,
  dimensions: readonly string[],
  names: { readonly dimension: (name: string) => string },
): string {
  const { rules } = phrases;
  const say = rules.total;
  const { matrix, scale, clip } = total;
  const whole = matrix
    ? say.matrix(names.dimension(matrix.rows), names.dimension(matrix.columns))
    : say.sum(partsOf(phrases, total.sum ?? dimensions, names));
  return rules.with(whole, [
    ...(scale ? [say.scale(hundredths(scale.from), hundredths(scale.to))] : []),
    ...(clip ? [say.clip(clip[0] * HUNDRED, clip[1] * HUNDRED)] : []),
  ]);
}

function partsOf(
  phrases: Spoken,
  sum: NonNullable<TotalFormula["sum"]>,
  names: { readonly dimension: (name: string) => string },
): string[] {
  if (Array.isArray(sum)) return (sum as readonly string[]).map(names.dimension);
  return Object.entries(sum as Readonly<Record<string, number>>).map(([dimension, weight]) =>
    weight === 1 ? names.dimension(dimension) : phrases.rules.total.weighed(weight, names.dimension(dimension)),
  );
}

const hundredths = ([low, high]: Range): Range => [low * HUNDRED, high * HUNDRED];
