import { Alert, Badge, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowLeft, IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked } from "../ui/states.tsx";
import type { Experiment } from "./experiment.ts";
import { ExperimentLeads } from "./experiment-leads.tsx";
import { ResultView } from "./result-view.tsx";
import { Needed } from "./sample-size.tsx";

const SOON = 3000;

/** An experiment: its plan, what can be done with it, and what it has shown so far. */
export function ExperimentScreen({ id }: { readonly id: string }) {
  const query = useQuery({
    ...ask("experiments", "get", { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data?.state === "filling" || data?.state === "deciding" ? SOON : false),
  });
  return <Asked query={query}>{(experiment) => <ExperimentView experiment={experiment} />}</Asked>;
}

type Shown = { readonly experiment: Experiment };

function ExperimentView({ experiment }: Shown) {
  const { experiments: say } = useSay().screens;
  const { name, note, model, mode, state, filling, winner } = experiment;
  const hasBegun = state !== "draft" && state !== "filling";
  return (
    <Screen title={name} about={say.of(model, say.modes[mode])} actions={<Actions experiment={experiment} />}>
      <Group gap="sm">
        <LinkText to="/experiments" size="sm">
          <IconArrowLeft size={14} aria-hidden /> {say.back}
        </LinkText>
        <Badge variant="light" tt="none" color={state === "running" ? "blue" : "gray"}>
          {say.states[state]}
        </Badge>
        {winner !== null && <Text size="sm">{say.winner(winner)}</Text>}
      </Group>
      {note !== "" && <Text size="sm">{note}</Text>}
      {filling && (
        <Alert
          variant="light"
          color={filling.failed ? "red" : "blue"}
          role="status"
          {...(filling.failed && { icon: <IconAlertTriangle /> })}
        >
          {filling.failed ? say.fillingFailed : say.filling(filling.done)}
        </Alert>
      )}
      {hasBegun && <Results experiment={experiment} />}
      <PlanView experiment={experiment} />
      {hasBegun && <ExperimentLeads experiment={experiment} />}
    </Screen>
  );
}

function Results({ experiment }: Shown) {
  const query = useQuery(ask("experiments", "results", { params: { id: experiment.id } }));
  return <Asked query={query}>{(result) => <ResultView experiment={experiment} result={result} />}</Asked>;
}

function PlanView({ experiment }: Shown) {
  const { screens, figures, explanation } = useSay();
  const { said } = explanation;
  const { experiments: say, insights } = screens;
  const { arms, target, horizon, enrols, mode, needed, leastDays, mostDays, guards, difference } = experiment;
  const whole = arms.reduce((sum, { weight }) => sum + weight, 0);
  const called = (version: Experiment["arms"][number]["version"]) =>
    typeof version === "number" ? insights.versionOf(version) : say[version];
  return (
    <Section title={say.plan}>
      <Stack gap="sm">
        <List size="sm" spacing={4}>
          {arms.map(({ name, weight, version }) => (
            <List.Item key={name}>
              {said(
                name,
                figures.list([called(version), ...(mode === "live" ? [figures.percent(weight / whole)] : [])]),
              )}
            </List.Item>
          ))}
          <List.Item>{insights.within(insights.targets[target], horizon)}</List.Item>
          <List.Item>{say.enrolsOf[enrols]}</List.Item>
          {mode === "live" && <List.Item>{said(say.difference, figures.number(difference * HUNDRED))}</List.Item>}
          <List.Item>{said(say.leastDays, figures.number(leastDays))}</List.Item>
          <List.Item>{said(say.mostDays, figures.number(mostDays))}</List.Item>
          {guards.length > 0 && (
            <List.Item>{said(say.guards, figures.names(guards.map(({ name }) => name)))}</List.Item>
          )}
        </List>
        {mode === "live" && needed && (
          <Stack gap={2}>
            <Text size="sm" fw={600}>
              {say.size}
            </Text>
            <Needed needed={needed} />
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

const HUNDRED = 100;

type Doing = { readonly what: "start" | "stop" | "drop" } | { readonly what: "decide"; readonly arm: string };

/** What can be done in its state, each after a question. */
function Actions({ experiment }: Shown) {
  const { experiments: say, shell } = useSay().screens;
  const { can } = useMe();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { ago } = useTimes();
  const { state, arms, startedAt, endedAt } = experiment;
  const isOn = state === "running" || state === "filling";
  return (
    <>
      {startedAt !== null && (
        <Text size="sm" c="dimmed">
          {[say.started(ago(startedAt)), ...(endedAt === null ? [] : [say.ended(ago(endedAt))])].join(" · ")}
        </Text>
      )}
      {state === "draft" && can("draft") && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setDoing({ what: "drop" })}
        >
          {shell.remove}
        </Button>
      )}
      {state === "draft" && can("models") && (
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setDoing({ what: "start" })}>
          {say.start}
        </Button>
      )}
      {isOn && can("models") && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={() => setDoing({ what: "stop" })}
        >
          {say.stop}
        </Button>
      )}
      {state === "running" &&
        can("models") &&
        arms.slice(1).map(({ name }) => (
          <Button key={name} variant="light" onClick={() => setDoing({ what: "decide", arm: name })}>
            {say.decide(name)}
          </Button>
        ))}
      {doing && <Question experiment={experiment} doing={doing} onClose={() => setDoing(null)} />}
    </>
  );
}

function Question(props: Shown & { readonly doing: Doing; readonly onClose: () => void }) {
  const { experiment, doing, onClose } = props;
  const { experiments: say, shell } = useSay().screens;
  const queries = useQueryClient();
  const navigate = useNavigate({ from: "/experiments" });
  const params = { id: experiment.id };
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ["experiments"] });
    await queries.invalidateQueries({ queryKey: ["models"] });
  };
  switch (doing.what) {
    case "start":
      return (
        <Confirm
          title={say.startTitle}
          hint={say.startHint[experiment.mode]}
          act={say.start}
          isGrave={false}
          onClose={onClose}
          onConfirm={() => client.experiments.start({ params }).then(done)}
        />
      );
    case "stop":
      return (
        <Confirm
          title={say.stopTitle}
          hint={say.stopHint}
          act={say.stop}
          onClose={onClose}
          onConfirm={() => client.experiments.stop({ params }).then(done)}
        />
      );
    case "decide":
      return (
        <Confirm
          title={say.decideTitle(doing.arm)}
          hint={say.decideHint}
          act={say.decide(doing.arm)}
          isGrave={false}
          onClose={onClose}
          onConfirm={() => client.experiments.decide({ params, body: { arm: doing.arm } }).then(done)}
        />
      );
    case "drop":
      return (
        <Confirm
          title={say.dropTitle}
          hint={say.dropHint}
          act={shell.remove}
          onClose={onClose}
          onConfirm={async () => {
            await client.experiments.drop({ params });
            await navigate({ search: {} });
            await queries.invalidateQueries({ queryKey: ["experiments", "list"] });
          }}
        />
      );
  }
}
