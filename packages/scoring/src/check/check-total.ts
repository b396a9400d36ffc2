import { cellNames, ladderOf } from "../bands/ladder.ts";
import type { Band, Model } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { suggest } from "../model/suggest.ts";
import { isPrecise } from "./check-rules.ts";
import { problemIf } from "./problem-if.ts";

/** Bounds, scales and the matrix. */
export function checkTotal(model: Model): ModelProblem[] {
  const { sum, matrix, clip, scale } = model.total ?? {};
  const precision = model.precision ?? 0;
  const problems: ModelProblem[] = [
    ...checkRange(["total", "clip"], clip, precision),
    ...checkRange(["total", "scale", "from"], scale?.from, 2),
    ...checkRange(["total", "scale", "to"], scale?.to, 2),
    ...Object.entries(model.dimensions).flatMap(([name, dimension]) => [
      ...checkRange(["dimensions", name, "clip"], dimension.clip, precision),
      ...(dimension.labels ?? []).flatMap((label, i) => checkStart(["dimensions", name, "labels", i], label)),
    ]),
  ];
  if (scale && scale.from[0] === scale.from[1]) {
    problems.push({
      path: ["total", "scale", "from"],
      code: "reversed-range",
      low: scale.from[0],
      high: scale.from[1],
    });
  }
  if (sum !== undefined && Object.keys(sum).length === 0)
    problems.push({ path: ["total", "sum"], code: "too-short", bound: 1 });
  if (sum !== undefined && matrix) problems.push({ path: ["total"], code: "sum-and-matrix" });
  return matrix ? [...problems, ...checkMatrix(model, matrix)] : problems;
}

function checkMatrix(model: Model, matrix: NonNullable<NonNullable<Model["total"]>["matrix"]>): ModelProblem[] {
  const problems: ModelProblem[] = [];
  for (const axis of ["rows", "columns"] as const) {
    const dimension = matrix[axis];
    const labels = model.dimensions[dimension]?.labels;
    if (!model.dimensions[dimension]) continue;
    if (!labels) problems.push({ path: ["total", "matrix", axis], code: "matrix-needs-labels", dimension });
    else if (!labels.some(({ above, from }) => above === undefined && from === undefined)) {
      problems.push({ path: ["dimensions", dimension, "labels"], code: "no-lowest-label", dimension });
    }
  }
  const cells = cellNames(model);
  if (new Set(cells).size < cells.length) {
    const name = cells.find((cell, i) => cells.indexOf(cell) < i) as string;
    problems.push({ path: ["total", "matrix"], code: "duplicate", kind: "cell", name });
  }
  for (const name of Object.keys(matrix.points ?? {})) {
    if (!cells.includes(name))
      problems.push({
        path: ["total", "matrix", "points", name],
        code: "unknown-reference",
        kind: "cell",
        name,
        suggestion: suggest(name, cells),
      });
  }
  return problems;
}

function checkRange(path: ModelPath, range: readonly [number, number] | undefined, precision: number): ModelProblem[] {
  if (!range) return [];
  const [low, high] = range;
  if (low > high) return [{ path, code: "reversed-range", low, high }];
  return range.flatMap((found, i): ModelProblem[] =>
    isPrecise(found, precision) ? [] : [{ path: [...path, i], code: "finer-than-precision", found, precision }],
  );
}

type Start = { readonly above?: number | undefined; readonly from?: number | undefined };

function checkStart(path: ModelPath, { above, from }: Start): ModelProblem[] {
  return above !== undefined && from !== undefined ? [{ path, code: "above-and-from" }] : [];
}

/** Bands rise from the first to the last, and each is left at or below where it starts. */
export function checkBands(model: Model): ModelProblem[] {
  const bands = model.bands ?? [];
  return [
    ...checkOrder(bands),
    ...bands.flatMap((band, i) => [
      ...checkStart(["bands", i], band),
      ...checkLeaving(["bands", i], band),
      ...checkCells(["bands", i, "cells"], band, bands.slice(0, i), model),
    ]),
  ];
}

function checkOrder(bands: readonly Band[]): ModelProblem[] {
  const byPoints = bands.filter(({ cells }) => !cells);
  const rungs = ladderOf(byPoints);
  const outOfOrder = rungs.find(({ name, starts, exclusive }, i) => {
    const below = rungs[i - 1];
    return name !== byPoints[i]?.name || (below?.starts === starts && below.exclusive === exclusive);
  });
  if (!outOfOrder) return [];
  const index = bands.findIndex(({ name }) => name === outOfOrder.name);
  return [{ path: ["bands", index], code: "bands-do-not-rise", name: outOfOrder.name }];
}

function checkCells(path: ModelPath, { cells: own }: Band, before: readonly Band[], model: Model): ModelProblem[] {
  if (!own) return [];
  if (!model.total?.matrix) return [{ path, code: "band-cells-without-matrix" }];
  const known = cellNames(model);
  const taken = new Set(before.flatMap(({ cells }) => cells ?? []));
  return own.flatMap((cell) => [
    ...problemIf(!known.includes(cell), {
      path,
      code: "unknown-reference",
      kind: "cell",
      name: cell,
      suggestion: suggest(cell, known),
    }),
    ...problemIf(taken.has(cell), { path, code: "cell-in-two-bands", cell }),
  ]);
}

function checkLeaving(path: ModelPath, { name, above, from, leaveBelow, rearmBelow }: Band): ModelProblem[] {
  const start = from ?? above ?? Number.NEGATIVE_INFINITY;
  const tooHigh = [leaveBelow, rearmBelow].some((bound) => bound !== undefined && bound > start);
  return tooHigh ? [{ path, code: "leaves-above-its-start", name }] : [];
}
