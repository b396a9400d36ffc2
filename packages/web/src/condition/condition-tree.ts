import type { Condition } from "@plumbline/scoring";
import type { RuleGroupType, RuleType } from "react-querybuilder";
import { isShowable, type Question } from "./question.ts";

/** A row of the editor: a question that its controls show, or one that they cannot, which stays as it is. */
export type Row = {
  readonly question: unknown;
  readonly negated: boolean;
  readonly isRaw: boolean;
  /** Of a filter: `path: /pricing` instead of `path: { is: /pricing }`. */
  readonly isShort?: boolean;
};

/** A group or row of the editor's tree; `bare` marks a root that only lends its one row a place to stand. */
export type Tree = RuleGroupType<RowRule> & { readonly bare?: boolean; readonly fields?: boolean };
export type RowRule = RuleType<"row", "asks", Row>;

const isObject = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === "object" && part !== null && !Array.isArray(part);

export function ruleOf(row: Row): RowRule {
  return { field: "row", operator: "asks", value: row };
}

/** The parts of a group of conditions; undefined for what is none. */
export function groupOf(
  part: unknown,
): { readonly combinator: "all" | "any"; readonly parts: readonly unknown[] } | undefined {
  if (!isObject(part) || Object.keys(part).length !== 1) return undefined;
  const { all, any } = part;
  if (Array.isArray(all)) return { combinator: "all", parts: all };
  return Array.isArray(any) ? { combinator: "any", parts: any } : undefined;
}

/** What a negation denies; beside a trait, `not` is an operator. */
export function deniedBy(part: unknown): unknown {
  return isObject(part) && Object.keys(part).length === 1 && isObject(part["not"]) ? part["not"] : undefined;
}

/**
 * A condition as the editor's tree. `fromTree(toTree(condition))` is the same condition, to the order of its keys:
 * what the tree has no place for stays whole in a row of its own.
 */
export function toTree(condition: Condition): Tree {
  const node = nodeOf(condition);
  return "rules" in node ? node : { combinator: "all", not: false, bare: true, rules: [node] };
}

function nodeOf(condition: unknown): Tree | RowRule {
  const denied = deniedBy(condition);
  const group = groupOf(denied ?? condition);
  if (group)
    return { combinator: group.combinator, not: denied !== undefined, rules: group.parts.map((part) => nodeOf(part)) };
  const question = denied ?? condition;
  if (isShowable(question)) return ruleOf({ question, negated: denied !== undefined, isRaw: false });
  return ruleOf({ question: condition, negated: false, isRaw: true });
}

/** The condition that a tree shows. */
export function fromTree(tree: Tree): Condition {
  const [first, ...more] = tree.rules;
  if (tree.bare && !tree.not && first && more.length === 0 && !("rules" in first)) return rowCondition(first);
  return groupCondition(tree);
}

function groupCondition({ combinator, not, rules }: Tree): Condition {
  const parts = rules.map((rule) => ("rules" in rule ? groupCondition(rule as Tree) : rowCondition(rule)));
  const group = { [combinator]: parts } as Condition;
  return not ? { not: group } : group;
}

function rowCondition({ value: { question, negated } }: RowRule): Condition {
  return (negated ? { not: question } : question) as Condition;
}

/** Where in the condition a node of the tree stands, as problems tell it. */
export function pathOf(tree: Tree, place: readonly number[]): readonly (string | number)[] {
  const [index, ...rest] = place;
  if (index === undefined) return tree.not ? ["not"] : [];
  const inner = tree.rules[index];
  const isBare = tree.bare && !tree.not && tree.rules.length === 1 && inner && !("rules" in inner);
  const isFlat = isBare || areFields(tree);
  const here = [...(tree.not ? ["not"] : []), ...(isFlat ? [] : [tree.combinator, index])];
  if (!inner) return here;
  if ("rules" in inner) return [...here, ...pathOf(inner as Tree, rest)];
  const question = inner.value.question as Question | undefined;
  const field = inner.value.isShort === undefined ? [] : [String(question?.["trait"])];
  return [...here, ...(inner.value.negated ? ["not"] : []), ...field];
}

/** Whether a group of a filter can still be written as fields side by side: plain rows, each of a field of its own. */
export function areFields({ fields, combinator, rules }: Tree): boolean {
  if (!fields || combinator !== "all") return false;
  const rows = rules.flatMap((rule) => ("rules" in rule || rule.value.negated || rule.value.isRaw ? [] : [rule.value]));
  const names = new Set(rows.map((row) => (row.question as Question)["trait"]));
  return rows.length === rules.length && names.size === rules.length;
}
