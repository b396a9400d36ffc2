import { Stack } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { AskedForm, askedLike } from "../backtest/asked-form.tsx";
import type { Study } from "../insights/study.ts";
import { StudyLine } from "../insights/study-line.tsx";
import { StudyState } from "../insights/study-state.tsx";
import { useStudy } from "../insights/use-studies.ts";
import { useStudiesOf } from "../insights/use-studies-of.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { AutoTuneSection } from "./auto-tune-section.tsx";
import { ProposalList } from "./proposal-list.tsx";
import { ProposalsFound } from "./proposals-found.tsx";

/** What history proposes for a model, accepted into its draft one by one. */
export function ProposalsTab({ model }: { readonly model: WholeModel }) {
  const { proposals: say } = useSay().screens;
  const { can } = useMe();
  const { query, newest, answered } = useStudiesOf(model.name, "proposals");
  if (model.live === null) return <Empty title={say.backtest.notLive} hint={say.hint} />;
  return (
    <Stack gap="md">
      {can("draft") && (
        <AskedForm
          key={newest?.id}
          title={newest ? say.askAgain : say.ask}
          hint={say.hint}
          perWeekHint={say.perWeekHint}
          icon={<IconBulb size={16} aria-hidden />}
          isAgain={newest !== undefined}
          start={askedLike({ ...newest?.asked, perWeek: perWeekOf(newest?.asked.goal) })}
          onAsk={({ perWeek, ...asked }) =>
            client.studies.create({
              body: {
                ...{ kind: "proposals", model: model.name, ...asked },
                ...(perWeek !== undefined && { goal: { kind: "capacity", perWeek } as const }),
              },
            })
          }
        />
      )}
      <Asked query={query}>
        {() => (
          <>
            {newest && newest !== answered && <OneStudy key={newest.id} id={newest.id} model={model} />}
            {answered && <OneStudy key={answered.id} id={answered.id} model={model} />}
            {!newest && <Empty title={say.none} hint={can("draft") ? say.noneHint : say.mayNot} />}
          </>
        )}
      </Asked>
      <AutoTuneSection model={model} />
    </Stack>
  );
}

type Goal = Extract<Study, { readonly kind: "proposals" }>["asked"]["goal"];

const perWeekOf = (goal: Goal): number | undefined => (goal?.kind === "capacity" ? goal.perWeek : undefined);

function OneStudy({ id, model }: { readonly id: string; readonly model: WholeModel }) {
  const query = useStudy(id);
  return (
    <Asked query={query}>
      {(study) =>
        study.kind === "proposals" && (
          <Stack gap="md">
            <StudyLine study={study} />
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
