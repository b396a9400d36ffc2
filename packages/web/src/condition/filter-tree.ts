import type { SignalDefinition } from "@plumbline/scoring";
import { areFields, deniedBy, groupOf, type Row, type RowRule, ruleOf, type Tree } from "./condition-tree.ts";
import { isShowable, type Question } from "./question.ts";

export type Filter = NonNullable<SignalDefinition["where"]>;

const isObject = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === "object" && part !== null && !Array.isArray(part);

/**
 * A filter of events as the editor's tree: its fields are asked as traits are. Of fields side by side, which must
 * all hold, a group is made that knows it was written so; `fromFilterTree` is the exact inverse.
 */
export function toFilterTree(filter: Filter): Tree {
  const node = nodeOf(filter);
  return "rules" in node ? node : { combinator: "all", not: false, bare: true, rules: [node] };
}

function nodeOf(filter: unknown): Tree | RowRule {
  const denied = deniedBy(filter);
  const inner = denied ?? filter;
  const group = groupOf(inner);
  if (group)
    return { combinator: group.combinator, not: denied !== undefined, rules: group.parts.map((part) => nodeOf(part)) };
  const rows = isObject(inner) ? Object.entries(inner).map(([field, test]) => rowOf(field, test)) : [undefined];
  if (!rows.every((row) => row !== undefined)) return ruleOf({ question: filter, negated: false, isRaw: true });
  const [only, ...more] = rows;
  if (only && more.length === 0) return ruleOf({ ...only, negated: denied !== undefined });
  return { combinator: "all", not: denied !== undefined, fields: true, rules: rows.map(ruleOf) };
}

function rowOf(field: string, test: unknown): Row | undefined {
  const isShort = !isObject(test);
  const operators = isObject(test) ? test : { is: test };
  if (Object.hasOwn(operators, "trait")) return undefined;
  const question = { trait: field, ...operators };
  return isShowable(question) ? { question, negated: false, isRaw: false, isShort } : undefined;
}

/** The filter that a tree shows. */
export function fromFilterTree(tree: Tree): Filter {
  const [first, ...more] = tree.rules;
  if (tree.bare && !tree.not && first && more.length === 0 && !("rules" in first)) return rowFilter(first);
  return groupFilter(tree);
}

function groupFilter(tree: Tree): Filter {
  const group = areFields(tree) ? fieldsOf(tree) : { [tree.combinator]: tree.rules.map(partOf) };
  return (tree.not ? { not: group } : group) as Filter;
}

const partOf = (rule: Tree["rules"][number]): Filter => ("rules" in rule ? groupFilter(rule as Tree) : rowFilter(rule));

function fieldsOf({ rules }: Tree): Filter {
  return Object.fromEntries(rules.flatMap((rule) => Object.entries(partOf(rule))));
}

function rowFilter({ value: { question, negated, isRaw, isShort } }: RowRule): Filter {
  if (isRaw) return question as Filter;
  const { trait, ...operators } = question as Question;
  const [only] = Object.keys(operators);
  const isPlain = isShort && Object.keys(operators).length === 1 && only === "is";
  const fields = { [String(trait)]: isPlain ? operators["is"] : operators };
  return (negated ? { not: fields } : fields) as Filter;
}
