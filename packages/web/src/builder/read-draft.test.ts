import { expect, test } from "vitest";
import { readDraft } from "./read-draft.ts";

const NOWHERE = { lists: [], segments: [] };
const WHOLE = `model: a
signals: { came: { on: page } }
dimensions: { fit: {} }
rules:
  - { id: one, dimension: fit, each: came, points: 5 }
  - { id: two, dimension: fit, each: came, pints: 5 }
  - { id: three, dimension: fit, each: gone, points: 5 }
`;

test("what has no meaning is left out, and the rest keeps its place", () => {
  const read = readDraft(WHOLE, NOWHERE);
  expect(read.shown.rules.map(({ id }) => id)).toEqual(["one", "three"]);
  expect(read.ruleAt).toEqual([0, 2]);
  expect(read.broken).toEqual([{ path: ["rules", 1], name: "two" }]);
  expect(read.problems.map(({ from, to }) => WHOLE.slice(from, to))).toEqual(["pints"]);
});

test("what does not fit together is told at its place", () => {
  const text = WHOLE.replace("pints", "points");
  const [problem] = readDraft(text, NOWHERE).problems;
  expect(problem).toMatchObject({ kind: "model", problem: { code: "unknown-reference", name: "gone" } });
  expect(text.slice(problem?.from, problem?.to)).toBe("each");
});

test("a list of the workspace is known", () => {
  const text = "model: a\ndimensions: { fit: {} }\nrules: []\nwho: { trait: company, inList: rivals }\n";
  expect(readDraft(text, NOWHERE).problems).toHaveLength(1);
  expect(readDraft(text, { lists: ["rivals"], segments: [] }).problems).toEqual([]);
});

test.each([
  ['a: "b', "unfinished"],
  ["a: 1\na: 2", "duplicate-key"],
  ["", "empty"],
  ["12", "other"],
])("%j is no model: %s", (text, what) => {
  expect(readDraft(text, NOWHERE)).toMatchObject({ isReadable: false, problems: [{ kind: "syntax", what }] });
});

test("a second fault behind the first one is found in its own place", () => {
  const text = WHOLE.replace("points: 5 }\n  - { id: two", "points: x }\n  - { id: two");
  expect(readDraft(text, NOWHERE).ruleAt).toEqual([2]);
});
