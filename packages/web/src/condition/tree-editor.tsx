import type { ModelProblem } from "@plumbline/scoring";
import { useMemo, useRef, useState } from "react";
import { type ControlElementsProp, prepareRuleGroup, QueryBuilder, type RuleGroupType } from "react-querybuilder";
import { ConditionGroup } from "./condition-group.tsx";
import { together } from "./condition-problems.ts";
import type { Tree } from "./condition-tree.ts";
import { type Editing, EditingContext } from "./editing.ts";
import { QuestionRow } from "./question-row.tsx";
import "./condition.css";

const PARTS = { rule: QuestionRow, ruleGroup: ConditionGroup } as unknown as ControlElementsProp<never, string>;
const COMBINATORS = ["all", "any"].map((name) => ({ name, label: name }));
const FIELDS = [{ name: "row", label: "row" }];
const OPERATORS = [{ name: "asks", label: "asks" }];

const prepared = (tree: Tree) => prepareRuleGroup(tree as RuleGroupType) as Tree;

/**
 * The editor of anything that is a tree of questions. What it edits is the value; the tree is a view of it, which
 * lasts as long as it shows just that value, so that rows keep their focus.
 */
export function TreeEditor<Value>(props: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly toTree: (value: Value) => Tree;
  readonly fromTree: (tree: Tree) => Value;
  readonly problemsOf: (value: Value) => readonly ModelProblem[];
  readonly problems: readonly ModelProblem[];
  readonly editing: Pick<Editing, "offers" | "isFilter" | "of" | "label">;
}) {
  const { value, onChange, toTree, fromTree, problemsOf, problems, editing } = props;
  const [kept, setKept] = useState(() => prepared(toTree(value)));
  const focus = useRef<string>(undefined);
  const text = JSON.stringify(value);
  const isCurrent = JSON.stringify(fromTree(kept)) === text;
  const tree = useMemo(() => (isCurrent ? kept : prepared(toTree(value))), [isCurrent, kept, toTree, value]);
  if (tree !== kept) setKept(tree);

  const own = useMemo(() => problemsOf(value), [problemsOf, value]);
  const all = useMemo(() => together(own, problems), [own, problems]);
  const change = (next: RuleGroupType) => {
    setKept(next as Tree);
    const changed = fromTree(next as Tree);
    if (JSON.stringify(changed) !== text) onChange(changed);
  };
  return (
    <EditingContext value={{ ...editing, tree, problems: all, focus }}>
      <QueryBuilder
        query={tree as RuleGroupType}
        onQueryChange={change}
        fields={FIELDS}
        operators={OPERATORS}
        combinators={COMBINATORS}
        controlElements={PARTS}
        enableMountQueryChange={false}
        suppressStandardClassnames
      />
    </EditingContext>
  );
}
