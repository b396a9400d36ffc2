import { Divider, Group, Stack, Text } from "@mantine/core";
import { sayFactor } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { type Answered, ask } from "../api.ts";
import { daysUntil } from "../prediction/prediction.ts";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { Section } from "./section.tsx";

type Told = Answered<"predictions", "ofLead">["items"][number];

const MOST_FACTORS = 4;

/** How likely the lead converts, why, and how long that takes; nothing where nothing is predicted. */
export function PredictionSection({ id }: { readonly id: string }) {
  const { card: say } = useSay().screens.prediction;
  const { data } = useQuery(ask("predictions", "ofLead", { params: { id } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={say.title}>
      <Stack gap="sm">
        {data.items.map((told, at) => (
          <Stack key={told.name} gap="xs">
            {at > 0 && <Divider />}
            <OnePrediction told={told} />
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}

function OnePrediction({ told: one }: { readonly told: Told }) {
  const spoken = useSay();
  const { screens, figures } = spoken;
  const { insights } = screens;
  const { card: say } = screens.prediction;
  const { name, label, horizon, target, told, days } = one;
  const factors = told.factors.slice(0, MOST_FACTORS);
  return (
    <>
      <Group gap="xs" align="baseline">
        <Text fz="xl" fw={700} lh={1.2}>
          {figures.percent(told.probability)}
        </Text>
        <LinkText to="/predictions" search={{ name }} size="sm">
          {label ?? name}
        </LinkText>
      </Group>
      <Text size="xs" c="dimmed">
        {insights.within(insights.targets[target], horizon)}
      </Text>
      {factors.length > 0 && (
        <Stack gap={2}>
          <Text size="xs" fw={600}>
            {say.because}
          </Text>
          {factors.map((factor) => (
            <Text key={factor.feature} size="sm">
              {sayFactor(spoken, factor)}
            </Text>
          ))}
        </Stack>
      )}
      {days && <Text size="sm">{say.expected(daysUntil(days))}</Text>}
    </>
  );
}
