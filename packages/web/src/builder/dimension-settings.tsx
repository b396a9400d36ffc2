import { Button, Card, Group, Stack, Text } from "@mantine/core";
import type { Model } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { put, useBuilding } from "./building.ts";
import { DecayEditor } from "./decay-editor.tsx";
import { PointsInput, Section, WordsInput } from "./fields.tsx";
import { GroupAdder } from "./group-card.tsx";
import { LabelsEditor } from "./labels-editor.tsx";
import { PartProblems } from "./part-problems.tsx";

export type Dimension = Model["dimensions"][string];

/** What a dimension is called, between which bounds it stays, how its rules fade, and its labels. */
export function DimensionSettings(props: {
  readonly name: string;
  readonly dimension: Dimension;
  readonly isUsed: boolean;
}) {
  const { name, dimension, isUsed } = props;
  const { builder, condition: say, shell } = useSay().screens;
  const { edit, canEdit, problemsAt } = useBuilding();
  const path = ["dimensions", name];
  const set = (key: keyof Dimension, value: unknown) => edit(put([...path, key], value), `${name}.${key}`);
  const [low, high] = dimension.clip ?? [];
  const clip = (lowest: number | undefined, highest: number | undefined) =>
    set("clip", lowest === undefined && highest === undefined ? undefined : [lowest ?? 0, highest ?? 100]);
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <PartProblems problems={problemsAt(path)} />
        <Group align="flex-end" gap="sm">
          <WordsInput label={builder.label} value={dimension.label} onWords={(label) => set("label", label)} />
          <PointsInput w={90} label={say.low} value={low} onNumber={(next) => clip(next, high)} />
          <PointsInput w={90} label={say.high} value={high} onNumber={(next) => clip(low, next)} />
        </Group>
        <Text size="xs" c="dimmed">
          {builder.clipHint}
        </Text>
        <Section title={builder.decay}>
          <DecayEditor decay={dimension.decay} isInherited={false} onDecay={(decay) => set("decay", decay)} />
        </Section>
        <Section title={builder.labels}>
          <LabelsEditor labels={dimension.labels} onLabels={(labels) => set("labels", labels)} />
        </Section>
        <WordsInput
          label={builder.note}
          value={dimension.note}
          isLong
          maxLength={2000}
          onWords={(note) => set("note", note)}
        />
        {canEdit && (
          <Group>
            <GroupAdder dimension={name} />
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              disabled={isUsed}
              {...(isUsed && { title: builder.dimensionUsed })}
              onClick={() => edit({ kind: "drop", path })}
            >
              {shell.remove}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
