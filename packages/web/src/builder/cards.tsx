import { Alert, Button, Card, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { ListsCards } from "./lists-cards.tsx";
import { MarketsCards } from "./markets-cards.tsx";
import { ProfilesCards } from "./profiles-cards.tsx";
import { RulesCards } from "./rules-cards.tsx";
import { SignalsCards } from "./signals-cards.tsx";
import { TotalCards } from "./total-cards.tsx";

const PARTS = ["rules", "signals", "total", "profiles", "markets", "lists"] as const;
type Part = (typeof PARTS)[number];

const SHOWN: Readonly<Record<Part, () => React.ReactNode>> = {
  rules: RulesCards,
  signals: SignalsCards,
  total: TotalCards,
  profiles: ProfilesCards,
  markets: MarketsCards,
  lists: ListsCards,
};

/** The parts of the model, each as cards. */
export function Cards() {
  const { builder } = useSay().screens;
  const { draft } = useBuilding();
  const [part, setPart] = useState<Part>("rules");
  const Shown = SHOWN[part];
  const counts = useCounts();
  return (
    <Tabs value={part} onChange={(next) => setPart(next as Part)} keepMounted={false}>
      <Tabs.List mb="md" className="builder-tabs">
        {PARTS.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            px="sm"
            rightSection={
              counts[one] === 0 ? undefined : (
                <Text size="xs" c="dimmed" component="span">
                  {counts[one]}
                </Text>
              )
            }
          >
            {builder.parts[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={part}>
        <Stack gap="md">
          {!draft.isReadable && (
            <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
              {builder.unreadable}
            </Alert>
          )}
          <Broken part={part} />
          <Shown />
        </Stack>
      </Tabs.Panel>
    </Tabs>
  );
}

function useCounts(): Readonly<Record<Part, number>> {
  const { model } = useBuilding();
  const size = (named: object | undefined) => Object.keys(named ?? {}).length;
  return {
    rules: model.rules.length,
    signals: size(model.signals),
    total: size(model.bands),
    profiles: size(model.profiles),
    markets: size(model.markets),
    lists: size(model.lists),
  };
}

/** Where each part of a text is shown. */
const PART_OF: Readonly<Record<string, Part>> = {
  who: "rules",
  dimensions: "rules",
  groups: "rules",
  bands: "total",
};

/** Parts of the text that have no meaning yet, so that they are not missed among the cards. */
function Broken({ part }: { readonly part: Part }) {
  const { builder, shell } = useSay().screens;
  const { draft, edit, canEdit } = useBuilding();
  const broken = draft.broken.filter(({ path: [top = ""] }) => (PART_OF[top] ?? top) === part);
  return broken.map(({ path, name }) => (
    <Card key={path.join("/")} withBorder padding="sm" className="builder-broken">
      <Group justify="space-between">
        <Stack gap={0}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {builder.broken}
          </Text>
        </Stack>
        {canEdit && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => edit({ kind: "drop", path })}>
            {shell.remove}
          </Button>
        )}
      </Group>
    </Card>
  ));
}
