import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconCrown, IconHourglass, IconLoader2 } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { type Prediction, titleOf } from "./prediction.ts";
import { usePredictionWords } from "./use-prediction-words.ts";
import { WatchMark } from "./watch-notice.tsx";

/** All predictions, each with what it says and whether it has learned it. */
export function PredictionList({ predictions }: { readonly predictions: readonly Prediction[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {predictions.map((prediction) => (
        <Card key={prediction.name} withBorder padding="md" component="article">
          <Stack gap={6}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Title order={2} size="h5">
                <LinkText to="/predictions" search={{ name: prediction.name }}>
                  {titleOf(prediction)}
                </LinkText>
              </Title>
              <PredictionState prediction={prediction} />
            </Group>
            <WatchMark prediction={prediction} />
            <About prediction={prediction} />
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  );
}

/** Whether it is being trained, has a champion, or neither. */
export function PredictionState({ prediction }: { readonly prediction: Prediction }) {
  const { prediction: say } = useSay().screens;
  const { study, champion } = prediction;
  const [Icon, color, words] =
    study !== null
      ? ([IconLoader2, "blue", say.training] as const)
      : champion === null
        ? ([IconHourglass, "gray", say.noChampion] as const)
        : ([IconCrown, "teal", say.states.champion] as const);
  return (
    <Badge variant="light" color={color} tt="none" leftSection={<Icon size={12} aria-hidden />} flex="none">
      {words}
    </Badge>
  );
}

function About({ prediction }: { readonly prediction: Prediction }) {
  const words = usePredictionWords();
  return (
    <Text size="sm" c="dimmed">
      {words(prediction)}
    </Text>
  );
}
