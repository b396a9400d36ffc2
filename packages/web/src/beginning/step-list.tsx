import { Button, Group, Paper, SimpleGrid, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Answered } from "../api.ts";
import { useMe } from "../app/session.ts";
import { PRESETS } from "../presets/presets.tsx";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import type { Step, stepsDone } from "./steps.ts";

/** The steps, each ticked by what the workspace has. */
export function StepList(props: {
  readonly done: ReturnType<typeof stepsDone>;
  readonly models: Answered<"models", "list">["items"];
  readonly first: Answered<"leads", "list">["items"][number] | undefined;
  readonly count: number;
  readonly members: number | undefined;
  /** Whether all of it is the sample's. */
  readonly isSample: boolean;
}) {
  const { done, models, first, count, members, isSample } = props;
  const { screens, figures } = useSay();
  const { steps: say } = screens.beginning;
  const { can } = useMe();
  const live = models.filter((model) => model.live !== null && model.retiredAt === null).map(({ name }) => name);
  const leading = useFirst(first);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" component="ol" className="beginning-steps">
      <StepCard
        step="model"
        done={done}
        title={say.model}
        hint={isSample ? say.sample : say.modelHint}
        fact={live.length > 0 ? say.modelDone(figures.list(live)) : undefined}
      >
        {can("draft") && (
          <Button component="a" href={`#${PRESETS}`} size="compact-sm" variant={done.model ? "default" : "filled"}>
            {say.choose}
          </Button>
        )}
        <LinkButton to="/models" size="compact-sm" variant="default">
          {say.toModels}
        </LinkButton>
      </StepCard>
      <StepCard
        step="data"
        done={done}
        title={say.data}
        hint={isSample ? say.sampleData : say.dataHint}
        fact={count > 0 ? say.dataDone(count) : undefined}
      >
        <LinkButton to="/sources" size="compact-sm" variant={done.model && !done.data ? "filled" : "default"}>
          {say.connect}
        </LinkButton>
        {isSample && can("admin") && (
          <LinkButton to="/settings/{-$part}" params={{ part: "workspace" }} size="compact-sm" variant="default">
            {say.own}
          </LinkButton>
        )}
        {can("write") && (
          <LinkButton to="/imports" size="compact-sm" variant="default">
            {say.import}
          </LinkButton>
        )}
      </StepCard>
      <StepCard step="ranked" done={done} title={say.ranked} hint={say.rankedHint} fact={leading}>
        <LinkButton to="/leads" size="compact-sm" variant={done.ranked ? "filled" : "default"}>
          {say.toLeads}
        </LinkButton>
      </StepCard>
      {can("people") && (
        <StepCard
          step="people"
          done={done}
          title={say.people}
          hint={say.peopleHint}
          fact={members === undefined ? undefined : say.peopleDone(members)}
        >
          <LinkButton to="/settings/{-$part}" params={{ part: "people" }} size="compact-sm" variant="default">
            {say.invite}
          </LinkButton>
        </StepCard>
      )}
    </SimpleGrid>
  );
}

/** Who leads the list, with how many points; undefined where nobody is ranked. */
function useFirst(first: Answered<"leads", "list">["items"][number] | undefined): string | undefined {
  const { screens, figures } = useSay();
  const { steps: say } = screens.beginning;
  const total = first?.score.total ?? null;
  if (!first || total === null) return undefined;
  return say.rankedDone(first.name ?? first.email ?? say.somebody, figures.points(total * 100));
}

function StepCard(props: {
  readonly step: Step;
  readonly done: ReturnType<typeof stepsDone>;
  readonly title: string;
  readonly hint: string;
  readonly fact: string | undefined;
  readonly children: ReactNode;
}) {
  const { step, done, title, hint, fact, children } = props;
  const { beginning } = useSay().screens;
  const isDone = done[step] === true;
  return (
    <Paper withBorder p="md" component="li">
      <Group wrap="nowrap" align="flex-start" gap="sm" h="100%">
        <ThemeIcon
          radius="xl"
          size={28}
          variant="light"
          color={isDone ? "teal" : "gray"}
          role="img"
          aria-label={isDone ? beginning.done : beginning.toDo}
        >
          {isDone ? <IconCheck size={17} aria-hidden /> : <IconCircleDashed size={17} aria-hidden />}
        </ThemeIcon>
        <Stack gap={6} flex={1} miw={0} h="100%">
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
          {fact !== undefined && (
            <Text size="sm" fw={600} role="status">
              {fact}
            </Text>
          )}
          <Group gap="xs" mt="auto" pt={4}>
            {children}
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}
