import { Accordion, Alert, Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconEyeOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Presets } from "../presets/presets.tsx";
import { useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import type { ReadinessLine } from "./facts-said.ts";
import { beginningIsOver } from "./is-over.ts";
import { Readiness } from "./readiness.tsx";
import { StepList } from "./step-list.tsx";
import { isBegun, stepsDone } from "./steps.ts";
import "./beginning.css";

/** As long as something is missing it is looked for so often, in ms. */
const EVERY = 4000;

/** The way from an empty workspace to the first ranked lead. */
export function BeginningScreen() {
  const { beginning: say } = useSay().screens;
  const { can } = useMe();
  const isOver = useRemembered(beginningIsOver);
  const [isBegunNow, setIsBegunNow] = useState(false);
  const refetchInterval = isBegunNow ? false : EVERY;
  const models = useQuery({ ...ask("models", "list"), refetchInterval });
  const leads = useQuery({ ...ask("leads", "list", { query: { limit: 1 } }), refetchInterval });
  const readiness = useQuery(ask("workspace", "readiness"));
  const workspace = useQuery(ask("workspace", "get"));
  const people = useQuery({ ...ask("people", "list"), enabled: can("people") });
  const done = stepsDone({
    models: models.data?.items,
    leads: leads.data?.items,
    members: people.data?.members.length,
  });
  const hasBegun = isBegun(done);
  const isOwn = workspace.data?.isSample === false;
  useEffect(() => {
    if (!hasBegun) return;
    setIsBegunNow(true);
    // Done is done: the menu need not offer it any more. What the sample has, nobody has done.
    if (isOwn) beginningIsOver.set(true);
  }, [hasBegun, isOwn]);
  return (
    <Screen
      title={say.title}
      about={say.about}
      actions={
        !isOver && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconEyeOff size={15} aria-hidden />}
            onClick={() => beginningIsOver.set(true)}
          >
            {say.hide}
          </Button>
        )
      }
    >
      <Stack gap="xl" maw={1080}>
        <div aria-live="polite">
          {hasBegun ? (
            <Alert color="teal" variant="light" icon={<IconCircleCheck />} title={say.allDone}>
              {isOver ? say.hidden : say.steps.sampleData}
            </Alert>
          ) : (
            isOver && (
              <Text size="sm" c="dimmed">
                {say.hidden}
              </Text>
            )
          )}
        </div>
        <StepList
          done={done}
          models={models.data?.items ?? []}
          first={leads.data?.items[0]}
          count={knownIn(readiness.data?.items ?? [])}
          members={people.data?.members.length}
          isSample={workspace.data?.isSample ?? false}
        />
        <Presets />
        <Readiness />
        <Words />
      </Stack>
    </Screen>
  );
}

/** How many leads there are, also those that no model scores. */
function knownIn(lines: readonly ReadinessLine[]): number {
  const leads = lines.find(({ code }) => code === "enough-leads")?.facts["leads"];
  return typeof leads === "number" ? leads : 0;
}

/** What one has to know, in place of a manual. */
function Words() {
  const { words: say } = useSay().screens.beginning;
  const all = [
    [say.score, say.scoreIs],
    [say.fit, say.fitIs],
    [say.decay, say.decayIs],
    [say.limit, say.limitIs],
    [say.band, say.bandIs],
    [say.handOff, say.handOffIs],
  ] as const;
  return (
    <Accordion variant="separated" defaultValue={null}>
      <Accordion.Item value="words">
        <Accordion.Control>
          <Text fw={600} size="sm">
            {say.title}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <Text component="dl" size="sm" className="beginning-words">
            {all.map(([word, meaning]) => [<dt key={word}>{word}</dt>, <dd key={meaning}>{meaning}</dd>])}
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
