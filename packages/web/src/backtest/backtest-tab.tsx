import { SegmentedControl, Stack } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import { StudyLine } from "../insights/study-line.tsx";
import { StudyState } from "../insights/study-state.tsx";
import { ThresholdHelper } from "../insights/threshold-helper.tsx";
import { useStudy } from "../insights/use-studies.ts";
import { useStudiesOf } from "../insights/use-studies-of.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { AskedForm, askedLike } from "./asked-form.tsx";
import { BacktestView } from "./backtest-view.tsx";

/** What the draft would have done in the past, beside what the live version did. */
export function BacktestTab({ model }: { readonly model: WholeModel }) {
  const { backtest: say } = useSay().screens.proposals;
  const { can } = useMe();
  const { query, newest, answered } = useStudiesOf(model.name, "backtest");
  const isReady = model.live !== null && model.draftAt !== null;
  return (
    <Stack gap="md">
      {can("draft") && isReady && (
        <AskedForm
          key={newest?.id}
          title={say.ask}
          hint={say.hint}
          perWeekHint={say.perWeekHint}
          icon={<IconFlask size={16} aria-hidden />}
          start={askedLike(newest?.asked ?? {})}
          onAsk={({ perWeek, ...asked }) =>
            client.studies.create({
              body: { kind: "backtest", model: model.name, ...asked, ...(perWeek !== undefined && { perWeek }) },
            })
          }
        />
      )}
      <Asked query={query}>
        {() => (
          <>
            {newest && newest !== answered && <OneBacktest key={newest.id} id={newest.id} />}
            {answered && <OneBacktest key={answered.id} id={answered.id} />}
            {!newest && <NothingYet model={model} />}
          </>
        )}
      </Asked>
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

function OneBacktest({ id }: { readonly id: string }) {
  const { proposals } = useSay().screens;
  const query = useStudy(id);
  return (
    <Asked query={query}>
      {(study) =>
        study.kind === "backtest" && (
          <Stack gap="md">
            <StudyLine study={study}>. {proposals.backtest.changed}</StudyLine>
            <StudyState study={study}>
              {study.result && (
                <>
                  <BacktestView found={study.result} model={study.asked.model} perWeek={study.asked.perWeek ?? null} />
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
