import { Button, Group, Stack } from "@mantine/core";
import type { Condition } from "@plumbline/scoring";
import { useMemo } from "react";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { conditionProblems } from "../condition/condition-problems.ts";
import { useOffers } from "../condition/offers.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { conditionOf } from "./condition-of.ts";

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
  const draft = useDraft<Condition>(`filter.${filter ?? ""}`, conditionOf(filter) ?? EVERYBODY);
  const { value } = draft;
  const text = JSON.stringify(value);
  const isEverybody = text === JSON.stringify(EVERYBODY);
  const isSound = useMemo(() => conditionProblems(value).length === 0, [value]);
  return (
    <Stack gap="sm">
      <ConditionEditor value={value} onChange={draft.set} offers={offers} {...(live && { names: live.names })} />
      <Group justify="flex-end" gap="xs">
        {filter !== undefined && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              draft.drop();
              onApply(undefined);
            }}
          >
            {shell.remove}
          </Button>
        )}
        <Button
          size="xs"
          disabled={!isSound || text === filter || (isEverybody && filter === undefined)}
          onClick={() => {
            draft.drop();
            onApply(isEverybody ? undefined : text);
          }}
        >
          {say.filter.apply}
        </Button>
      </Group>
    </Stack>
  );
}
