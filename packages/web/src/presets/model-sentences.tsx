import { List, Stack, Text, Title } from "@mantine/core";
import { namesOf, sayBands, sayRule } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import { useSay } from "../say.tsx";

/** The bands and rules of a model as sentences; of the rules as many as are asked for. */
export function ModelSentences({ body, most }: { readonly body: Model; readonly most?: number }) {
  const say = useSay();
  const { presets } = say.screens;
  const names = namesOf(body);
  const bands = sayBands(say, body.bands ?? []);
  const rules = body.rules.slice(0, most);
  return (
    <>
      <Stack gap={4}>
        <Title order={4} size="h6">
          {presets.bands}
        </Title>
        {bands.length === 0 ? (
          <Text size="sm" c="dimmed">
            {presets.noBands}
          </Text>
        ) : (
          <List size="sm" spacing={2}>
            {bands.map((band) => (
              <List.Item key={band}>{band}</List.Item>
            ))}
          </List>
        )}
      </Stack>
      {Object.keys(body.dimensions)
        .map((dimension) => [dimension, rules.filter((rule) => rule.dimension === dimension)] as const)
        .filter(([, own]) => own.length > 0)
        .map(([dimension, own]) => (
          <Stack key={dimension} gap={4}>
            <Title order={4} size="h6">
              {presets.rules} · {names.dimension(dimension)}
            </Title>
            <List size="sm" spacing={4}>
              {own.map((rule) => (
                <List.Item key={rule.id}>
                  <Text span inherit fw={500}>
                    {names.rule(rule.id)}
                  </Text>{" "}
                  <Text span inherit c="dimmed">
                    {sayRule(say, rule, names)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </Stack>
        ))}
      {body.rules.length > rules.length && (
        <Text size="sm" c="dimmed">
          {presets.more(body.rules.length - rules.length)}
        </Text>
      )}
    </>
  );
}
