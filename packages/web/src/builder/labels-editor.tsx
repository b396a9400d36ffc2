import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { Model } from "@plumbline/scoring";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { PointsInput } from "./fields.tsx";

export type Labels = NonNullable<Model["dimensions"][string]["labels"]>;
export type Threshold = { readonly above?: number; readonly from?: number };

/** Labels of a dimension from the lowest up, such as D, C, B, A: the axis of a matrix. */
export function LabelsEditor(props: {
  readonly labels: Labels | undefined;
  readonly onLabels: (labels: Labels | undefined) => void;
}) {
  const { labels = [], onLabels } = props;
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const put = (at: number, label: Labels[number]) => onLabels(labels.with(at, label));
  const add = () => {
    const last = labels.at(-1);
    const start = last ? (last.from ?? last.above ?? 0) + 25 : undefined;
    onLabels([...labels, { name: nextName(labels), ...(start !== undefined && { from: start }) }]);
  };
  return (
    <Stack gap={6}>
      {labels.map((label, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a label is what it is by its place.
        <Group key={at} gap={6} wrap="nowrap">
          <TextInput
            size="xs"
            w={110}
            aria-label={builder.labelOf(at + 1)}
            value={label.name}
            maxLength={50}
            readOnly={!canEdit}
            onChange={({ currentTarget }) => put(at, { ...label, name: currentTarget.value })}
          />
          {at === 0 ? (
            <Text size="xs" c="dimmed">
              {builder.lowest}
            </Text>
          ) : (
            <ThresholdInput
              label={label.name}
              value={label}
              onValue={(start) => put(at, { name: label.name, ...start })}
            />
          )}
          {canEdit && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={builder.removeNamed(label.name)}
              onClick={() => onLabels(labels.length > 1 ? labels.toSpliced(at, 1) : undefined)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {canEdit && (
        <Group>
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {builder.addLabel}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Where something begins: at a number, or above it. */
export function ThresholdInput(props: {
  readonly label: string;
  readonly value: Threshold;
  readonly onValue: (value: Threshold) => void;
}) {
  const { label, value, onValue } = props;
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const isAbove = value.above !== undefined;
  const start = value.above ?? value.from;
  const told = (number: number | undefined, above: boolean) =>
    onValue(number === undefined ? {} : above ? { above: number } : { from: number });
  return (
    <Group gap={4} wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={builder.startKindOf(label)}
        value={isAbove ? "above" : "from"}
        disabled={!canEdit}
        data={[
          { value: "from", label: builder.from },
          { value: "above", label: builder.above },
        ]}
        onChange={({ currentTarget }) => told(start, currentTarget.value === "above")}
      />
      <PointsInput w={84} aria-label={builder.startOf(label)} value={start} onNumber={(next) => told(next, isAbove)} />
    </Group>
  );
}

/** Letters fall and figures rise: D, C, B, A and 4, 3, 2, 1 both end with the best. */
function nextName(labels: Labels): string {
  const taken = labels.map(({ name }) => name);
  const last = taken.at(-1) ?? "";
  const before = /^[B-Z]$/.test(last) ? String.fromCharCode(last.charCodeAt(0) - 1) : last === "" ? "D" : "";
  if (before !== "" && !taken.includes(before)) return before;
  for (let n = labels.length + 1; ; n++) if (!taken.includes(String(n))) return String(n);
}
