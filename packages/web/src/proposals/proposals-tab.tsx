import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { AskedFields, type Asking, askedLike } from "../backtest/asked-fields.tsx";
import { Section } from "../insights/section.tsx";
import type { Study } from "../insights/study.ts";
import { StudyState } from "../insights/study-state.tsx";
import { useStudy } from "../insights/use-studies.ts";
import { useStudiesOf } from "../insights/use-studies-of.ts";
import { useAuthor } from "../lead/author.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { AutoTuneSection } from "./auto-tune-section.tsx";
import { ProposalList } from "./proposal-list.tsx";
import { ProposalsFound } from "./proposals-found.tsx";

/** What history proposes for a model, accepted into its draft one by one. */
export function ProposalsTab({ model }: { readonly model: WholeModel }) {
  const { proposals: say } = useSay().screens;
  const { can } = useMe();
  const { query, studies } = useStudiesOf(model.name, "proposals");
  const newest = studies?.[0];
  if (model.live === null) return <Empty title={say.backtest.notLive} hint={say.hint} />;
  return (
    <Stack gap="md">
      {can("draft") && (
        <AskProposals
          key={newest?.id}
          name={model.name}
          isAgain={newest !== undefined}
          start={askedLike({ ...newest?.asked, perWeek: perWeekOf(newest?.asked.goal) })}
        />
      )}
      <Asked query={query}>
        {() =>
          newest ? (
            <OneStudy key={newest.id} id={newest.id} model={model} />
          ) : (
            <Empty title={say.none} hint={can("draft") ? say.noneHint : say.mayNot} />
          )
        }
      </Asked>
      <AutoTuneSection model={model} />
    </Stack>
  );
}

type Goal = Extract<Study, { readonly kind: "proposals" }>["asked"]["goal"];

const perWeekOf = (goal: Goal): number | undefined => (goal?.kind === "capacity" ? goal.perWeek : undefined);

function AskProposals(props: { readonly name: string; readonly isAgain: boolean; readonly start: Asking }) {
  const { name, isAgain, start } = props;
  const { proposals: say } = useSay().screens;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(start);
  const { target, horizon, perWeek } = asking;
  const looking = useMutation({
    mutationFn: () =>
      client.studies.create({
        body: {
          ...{ kind: "proposals", model: name, target },
          horizon: horizon === "" ? 90 : horizon,
          ...(perWeek !== "" && { goal: { kind: "capacity", perWeek } as const }),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["studies"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (horizon !== "") looking.mutate();
  };
  const act = isAgain ? say.askAgain : say.ask;
  return (
    <Section title={act} hint={say.hint}>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <AskedFields value={asking} perWeekHint={say.perWeekHint} onChange={setAsking} />
          </SimpleGrid>
          <Problem error={looking.error} />
          <Group justify="flex-end">
            <Button
              type="submit"
              variant={isAgain ? "default" : "filled"}
              loading={looking.isPending}
              disabled={horizon === ""}
              leftSection={<IconBulb size={16} aria-hidden />}
            >
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function OneStudy({ id, model }: { readonly id: string; readonly model: WholeModel }) {
  const { insights } = useSay().screens;
  const query = useStudy(id);
  const author = useAuthor();
  const { ago } = useTimes();
  return (
    <Asked query={query}>
      {(study) =>
        study.kind === "proposals" && (
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {insights.within(insights.targets[study.asked.target ?? "won"], study.asked.horizon ?? 90)} ·{" "}
              {insights.by(author(study.by), ago(study.at))}
            </Text>
            <StudyState study={study}>
              {study.result && (
                <>
                  <ProposalsFound found={study.result} />
                  <Proposed id={id} model={model} />
                </>
              )}
            </StudyState>
          </Stack>
        )
      }
    </Asked>
  );
}

function Proposed({ id, model }: { readonly id: string; readonly model: WholeModel }) {
  const query = useQuery(ask("proposals", "list", { params: { id } }));
  return <Asked query={query}>{({ items }) => <ProposalList study={id} model={model} proposed={items} />}</Asked>;
}
