import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconSettings } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { isTuning, type Tune, turnedOff } from "./auto-tune.ts";
import { AutoTuneForm } from "./auto-tune-form.tsx";
import { AutoTuneRuns } from "./auto-tune-runs.tsx";

const SOON = 3000;

/** Points that follow history on their own: whether they do, how far they may, and what was done. */
export function AutoTuneSection({ model }: { readonly model: WholeModel }) {
  const { tune: say } = useSay().screens.proposals;
  const queries = useQueryClient();
  const params = { name: model.name };
  const settings = useQuery(ask("autoTune", "get", { params }));
  const runs = useQuery({
    ...ask("autoTune", "runs", { params, query: { limit: 20 } }),
    refetchInterval: ({ state: { data } }) => (isTuning(settings.data, data?.items ?? [], Date.now()) ? SOON : false),
  });
  const last = runs.data?.items[0];
  const stage = `${last?.id} ${last?.outcome}`;
  // What it does changes the model, and it may turn itself off.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of a run is a reason to ask again.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["models"] });
    void queries.invalidateQueries({ queryKey: ask("autoTune", "get", { params }).queryKey });
  }, [stage]);
  return (
    <Section title={say.title} hint={say.hint}>
      <Asked query={settings}>{(tune) => <Settings model={model} tune={tune} />}</Asked>
      <Asked query={runs}>{({ items }) => <AutoTuneRuns model={model} runs={items} />}</Asked>
    </Section>
  );
}

type Shown = { readonly model: WholeModel; readonly tune: Tune };

function Settings({ model, tune }: Shown) {
  const { tune: say } = useSay().screens.proposals;
  const { can } = useMe();
  const author = useAuthor();
  const { ago } = useTimes();
  const { isOn, by, at, makesDrafts } = tune;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Badge
          variant="light"
          tt="none"
          color={isOn ? "teal" : "gray"}
          leftSection={isOn ? <IconPlayerPlay size={12} aria-hidden /> : <IconPlayerPause size={12} aria-hidden />}
        >
          {isOn ? say.on : say.off}
        </Badge>
        {!isOn && <Text size="sm">{say.isOff}</Text>}
      </Group>
      {isOn && <Plan tune={tune} />}
      {makesDrafts && <Text size="sm">{say.makesDrafts}</Text>}
      {by !== null && at !== null && (
        <Text size="xs" c="dimmed">
          {say.set(author(by), ago(at))}
        </Text>
      )}
      {can("models") && <Actions model={model} tune={tune} />}
    </Stack>
  );
}

/** When it runs next, and how far it may go. */
function Plan({ tune: { every, target, horizon, bounds, nextAt } }: Pick<Shown, "tune">) {
  const { screens } = useSay();
  const { proposals, insights } = screens;
  const { tune: say } = proposals;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const { mostPoints, mostPercent, leastOutcomes } = bounds;
  const isSoon = nextAt !== null && Date.parse(nextAt) <= Date.now();
  const next = nextAt === null ? [] : [isSoon ? say.soon : say.next(day(dayOf(nextAt)))];
  return (
    <Stack gap={2}>
      <Text size="sm">
        {[say.everies[every], ...next, insights.within(insights.targets[target], horizon)].join(" · ")}
      </Text>
      <Text size="sm">
        {[
          ...(mostPoints === null ? [] : [say.byPoints(mostPoints)]),
          ...(mostPercent === null ? [] : [say.byPercent(mostPercent)]),
          say.resting(leastOutcomes),
        ].join(" · ")}
      </Text>
    </Stack>
  );
}

function Actions({ model, tune }: Shown) {
  const { tune: say } = useSay().screens.proposals;
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const turning = useMutation({
    mutationFn: () => client.autoTune.put({ params: { name: model.name }, body: turnedOff(tune) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["autoTune"] }),
  });
  return (
    <>
      <Problem error={turning.error} />
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={tune.isOn ? <IconSettings size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {tune.isOn ? say.change : say.turnOn}
        </Button>
        {tune.isOn && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            loading={turning.isPending}
            leftSection={<IconPlayerPause size={14} aria-hidden />}
            onClick={() => turning.mutate()}
          >
            {say.turnOff}
          </Button>
        )}
      </Group>
      {isOpen && <AutoTuneForm model={model} tune={tune} onClose={() => setOpen(false)} />}
    </>
  );
}
