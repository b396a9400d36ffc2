import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import { StudyState } from "../insights/study-state.tsx";
import { ThresholdHelper } from "../insights/threshold-helper.tsx";
import { useStudy } from "../insights/use-studies.ts";
import { useStudiesOf } from "../insights/use-studies-of.ts";
import { useAuthor } from "../lead/author.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { AskedFields, type Asking, askedLike } from "./asked-fields.tsx";
import { BacktestView } from "./backtest-view.tsx";

/** What the draft would have done in the past, beside what the live version did. */
export function BacktestTab({ model }: { readonly model: WholeModel }) {
  const { can } = useMe();
  const { query, studies } = useStudiesOf(model.name, "backtest");
  const newest = studies?.[0];
  const isReady = model.live !== null && model.draftAt !== null;
  return (
    <Stack gap="md">
      {can("draft") && isReady && (
        <AskBacktest key={newest?.id} name={model.name} start={askedLike(newest?.asked ?? {})} />
      )}
      <Asked query={query}>{() => (newest ? <OneBacktest id={newest.id} /> : <NothingYet model={model} />)}</Asked>
    </Stack>
  );
}

function NothingYet({ model: { name, live, draftAt } }: { readonly model: WholeModel }) {
  const { backtest: say } = useSay().screens.proposals;
  const { can } = useMe();
  if (live === null) return <Empty title={say.notLive} hint={say.hint} />;
  if (draftAt !== null) return <Empty title={say.none} hint={say.noneHint} />;
  return (
    <Empty title={say.noDraft} hint={say.noDraftHint}>
      {can("draft") && <ToBuilder name={name} />}
    </Empty>
  );
}

function ToBuilder({ name }: { readonly name: string }) {
  const { models } = useSay().screens;
  return (
    <LinkButton to="/models/$name/edit" params={{ name }} variant="light">
      {models.edit}
    </LinkButton>
  );
}

function AskBacktest({ name, start }: { readonly name: string; readonly start: Asking }) {
  const { backtest: say } = useSay().screens.proposals;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(start);
  const running = useMutation({
    mutationFn: () =>
      client.studies.create({
        body: {
          ...{ kind: "backtest", model: name, target: asking.target },
          horizon: asking.horizon === "" ? 90 : asking.horizon,
          ...(asking.perWeek !== "" && { perWeek: asking.perWeek }),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["studies"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asking.horizon !== "") running.mutate();
  };
  return (
    <Section title={say.ask} hint={say.hint}>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <AskedFields value={asking} perWeekHint={say.perWeekHint} onChange={setAsking} />
          </SimpleGrid>
          <Problem error={running.error} />
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={running.isPending}
              disabled={asking.horizon === ""}
              leftSection={<IconFlask size={16} aria-hidden />}
            >
              {say.ask}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function OneBacktest({ id }: { readonly id: string }) {
  const { insights, proposals } = useSay().screens;
  const query = useStudy(id);
  const author = useAuthor();
  const { ago } = useTimes();
  return (
    <Asked query={query}>
      {(study) =>
        study.kind === "backtest" && (
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {insights.within(insights.targets[study.asked.target ?? "won"], study.asked.horizon ?? 90)} ·{" "}
              {insights.by(author(study.by), ago(study.at))}. {proposals.backtest.changed}
            </Text>
            <StudyState study={study}>
              {study.result && (
                <>
                  <BacktestView found={study.result} model={study.asked.model} />
                  <Thresholds study={study.id} perWeek={study.asked.perWeek ?? null} />
                </>
              )}
            </StudyState>
          </Stack>
        )
      }
    </Asked>
  );
}

const SIDES = ["draft", "live"] as const;

/** From which score on leads are best worked, by the draft and by the live version. */
function Thresholds(props: { readonly study: string; readonly perWeek: number | null }) {
  const { insights, proposals } = useSay().screens;
  const { helper } = insights;
  const [side, setSide] = useState<(typeof SIDES)[number]>("draft");
  const [perWeek, setPerWeek] = useState(props.perWeek);
  return (
    <Section
      title={helper.title}
      hint={helper.hint}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={insights.version}
          value={side}
          onChange={(chosen) => setSide(SIDES.find((one) => one === chosen) ?? "draft")}
          data={SIDES.map((one) => ({ value: one, label: proposals.backtest[one] }))}
        />
      }
    >
      <ThresholdHelper study={props.study} perWeek={perWeek} onPerWeek={setPerWeek} of={side} />
    </Section>
  );
}
