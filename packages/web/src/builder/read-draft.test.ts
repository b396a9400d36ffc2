import fc from "fast-check";
import { expect, test } from "vitest";
import { readDraft } from "./read-draft.ts";
import { writtenAt } from "./record.ts";

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

test.each([
  ["a question without a name", "when: { all: [] }", 'when: { all: [{ trait: "", is: "" }] }', { all: [] }],
  ["a condition that asks nothing yet", "when: { trait: a, is: 1 }", 'when: { signal: "" }', { trait: "a", is: 1 }],
])("while %s is being written, its rule stays, as it was, with what else is new", (_, before, now, when) => {
  const text = (asks: string, points: number) =>
    `model: a\ndimensions: { fit: {} }\nrules:\n  - { id: one, dimension: fit, ${asks}, points: ${points} }\n`;
  const former = readDraft(text(before, 5), NOWHERE).shown;
  const read = readDraft(text(now, 6), NOWHERE, former);
  expect(read).toMatchObject({ isReadable: true, broken: [], ruleAt: [0], shown: { rules: [{ when, points: 6 }] } });
  expect(read.problems).not.toEqual([]);
  expect(read.written).toMatchObject({ rules: [{ points: 6 }] });
  // Whoever has not seen it before is told that it has no meaning.
  expect(readDraft(text(now, 6), NOWHERE).broken).toEqual([{ path: ["rules", 0], name: "one" }]);
});

test("what stays as it was is known by its name, not by its place", () => {
  const former = readDraft(WHOLE.replace("pints", "points"), NOWHERE).shown;
  const now = WHOLE.replace(/ {2}- \{ id: one.*\n/, "").replace("each: came, pints: 5", 'each: "", points: 7');
  const { ruleAt, shown } = readDraft(now, NOWHERE, former);
  expect(ruleAt).toEqual([0, 1]);
  expect(shown.rules).toMatchObject([{ id: "two", each: "came", points: 7 }, { id: "three" }]);
});

test("a signal whose measure is being chosen, and who is scored, stay to be seen", () => {
  const text = (signal: string, who: string) =>
    `model: a\nsignals: { came: { label: Came, on: page${signal} } }\ndimensions: { fit: {} }\nrules: []\nwho: ${who}\n`;
  const asks = "{ trait: country, is: DE }";
  const former = readDraft(text("", asks), NOWHERE).shown;
  const read = readDraft(text(', sum: ""', '{ segment: "" }'), NOWHERE, former);
  expect(read.shown).toMatchObject({ signals: { came: { label: "Came", on: "page" } }, who: { trait: "country" } });
  expect(read.broken).toEqual([]);
});

test("whatever is typed where, a card stands for the part of the text that has its name", () => {
  const line = fc.constantFrom(
    "  -\n",
    "  - id\n",
    "  - { id: four, dimension: fit, when: { trait: }, points: 1 }\n",
    "  - { id: five, dimension: fit, each: came, points: 1 }\n",
    "rules:\n",
    "signals: 5\n",
    "markets:\n  - \n  - { name: dach, where: { trait: country, is: DE } }\n",
  );
  const typed = fc
    .array(fc.tuple(fc.nat({ max: 6 }), line), { maxLength: 3 })
    .map((more) => more.reduce((lines, [at, one]) => lines.toSpliced(at, 0, one), WHOLE.split(/(?<=\n)/)).join(""));
  fc.assert(
    fc.property(typed, typed, (before, now) => {
      const { shown, ruleAt, marketAt, written } = readDraft(now, NOWHERE, readDraft(before, NOWHERE).shown);
      const named = (part: string, key: string, at: number) => writtenAt(written, [part, at, key]);
      expect(ruleAt.map((at) => named("rules", "id", at))).toEqual(shown.rules.map(({ id }) => id));
      expect(marketAt.map((at) => named("markets", "name", at))).toEqual((shown.markets ?? []).map(({ name }) => name));
    }),
    { numRuns: 500 },
  );
});
