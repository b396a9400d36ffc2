import { bandOfCell, ladderOf, type Rung, rungAt } from "../bands/ladder.ts";
import type { Model } from "../model/model-schema.ts";
import { mulDiv, type Points, roundTo, toPoints } from "../points.ts";
import type { DimensionScore, TotalLine } from "./score-shape.ts";

/** A compiled total formula with the thresholds that read it. */
export type TotalReader = {
  /** The total of dimension points. */
  total(dimensions: ArrayLike<Points>): Points;
  cell(dimensions: ArrayLike<Points>): string | null;
  zone(total: Points, dimensions: ArrayLike<Points>): string | null;
  label(dimension: number, points: Points): string | null;
  /** The lines that add up to the total. */
  lines(dimensions: ArrayLike<Points>): TotalLine[];
};

/** Weights of a total are integers of 10⁻⁴. */
const WEIGHT = 10_000;

/** Compiles the total of a model without markets. `unit` is the model's precision in hundredths. */
export function totalReader(model: Model, unit: number): TotalReader {
  const names = Object.keys(model.dimensions);
  const ladders = Object.values(model.dimensions).map(({ labels }) => labels && ladderOf(labels));
  const label = (dimension: number, points: Points): string | null => {
    const ladder = ladders[dimension];
    return ladder ? rungAt(points, ladder) : null;
  };
  const { matrix, clip } = model.total ?? {};
  const scale = scaleOf(model);
  const low = clip ? toPoints(clip[0]) : Number.NEGATIVE_INFINITY;
  const high = clip ? toPoints(clip[1]) : Number.POSITIVE_INFINITY;
  const grid =
    matrix && gridOf(names.indexOf(matrix.rows), names.indexOf(matrix.columns), ladders, matrix.points ?? {}, unit);
  const weights = matrix ? [] : weightsOf(model, names);

  const sum = (dimensions: ArrayLike<Points>): Points => {
    if (grid) return grid.points(dimensions);
    let total = 0;
    for (const { dimension, weight } of weights) {
      const points = dimensions[dimension] as Points;
      total += weight === WEIGHT ? points : mulDiv(weight, points, WEIGHT, 1);
    }
    return roundTo(total, unit);
  };
  const stretched = (total: Points): Points => (scale ? stretch(total, scale, unit) : total);
  const clipped = (total: Points): Points => Math.max(low, Math.min(high, total));

  const bands = model.bands ?? [];
  const ladder = ladderOf(bands.filter(({ cells }) => !cells));

  const lines = (dimensions: ArrayLike<Points>): TotalLine[] => {
    const found: TotalLine[] = [];
    if (grid) {
      const axis = (dimension: number): DimensionScore => {
        const points = dimensions[dimension] as Points;
        return { name: names[dimension] as string, points, label: label(dimension, points) };
      };
      found.push({
        kind: "cell",
        cell: grid.cell(dimensions),
        points: grid.points(dimensions),
        rows: axis(grid.rows),
        columns: axis(grid.columns),
      });
    }
    for (const { dimension, weight } of weights) {
      const points = mulDiv(weight, dimensions[dimension] as Points, WEIGHT, 1);
      found.push({ kind: "dimension", dimension: names[dimension] as string, points, weight });
    }
    const exact = found.reduce((total, { points }) => total + points, 0);
    const rounded = sum(dimensions);
    if (rounded !== exact) found.push({ kind: "rounding", points: rounded - exact });
    const stretch = stretched(rounded);
    if (scale && stretch !== rounded) found.push({ kind: "scale", points: stretch - rounded, ...scale });
    const kept = clipped(stretch);
    if (kept !== stretch) found.push({ kind: "clip", points: kept - stretch, bound: kept });
    return found;
  };

  return {
    label,
    lines,
    total: (dimensions) => clipped(stretched(sum(dimensions))),
    cell: (dimensions) => grid?.cell(dimensions) ?? null,
    zone: (total, dimensions) => (grid && bandOfCell(grid.cell(dimensions), bands)) ?? rungAt(total, ladder),
  };
}

type Scale = { readonly from: readonly [Points, Points]; readonly to: readonly [Points, Points] };

/** `c + (total − a)(d − c) ÷ (b − a)` as one fraction, so that it is rounded once. */
function stretch(total: Points, { from: [a, b], to: [c, d] }: Scale, unit: number): Points {
  const [rise, base] = [(total - a) * (d - c), c * (b - a)];
  const isExact = Math.abs(rise) + Math.abs(base) <= Number.MAX_SAFE_INTEGER;
  return mulDiv(1, isExact ? rise + base : BigInt(total - a) * BigInt(d - c) + BigInt(c) * BigInt(b - a), b - a, unit);
}

function scaleOf(model: Model): Scale | undefined {
  const scale = model.total?.scale;
  if (!scale) return undefined;
  const pair = ([a, b]: readonly [number, number]) => [toPoints(a), toPoints(b)] as const;
  return { from: pair(scale.from), to: pair(scale.to) };
}

/** The dimensions that a total adds up, by their index, with their weights in 10⁻⁴. */
export function weightsOf(
  model: Model,
  names: readonly string[],
): { readonly dimension: number; readonly weight: number }[] {
  const asked = model.total?.sum ?? names;
  const entries = Array.isArray(asked) ? asked.map((name) => [name, 1] as const) : Object.entries(asked);
  return entries.map(([name, weight]) => ({ dimension: names.indexOf(name), weight: Math.round(weight * WEIGHT) }));
}

type Grid = {
  readonly rows: number;
  readonly columns: number;
  cell(dimensions: ArrayLike<Points>): string;
  points(dimensions: ArrayLike<Points>): Points;
};

function gridOf(
  rows: number,
  columns: number,
  ladders: readonly (readonly Rung[] | undefined)[],
  given: Readonly<Record<string, number>>,
  unit: number,
): Grid {
  const cell = (dimensions: ArrayLike<Points>): string =>
    `${rungAt(dimensions[rows] as Points, ladders[rows] ?? []) ?? ""}${rungAt(dimensions[columns] as Points, ladders[columns] ?? []) ?? ""}`;
  const byCell = cellPoints(ladders[rows] ?? [], ladders[columns] ?? [], given, unit);
  return { rows, columns, cell, points: (dimensions) => byCell.get(cell(dimensions)) ?? 0 };
}

/**
 * Points of every cell: as the model says, else the mean of how far up each axis it lies, 0–100. An
 * axis of one label says nothing.
 */
function cellPoints(
  rows: readonly Rung[],
  columns: readonly Rung[],
  given: Readonly<Record<string, number>>,
  unit: number,
): Map<string, Points> {
  const [top, right] = [rows.length - 1, columns.length - 1];
  const height = (i: number, j: number): Points => {
    if (top === 0 || right === 0) return mulDiv(i + j, 10_000, top + right || 1, unit);
    return mulDiv(i * right + j * top, 10_000, 2 * top * right, unit);
  };
  return new Map(
    rows.flatMap((row, i) =>
      columns.map((column, j) => {
        const name = `${row.name}${column.name}`;
        const own = Object.hasOwn(given, name) ? given[name] : undefined;
        return [name, own === undefined ? height(i, j) : roundTo(toPoints(own), unit)] as const;
      }),
    ),
  );
}
