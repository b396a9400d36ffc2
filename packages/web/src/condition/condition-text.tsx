import { Text } from "@mantine/core";
import { type ConditionNames, type Mark, sayCondition } from "@plumbline/phrases";
import type { Condition } from "@plumbline/scoring";
import { Fragment } from "react";
import { useSay } from "../say.tsx";

/** Marks that no sentence has of its own. */
const OPEN = "\u{e000}";
const CLOSE = "\u{e001}";
const MARKS = /[\u{e000}\u{e001}]/gu;

/** Sets what was given off from the words of a sentence, for `Emphasised`. */
export const mark: Mark = (given) => `${OPEN}${given.replaceAll(MARKS, "")}${CLOSE}`;

/** A sentence made with `mark`, in which names and values stand out. */
export function Emphasised({ said }: { readonly said: string }) {
  return said.split(MARKS).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no name.
    at % 2 === 1 ? <strong key={at}>{part}</strong> : <Fragment key={at}>{part}</Fragment>,
  );
}

/** A condition as a sentence. */
export function ConditionText(props: {
  readonly condition: Condition;
  readonly names: ConditionNames;
  readonly label?: string;
}) {
  const { condition, names, label } = props;
  const say = useSay();
  return (
    <Text
      size="sm"
      component="p"
      m={0}
      className="condition-said"
      {...(label !== undefined && { "aria-label": label })}
    >
      <Emphasised said={sayCondition(say, condition, names, mark)} />
    </Text>
  );
}
