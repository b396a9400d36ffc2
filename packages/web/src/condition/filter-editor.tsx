import type { ModelProblem } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { filterProblems } from "./condition-problems.ts";
import type { Offers } from "./editing.ts";
import { type Filter, fromFilterTree, toFilterTree } from "./filter-tree.ts";
import { TreeEditor } from "./tree-editor.tsx";

/** Edits which events pass, by their fields. Controlled; `{}` lets all of them pass. */
export function FilterEditor(props: {
  readonly value: Filter;
  readonly onChange: (value: Filter) => void;
  readonly offers: Offers;
  readonly problems: readonly ModelProblem[];
  readonly label?: string;
}) {
  const { value, onChange, offers, problems } = props;
  const { condition: say } = useSay().screens;
  return (
    <TreeEditor
      value={value}
      onChange={onChange}
      toTree={toFilterTree}
      fromTree={fromFilterTree}
      problemsOf={filterProblems}
      problems={problems}
      editing={{ offers, of: "lead", label: props.label ?? say.filter, isFilter: true }}
    />
  );
}
