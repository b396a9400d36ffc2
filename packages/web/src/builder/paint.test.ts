import { readFileSync } from "node:fs";
import { checkModel, parseModel } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Band } from "./band-counts.ts";
import { editData, editText } from "./edit.ts";
import { paintCell, toMatrix, toSum } from "./paint.ts";

const preset = (name: string) =>
  readFileSync(new URL(`../../../scoring/presets/${name}.yaml`, import.meta.url), "utf8");

function read(text: string) {
  const parsed = parseModel(parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

const CELLS = ["A1", "A2", "B1", "B2"];
const NAMES = ["Low", "High", "Rest", undefined];

test("a painted cell belongs to exactly the band of the brush", () => {
  const strokes = fc.array(fc.tuple(fc.constantFrom(...CELLS), fc.constantFrom(...NAMES)), { maxLength: 12 });
  fc.assert(
    fc.property(strokes, (all) => {
      let model: unknown = {
        bands: [{ name: "Low", cells: ["A1"] }, { name: "High", cells: ["B2"] }, { name: "Rest" }],
      };
      const bandsOf = () => (model as { bands: Band[] }).bands;
      for (const [cell, name] of all) {
        model = paintCell(bandsOf(), cell, name).reduce(editData, model);
        expect(
          bandsOf()
            .filter(({ cells }) => cells?.includes(cell))
            .map((band) => band.name),
        ).toEqual(name ? [name] : []);
        expect(bandsOf().every(({ cells }) => cells === undefined || cells.length > 0)).toBe(true);
      }
    }),
  );
});

test("a grid becomes a sum that holds together, and a grid again", () => {
  const text = preset("letter-grid");
  const summed = editText(text, toSum(read(text)));
  const examples = { ...read(summed), examples: [] };
  expect(checkModel(examples)).toEqual([]);
  const again = read(editText(summed, toMatrix(read(summed), "fit", "engagement")));
  expect(again.total?.matrix).toEqual({ rows: "fit", columns: "engagement" });
  expect(again.dimensions["fit"]?.labels).toEqual(read(text).dimensions["fit"]?.labels);
});
