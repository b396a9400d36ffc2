import type { Condition } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCondition, anyFilter } from "./condition.testing.ts";
import { conditionProblems, filterProblems, signalProblems, together } from "./condition-problems.ts";
import { fromTree, pathOf, type Row, type Tree, toTree } from "./condition-tree.ts";
import { type Filter, fromFilterTree, toFilterTree } from "./filter-tree.ts";

/** To the order of its keys. */
const text = (part: unknown) => JSON.stringify(part);

type Placed = { readonly row: Row; readonly place: readonly number[] };
const rowsOf = ({ rules }: Tree, above: readonly number[] = []): Placed[] =>
  rules.flatMap((rule, index) =>
    "rules" in rule ? rowsOf(rule as Tree, [...above, index]) : [{ row: rule.value, place: [...above, index] }],
  );

const at = (whole: unknown, path: readonly (string | number)[]) =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], whole);

test("a condition and its tree are the same", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(text(fromTree(toTree(condition)))).toBe(text(condition));
    }),
    { numRuns: 500 },
  );
});

test("a filter and its tree are the same", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(text(fromFilterTree(toFilterTree(filter)))).toBe(text(filter));
    }),
    { numRuns: 500 },
  );
});

test("a tree is the same as the tree of its condition", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const tree = toTree(condition);
      expect(toTree(fromTree(tree))).toEqual(tree);
    }),
  );
});

test("even what is no condition at all is not lost", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (anything) => {
      const kept = JSON.parse(text(anything)) as Condition;
      expect(text(fromTree(toTree(kept)))).toBe(text(kept));
      expect(text(fromFilterTree(toFilterTree(kept as Filter)))).toBe(text(kept));
    }),
    { numRuns: 300 },
  );
});

test("every row knows where in the condition it stands", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const tree = toTree(condition);
      for (const { row, place } of rowsOf(tree)) expect(at(condition, pathOf(tree, place))).toEqual(row.question);
    }),
  );
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const tree = toFilterTree(filter);
      for (const { row, place } of rowsOf(tree)) {
        if (row.isRaw) continue;
        const { trait: _, ...operators } = row.question as Record<string, unknown>;
        const found = at(filter, pathOf(tree, place));
        expect(row.isShort ? { is: found } : found).toEqual(operators);
      }
    }),
  );
});

test("what the language allows is shown in controls, but for what cannot be told apart in them", () => {
  const isHidden = (row: Row) => {
    const raw = text(row.question);
    return (
      /^\{"not":\{"not":/.test(raw) || /"(in|contains|startsWith|endsWith|matches)":\[/.test(raw) || /\{\}/.test(raw)
    );
  };
  fc.assert(
    fc.property(anyCondition, (condition) => {
      for (const { row } of rowsOf(toTree(condition)))
        expect(!row.isRaw || isHidden(row), text(row.question)).toBe(true);
    }),
  );
});

test("one row that stands alone stays bare until another comes", () => {
  const tree = toTree({ trait: "title", is: "CEO" });
  expect(tree.rules).toHaveLength(1);
  expect(fromTree({ ...tree, rules: [...tree.rules, ...tree.rules] })).toEqual({
    all: [
      { trait: "title", is: "CEO" },
      { trait: "title", is: "CEO" },
    ],
  });
  expect(fromTree({ ...tree, rules: [] })).toEqual({ all: [] });
  expect(fromTree({ ...tree, not: true })).toEqual({ not: { all: [{ trait: "title", is: "CEO" }] } });
});

test("fields side by side become a list when they can no longer stand there", () => {
  const tree = toFilterTree({ path: "/pricing", type: "page" });
  const [first] = tree.rules;
  if (!first) throw new Error("The tree has no rows.");
  expect(fromFilterTree({ ...tree, rules: [...tree.rules, first] })).toEqual({
    all: [{ path: "/pricing" }, { type: "page" }, { path: "/pricing" }],
  });
  expect(fromFilterTree({ ...tree, combinator: "any" })).toEqual({ any: [{ path: "/pricing" }, { type: "page" }] });
});

test("problems are told from the top of the condition", () => {
  expect(conditionProblems({ all: [{ trait: "title", regex: "(" }, { trait: "title" }] })).toEqual([
    { path: ["all", 0, "regex"], code: "bad-regex", pattern: "(" },
    { path: ["all", 1], code: "asks-nothing" },
  ]);
  expect(conditionProblems({ trait: "size", gt: null as unknown as number })).toMatchObject([{ path: ["gt"] }]);
  expect(conditionProblems({ segment: "anything" })).toEqual([]);
  expect(filterProblems({ path: { regex: "(" } })).toMatchObject([{ path: ["path", "regex"], code: "bad-regex" }]);
  const unmeasured = signalProblems({ on: "page", times: 3 });
  expect(unmeasured).toEqual([{ path: [], code: "needs-within" }]);
  expect(together(unmeasured, [...unmeasured, { path: ["on"], code: "missing" }])).toHaveLength(2);
});
