import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkModel, type Library, type Model, parseModel, pinModel } from "../src/index.ts";

type Example = Library & {
  readonly name: string;
  readonly model: Partial<Model>;
  readonly pinned: Partial<Model>;
  readonly takes: { readonly lists: readonly string[]; readonly segments: readonly string[] };
};

const file = new URL("../../../spec/segments.json", import.meta.url);
const { examples } = JSON.parse(readFileSync(file, "utf8")) as { readonly examples: readonly Example[] };

const REST = { model: "example", dimensions: { all: {} }, rules: [] };

test.each(examples)("$name", ({ model, lists, segments, pinned, takes }) => {
  const parsed = parseModel({ ...REST, ...model });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const made = pinModel(parsed.model, { lists, segments });
  expect(made.model).toEqual({ ...REST, ...model, ...pinned });
  expect({ lists: made.lists, segments: made.segments }).toEqual(takes);
  expect(checkModel(made.model)).toEqual([]);
});
