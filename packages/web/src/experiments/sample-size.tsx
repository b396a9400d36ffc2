import { Card, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import type { Experiment } from "./experiment.ts";

type Asked = Parameters<typeof ask<"experiments", "sampleSize">>[2]["query"];

/** How many leads a difference takes to be found, as it is being planned. */
export function SampleSize({ asked }: { readonly asked: Asked | null }) {
  const { experiments: say } = useSay().screens;
  const { data } = useQuery({
    ...ask("experiments", "sampleSize", { query: asked ?? { baseline: 0.5, difference: 0.1 } }),
    enabled: asked !== null,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Card withBorder padding="sm" role="status">
      <Text size="sm" fw={600}>
        {say.size}
      </Text>
      {asked === null || !data ? (
        <Text size="sm" c="dimmed">
          {say.sizeHint}
        </Text>
      ) : (
        <Needed needed={data.needed} />
      )}
    </Card>
  );
}

/** Leads needed in each arm, by both tests. */
export function Needed({ needed }: { readonly needed: Experiment["needed"] }) {
  const { experiments: say } = useSay().screens;
  if (needed === null) return <Text size="sm">{say.sizeNone}</Text>;
  const { control, treatment, sequential } = needed;
  return (
    <Stack gap={2}>
      <Text size="sm">{say.sizeOnce(control, treatment)}</Text>
      <Text size="sm">{say.sizeAnyTime(sequential.control, sequential.treatment)}</Text>
    </Stack>
  );
}
