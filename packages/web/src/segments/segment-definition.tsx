import { Card, Group, Stack, Text } from "@mantine/core";
import { type SignalDefinition, saySignal } from "@plumbline/phrases";
import type { Condition } from "@plumbline/scoring";
import { ConditionText } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import type { WholeSegment } from "./segment.ts";
import { useConditionNames } from "./use-condition-names.ts";

type Definition = NonNullable<WholeSegment["definition"]>;

/** What a live segment asks, in words. */
export function SegmentDefinition({ segment: { definition } }: { readonly segment: WholeSegment }) {
  const say = useSay();
  const { segments } = say.screens;
  const own = definition?.signals ?? {};
  const names = useConditionNames(definition?.model, own);
  if (!definition) return null;
  return (
    <Card withBorder padding="md" component="section" aria-label={segments.condition}>
      <Stack gap="xs">
        <Text fw={600} size="sm">
          {segments.condition}
        </Text>
        <ConditionText condition={definition.where as Condition} names={names} />
        {(definition.within ?? []).map((within) => (
          <Within key={JSON.stringify(within)} within={within} />
        ))}
        {Object.entries(own).map(([name, signal]) => (
          <Text key={name} size="xs" c="dimmed">
            {say.explanation.said(names.signal(name), saySignal(say, signal as SignalDefinition))}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

function Within({ within }: { readonly within: NonNullable<Definition["within"]>[number] }) {
  const { screens, figures } = useSay();
  const { segments: say } = screens;
  const { model, bands = [], totalFrom, totalTo } = within;
  const points = (total: number) => figures.points(total * 100);
  return (
    <Group gap={6}>
      <Text size="sm">
        {say.within} ({model}):
      </Text>
      {bands.map((band) => (
        <Band key={band} band={band} model={model} />
      ))}
      {(totalFrom !== undefined || totalTo !== undefined) && (
        <Text size="sm" fw={600}>
          {totalTo === undefined
            ? `≥ ${points(totalFrom ?? 0)}`
            : totalFrom === undefined
              ? `≤ ${points(totalTo)}`
              : `${points(totalFrom)}–${points(totalTo)}`}
        </Text>
      )}
    </Group>
  );
}
