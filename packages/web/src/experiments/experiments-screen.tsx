import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconFlask2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import type { Experiment } from "./experiment.ts";
import { ExperimentForm } from "./experiment-form.tsx";
import { ExperimentScreen } from "./experiment-screen.tsx";

const route = getRouteApi("/inside/experiments");
const MOST = 200;

/** Experiments, and one of them in whole. */
export function ExperimentsScreen() {
  const { id } = route.useSearch();
  return id === undefined ? <Experiments /> : <ExperimentScreen key={id} id={id} />;
}

function Experiments() {
  const { experiments: say } = useSay().screens;
  const { can } = useMe();
  const [isPlanning, setPlanning] = useState(false);
  const navigate = useNavigate({ from: "/experiments" });
  const query = useQuery(ask("experiments", "list", { query: { limit: MOST } }));
  const plan = can("draft") && (
    <Button leftSection={<IconFlask2 size={16} aria-hidden />} onClick={() => setPlanning(true)}>
      {say.create}
    </Button>
  );
  return (
    <Screen title={say.title} about={say.about} actions={query.data && query.data.items.length > 0 && plan}>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none} hint={can("draft") ? say.noneHint : say.mayNot}>
              {plan}
            </Empty>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {items.map((experiment) => (
                <Entry key={experiment.id} experiment={experiment} />
              ))}
            </SimpleGrid>
          )
        }
      </Asked>
      {isPlanning && (
        <ExperimentForm onClose={() => setPlanning(false)} onPlanned={(id) => void navigate({ search: { id } })} />
      )}
    </Screen>
  );
}

function Entry({ experiment }: { readonly experiment: Experiment }) {
  const { experiments: say } = useSay().screens;
  const { ago } = useTimes();
  const { id, name, model, mode, state, startedAt, endedAt, winner } = experiment;
  return (
    <Card withBorder padding="md" component="article">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h5">
            <LinkText to="/experiments" search={{ id }}>
              {name}
            </LinkText>
          </Title>
          <Badge variant="light" tt="none" color={state === "running" ? "blue" : "gray"} flex="none">
            {say.states[state]}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {[
            say.of(model, say.modes[mode]),
            ...(startedAt === null ? [] : [say.started(ago(startedAt))]),
            ...(endedAt === null ? [] : [say.ended(ago(endedAt))]),
          ].join(" · ")}
        </Text>
        {winner !== null && <Text size="sm">{say.winner(winner)}</Text>}
      </Stack>
    </Card>
  );
}
