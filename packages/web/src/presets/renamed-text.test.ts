import { readdirSync, readFileSync } from "node:fs";
import { diffModels, parseModel } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { isModelName, renamedText } from "./renamed-text.ts";

const PRESETS = new URL("../../../scoring/presets/", import.meta.url);

test.each(readdirSync(PRESETS))("%s under another name differs by nothing else", (file) => {
  const text = readFileSync(new URL(file, PRESETS), "utf8");
  const renamed = renamedText(text, "our own");
  const [before, after] = [parseModel(parse(text)), parseModel(parse(renamed))];
  if (!before.ok || !after.ok) throw new Error("a preset has to be a model");
  expect(diffModels(before.model, after.model)).toMatchObject([{ field: "model", to: "our own" }]);
  const comments = (all: string) => all.split("\n").filter((line) => line.startsWith("#"));
  expect(comments(renamed)).toEqual(comments(text));
});

test("a name is letters, digits and little else", () => {
  for (const name of ["b2b", "Modell Ä", "模型 1", "a_b.c+d-e"]) expect(isModelName(name)).toBe(true);
  for (const name of ["", "-a", "a/b", "a ", "x".repeat(61)]) expect(isModelName(name)).toBe(false);
});
