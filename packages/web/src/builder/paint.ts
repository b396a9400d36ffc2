import type { Model } from "@plumbline/scoring";
import type { Band } from "./band-counts.ts";
import type { Edit } from "./edit.ts";

export type Axis = { readonly dimension: string; readonly labels: readonly string[] };
export type Matrix = { readonly rows: Axis; readonly columns: Axis };

/** The axes of the model's matrix, with their labels from the lowest up. */
export function matrixOf(model: Model): Matrix | undefined {
  const matrix = model.total?.matrix;
  if (!matrix) return undefined;
  const axis = (dimension: string): Axis => ({
    dimension,
    labels: (model.dimensions[dimension]?.labels ?? []).map(({ name }) => name),
  });
  return { rows: axis(matrix.rows), columns: axis(matrix.columns) };
}

/** Gives a cell to a band, or to none: it then falls to the bands without cells. */
export function paintCell(bands: readonly Band[], cell: string, name: string | undefined): readonly Edit[] {
  return bands.flatMap((band, at): Edit[] => {
    const path = ["bands", at, "cells"];
    const has = band.cells?.includes(cell) ?? false;
    if (band.name === name) return has ? [] : [{ kind: "set", path, value: [...(band.cells ?? []), cell] }];
    if (!has) return [];
    const left = (band.cells ?? []).filter((one) => one !== cell);
    // A list of no cells is no list: the band is then one without.
    return [left.length > 0 ? { kind: "set", path, value: left } : { kind: "drop", path }];
  });
}

/** Makes a matrix of two dimensions; those that have no labels yet get four. */
export function toMatrix(model: Model, rows: string, columns: string): readonly Edit[] {
  const letters = [{ name: "D" }, { name: "C", from: 25 }, { name: "B", from: 50 }, { name: "A", from: 75 }];
  const figures = [{ name: "4" }, { name: "3", from: 25 }, { name: "2", from: 50 }, { name: "1", from: 75 }];
  const labelled = (dimension: string, labels: readonly object[]): Edit[] =>
    model.dimensions[dimension]?.labels
      ? []
      : [{ kind: "set", path: ["dimensions", dimension, "labels"], value: labels }];
  return [
    { kind: "set", path: ["total"], value: { matrix: { rows, columns } } },
    ...labelled(rows, letters),
    ...labelled(columns, figures),
  ];
}

/** Makes the total a sum again: cells mean nothing any more. */
export function toSum(model: Model): readonly Edit[] {
  const bands = (model.bands ?? []).flatMap((band, at): Edit[] => {
    if (!band.cells) return [];
    const drop: Edit = { kind: "drop", path: ["bands", at, "cells"] };
    const isLowest = at === 0 || band.from !== undefined || band.above !== undefined;
    return isLowest ? [drop] : [drop, { kind: "set", path: ["bands", at, "from"], value: at * 25 }];
  });
  return [{ kind: "set", path: ["total"], value: { sum: Object.keys(model.dimensions), clip: [0, 100] } }, ...bands];
}
