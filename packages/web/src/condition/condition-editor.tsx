import { Stack } from "@mantine/core";
import type { ConditionNames } from "@plumbline/phrases";
import type { Condition, ModelProblem } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { conditionProblems } from "./condition-problems.ts";
import { ConditionText } from "./condition-text.tsx";
import { fromTree, toTree } from "./condition-tree.ts";
import type { Offers } from "./editing.ts";
import { TreeEditor } from "./tree-editor.tsx";

const NO_PROBLEMS: readonly ModelProblem[] = [];

/**
 * Edits a condition of the model language by mouse, finger or keyboard. It is controlled: what `onChange` tells is to
 * come back as `value`. What is wrong with the condition by itself it finds out; `problems` are what its model knows
 * besides (names that are not known), with paths from the top of the condition.
 */
export function ConditionEditor(props: {
  readonly value: Condition;
  readonly onChange: (value: Condition) => void;
  readonly offers: Offers;
  /** Whom the condition asks about. */
  readonly of?: "lead" | "account";
  readonly problems?: readonly ModelProblem[];
  /** What assistive technology calls it; by default “Condition”. */
  readonly label?: string;
  /** What people call signals and profiles; by default the labels that are offered. */
  readonly names?: ConditionNames;
}) {
  const { value, onChange, offers, of = "lead", problems = NO_PROBLEMS, names } = props;
  const { condition: say } = useSay().screens;
  const label = props.label ?? say.label;
  return (
    <Stack gap="xs">
      <TreeEditor
        value={value}
        onChange={onChange}
        toTree={toTree}
        fromTree={fromTree}
        problemsOf={conditionProblems}
        problems={problems}
        editing={{ offers, of, label, isFilter: false }}
      />
      <ConditionText condition={value} names={names ?? offeredNames(offers)} label={say.sentence} />
    </Stack>
  );
}

/** Names as the offers label them. */
function offeredNames({ signals, profiles, segments }: Offers): ConditionNames {
  const called = (offered: Offers["signals"]) => (name: string) =>
    offered.find((one) => one.name === name)?.label ?? name;
  return { signal: called(signals), profile: called(profiles), segment: called(segments) };
}
