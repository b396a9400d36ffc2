import { ladderOf } from "../bands/ladder.ts";
import type { Model } from "../model/model-schema.ts";
import { type Points, toPoints } from "../points.ts";
import { type TotalReader, weightsOf } from "./total.ts";

/** The band in which everyone begins: the first, unless one can be below it, in none. */
export function bottomOf(model: Model, total: TotalReader): string | null {
  const isInSome = model.total?.matrix
    ? everyCell(model).every((points) => total.zone(total.total(points), points) !== null)
    : total.zone(lowestTotal(model, total), []) !== null;
  return isInSome ? (model.bands?.[0]?.name ?? null) : null;
}

/** For each cell of the matrix, points of the dimensions that lie in it. */
function everyCell({ total, dimensions }: Model): Points[][] {
  const names = Object.keys(dimensions);
  const starts = (axis: string | undefined) =>
    ladderOf(dimensions[axis ?? ""]?.labels ?? []).map(({ starts: from, exclusive }) => (exclusive ? from + 1 : from));
  const { rows, columns } = total?.matrix ?? {};
  return starts(rows).flatMap((row) =>
    starts(columns).map((column) => names.map((name) => (name === rows ? row : name === columns ? column : 0))),
  );
}

/** What no sum of dimensions is below: they have bounds of their own, and so may the total. */
function lowestTotal(model: Model, total: TotalReader): Points {
  const names = Object.keys(model.dimensions);
  const weights = weightsOf(model, names);
  const lowest = new Array<Points>(names.length).fill(0);
  for (const { dimension, weight } of weights) {
    const bound = model.dimensions[names[dimension] as string]?.clip?.[weight < 0 ? 1 : 0];
    if (weight !== 0) lowest[dimension] = bound === undefined ? Number.NEGATIVE_INFINITY : toPoints(bound);
  }
  if (lowest.every(Number.isFinite)) return total.total(lowest);
  const { clip } = model.total ?? {};
  return clip ? toPoints(clip[0]) : Number.NEGATIVE_INFINITY;
}
