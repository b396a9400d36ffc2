import { readdirSync, readFileSync } from "node:fs";
import { parseModel } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Edit, editData, editText } from "./edit.ts";

const PRESETS = new URL("../../../scoring/presets/", import.meta.url);
const files = readdirSync(PRESETS).filter((name) => name.endsWith(".yaml"));
const texts = files.map((name) => readFileSync(new URL(name, PRESETS), "utf8"));
const text = texts[files.indexOf("letter-grid.yaml")] ?? "";

test.each(files.map((name, index) => [name, texts[index] ?? ""]))("%s stays as it is written", (_name, whole) => {
  expect(editText(whole, [])).toBe(whole);
});

test("a change touches its own line only, and keeps the comment beside it", () => {
  const before =
    "model: a\nrules:\n  # why\n  - { id: x, dimension: fit, points: 5 } # agreed in May\n  - id: y\n    points: 7\n";
  const after = editText(before, [{ kind: "set", path: ["rules", 0, "points"], value: 8 }]);
  expect(after).toBe(before.replace("points: 5", "points: 8"));
});

test("what moves takes its comment along", () => {
  const before = "rules:\n  - id: a\n  # about b\n  - id: b\n";
  const after = editText(before, [{ kind: "move", path: ["rules"], from: 1, to: 0 }]);
  expect(parse(after)).toEqual({ rules: [{ id: "b" }, { id: "a" }] });
  expect(after.indexOf("# about b")).toBeLessThan(after.indexOf("id: b"));
});

test("what shares its text by an alias is changed in one place only", () => {
  const before = "a: &one { x: 1 }\nb: *one\n";
  expect(parse(editText(before, [{ kind: "set", path: ["b", "x"], value: 2 }]))).toEqual({ a: { x: 1 }, b: { x: 2 } });
});

test("an empty text becomes a model", () => {
  expect(editText("", [{ kind: "set", path: ["model"], value: "a" }])).toBe("model: a\n");
});

const value = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom("yes", "no", "12", "# no comment", "a: b", "", "ё, 中文", "- x", "'", '"', "null", "2026-01-01"),
  fc.constantFrom(
    { perDay: 1 },
    { halfLife: "30d" },
    { all: [{ trait: "a b", is: "x: y" }, { not: { signal: "came" } }] },
  ),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const rule = fc.record({ id: fc.constantFrom("one", "two"), dimension: fc.constant("fit"), points: fc.integer() });
const at = fc.nat(5);
const rulePart = fc.constantFrom("points", "label", "limit", "when", "note");
const path = fc.oneof(
  fc.tuple(fc.constant("rules"), at, rulePart),
  fc.tuple(fc.constant("dimensions"), fc.constantFrom("fit", "new"), fc.constantFrom("label", "clip", "decay")),
  fc.tuple(fc.constantFrom("note", "label", "precision", "lists")),
  fc.tuple(fc.constant("total"), fc.constant("matrix"), fc.constant("points"), fc.constantFrom("A1", "1")),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), path, value }),
  fc.record({ kind: fc.constant("drop" as const), path: fc.oneof(path, fc.tuple(fc.constant("rules"), at)) }),
  fc.record({ kind: fc.constant("insert" as const), path: fc.constant(["rules"]), at, value: rule }),
  fc.record({ kind: fc.constant("insert" as const), path: fc.constant(["markets"]), at: fc.constant(0), value: rule }),
  fc.record({ kind: fc.constant("move" as const), path: fc.constant(["rules"]), from: at, to: at }),
);

test("any edits of the text mean the same edits of the model", () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 8 }), (whole, edits) => {
      const byText = parse(editText(whole, edits)) as unknown;
      const byData = edits.reduce<unknown>(editData, parse(whole));
      expect(byText).toEqual(byData);
      expect(parseModel(byText)).toEqual(parseModel(byData));
    }),
    { numRuns: 60 },
  );
});

test("an edit leaves every comment that stands elsewhere", () => {
  const after = editText(text, [{ kind: "set", path: ["rules", 0, "label"], value: "Other" }]);
  const comments = (whole: string) => whole.split("\n").filter((line) => line.trimStart().startsWith("#"));
  expect(comments(after)).toEqual(comments(text));
});
