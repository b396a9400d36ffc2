import { Button, Group, Stack } from "@mantine/core";
import type { Condition } from "@plumbline/scoring";
import { useMemo } from "react";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { conditionProblems } from "../condition/condition-problems.ts";
import { useOffers } from "../condition/offers.ts";
import { useSay } from "../say.tsx";
import { useDraft, useForgetDrafts } from "../ui/draft.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { conditionOf } from "./condition-of.ts";
import { CONDITIONS } from "./use-clear-filter.ts";

const EVERYBODY: Condition = { all: [] };
type Words = NonNullable<Parameters<typeof useOffers>[0]>;

const NO_WORDS: Words = {};

/** The condition of the filter, which counts once it is applied. */
export function FilterCondition(props: {
  readonly model: string | undefined;
  readonly filter: string | undefined;
  readonly onApply: (filter: string | undefined) => void;
}) {
  const { model, filter, onApply } = props;
  const { leads: say, shell } = useSay().screens;
  const live = useLiveModel(model);
  const words = useMemo(() => (live ? (live.body as Words) : NO_WORDS), [live]);
  const offers = useOffers(words);
  const draft = useDraft<Condition>(`${CONDITIONS}${filter ?? ""}`, conditionOf(filter) ?? EVERYBODY);
  const forget = useForgetDrafts();
  const { value } = draft;
  const text = JSON.stringify(value);
  const isEverybody = text === JSON.stringify(EVERYBODY);
  const isSound = useMemo(() => conditionProblems(value).length === 0, [value]);
  // What was typed for any other filter and left there would come back with it.
  const apply = (next: string | undefined) => {
    draft.drop();
    forget(CONDITIONS);
    onApply(next);
  };
  return (
    <Stack gap="sm">
      <ConditionEditor value={value} onChange={draft.set} offers={offers} {...(live && { names: live.names })} />
      <Group justify="flex-end" gap="xs">
        {draft.isKept && text !== (filter ?? JSON.stringify(EVERYBODY)) && (
          <Button variant="subtle" color="gray" size="xs" onClick={draft.drop}>
            {say.views.discard}
          </Button>
        )}
        {filter !== undefined && (
          <Button variant="default" size="xs" onClick={() => apply(undefined)}>
            {shell.remove}
          </Button>
        )}
        <Button
          size="xs"
          disabled={!isSound || text === filter || (isEverybody && filter === undefined)}
          onClick={() => apply(isEverybody ? undefined : text)}
        >
          {say.filter.apply}
        </Button>
      </Group>
    </Stack>
  );
}
