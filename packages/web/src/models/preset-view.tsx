import { Badge, Group, List, Stack, Text, Title } from "@mantine/core";
import { namesOf, sayBands, sayRule } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { Shape } from "./shape.tsx";

/** Whose scoring a preset resembles; names of products are the same in all languages. */
const SYSTEMS: Readonly<Record<string, string>> = {
  activecampaign: "ActiveCampaign",
  eloqua: "Oracle Eloqua",
  hubspot: "HubSpot",
  marketo: "Adobe Marketo Engage",
  pardot: "Salesforce Pardot",
};

/** A preset as people read it: what it is for, its shape, its rules and its bands. */
export function PresetView({ name, body }: { readonly name: string; readonly body: Model }) {
  const { screens } = useSay();
  const { gallery } = screens.models;
  const system = SYSTEMS[name];
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Group gap="xs">
          <Title order={3} size="h5">
            {body.label ?? name}
          </Title>
          <Badge variant="light" tt="none" color={system ? "violet" : "gray"}>
            {system ? gallery.resembles(system) : gallery.own}
          </Badge>
        </Group>
        {body.note && <Text size="sm">{body.note}</Text>}
      </Stack>
      <Shape body={body} />
      <ModelSentences body={body} />
    </Stack>
  );
}

/** The bands and rules of a model as sentences. */
export function ModelSentences({ body }: { readonly body: Model }) {
  const say = useSay();
  const { gallery } = say.screens.models;
  const names = namesOf(body);
  const bands = sayBands(say, body.bands ?? []);
  return (
    <>
      <Stack gap={4}>
        <Title order={4} size="h6">
          {gallery.bands}
        </Title>
        {bands.length === 0 ? (
          <Text size="sm" c="dimmed">
            {gallery.noBands}
          </Text>
        ) : (
          <List size="sm" spacing={2}>
            {bands.map((band) => (
              <List.Item key={band}>{band}</List.Item>
            ))}
          </List>
        )}
      </Stack>
      {Object.keys(body.dimensions).map((dimension) => (
        <Stack key={dimension} gap={4}>
          <Title order={4} size="h6">
            {gallery.rules} · {names.dimension(dimension)}
          </Title>
          <List size="sm" spacing={4}>
            {body.rules
              .filter((rule) => rule.dimension === dimension)
              .map((rule) => (
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
    </>
  );
}
