import { Card, Group, Loader, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ApiError } from "@plumbline/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Answered, ask } from "../api.ts";
import { conditionProblems } from "../condition/condition-problems.ts";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { Problem, Rows } from "../ui/states.tsx";
import type { definitionOf } from "./segment.ts";

const TYPING = 600;
const SHOWN = 10;
/** Anonymous ones say little: so many at most. */
const ANONYMOUS = 3;

type Given = Parameters<typeof ask<"segments", "preview">>[2];

/** How many a condition finds just now, and some of them by name; it follows what is written. */
export function SegmentPreview({ definition }: { readonly definition: ReturnType<typeof definitionOf> }) {
  const { segments: say } = useSay().screens;
  const [text] = useDebouncedValue(JSON.stringify(definition), TYPING);
  const asked = JSON.parse(text) as ReturnType<typeof definitionOf>;
  const isSound = conditionProblems(asked.where).length === 0;
  const preview = useQuery({
    ...ask("segments", "preview", { body: asked } as Given),
    enabled: isSound,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data, error } = preview;
  const isUnfinished = !isSound || (error instanceof ApiError && error.is("model-invalid"));
  return (
    <Card withBorder padding="md" component="section" aria-label={say.preview} pos="sticky" top={68}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            {say.preview}
          </Text>
          {preview.isFetching && <Loader size="xs" />}
        </Group>
        {isUnfinished ? (
          <Text size="sm" c="dimmed">
            {say.unfinished}
          </Text>
        ) : preview.isError ? (
          <Problem error={preview.error} />
        ) : data === undefined ? (
          <Rows count={3} />
        ) : (
          <Size preview={data} />
        )}
      </Stack>
    </Card>
  );
}

function Size({ preview: { size, looked, sample } }: { readonly preview: Answered<"segments", "preview"> }) {
  const { segments: say, leads } = useSay().screens;
  return (
    <>
      <div aria-live="polite">
        <Text size="xl" fw={700}>
          {say.found(size.value, size.isEstimate)}
        </Text>
        <Text size="xs" c="dimmed">
          {size.isEstimate ? say.looked(looked) : say.foundOf(looked)}
        </Text>
      </div>
      {sample.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.nobody}
        </Text>
      ) : (
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {say.sample}
          </Text>
          {namedFirst(sample).map(({ id, name }) => (
            <LinkText key={id} to="/leads/$id" params={{ id }} target="_blank" size="sm" truncate>
              {name ?? leads.unknown}
            </LinkText>
          ))}
        </Stack>
      )}
    </>
  );
}

type Sample = { readonly id: string; readonly name: string | null };

function namedFirst(sample: readonly Sample[]): readonly Sample[] {
  const named = sample.filter(({ name }) => name !== null);
  const anonymous = sample.filter(({ name }) => name === null).slice(0, ANONYMOUS);
  return [...named, ...anonymous].slice(0, SHOWN);
}
