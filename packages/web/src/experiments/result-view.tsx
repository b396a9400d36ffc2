import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertOctagon, IconBulb, IconHourglassEmpty } from "@tabler/icons-react";
import { useMemo } from "react";
import { Section } from "../insights/section.tsx";
import { type Sheet, threeDigits } from "../insights/sheet.ts";
import { SaveSheet } from "../insights/sheet-chart.tsx";
import { SheetTable } from "../insights/sheet-table.tsx";
import { useSay } from "../say.tsx";
import { type Experiment, isUneven, mayJudge, type Result } from "./experiment.ts";
import { LooksChart } from "./looks-chart.tsx";
import { ShadowView } from "./shadow-view.tsx";
import { TreatmentView } from "./treatment-view.tsx";

/** What an experiment has shown so far; an uneven split comes before everything. */
export function ResultView({ experiment, result }: { readonly experiment: Experiment; readonly result: Result }) {
  const { experiments: say } = useSay().screens;
  const { decision, treatments, shadows, looks, contaminated, convertedBefore } = result;
  const arms = useArms(experiment.mode, result);
  return (
    <Stack gap="md">
      {isUneven(result) && <UnevenNotice result={result} />}
      {decision && experiment.state === "running" && <Advice title={say.advice} decision={decision} />}
      {decision && experiment.state === "stopped" && <AtEnd decision={decision} />}
      <Section title={say.arms} hint={say.maturedHint} actions={<SaveSheet sheet={arms} />}>
        <SheetTable sheet={arms} />
        {contaminated + convertedBefore > 0 && (
          <Text size="sm" c="dimmed">
            {say.leftOut(contaminated, convertedBefore)}
          </Text>
        )}
      </Section>
      {treatments.map((treatment) => (
        <TreatmentView key={treatment.arm} treatment={treatment} mayJudge={mayJudge(result)} />
      ))}
      {shadows.map((shadow) => (
        <ShadowView key={shadow.arm} shadow={shadow} />
      ))}
      {looks.length > 1 &&
        treatments.map(({ arm }) => (
          <LooksChart key={arm} looks={looks} arm={arm} isOneOfMany={treatments.length > 1} />
        ))}
    </Stack>
  );
}

function UnevenNotice({ result: { ratio } }: { readonly result: Result }) {
  const { screens, figures } = useSay();
  const { experiments: say } = screens;
  if (!ratio) return null;
  const p = Math.min(ratio.p, ratio.alwaysValid.p);
  return (
    <Alert variant="filled" color="red.9" icon={<IconAlertOctagon />} title={say.ratioTitle} role="alert">
      {say.ratioHint(figures.value(threeDigits(p)))}
    </Alert>
  );
}

type Decision = NonNullable<Result["decision"]>;

function Advice({ title, decision }: { readonly title: string; readonly decision: Decision }) {
  const words = useAdvice(decision);
  return (
    <Alert variant="light" color={decision.do === "stop" ? "yellow" : "blue"} icon={<IconBulb />} title={title}>
      {words}
    </Alert>
  );
}

/** What the figures advised when it was stopped, or that it was stopped before they could tell. */
function AtEnd({ decision }: { readonly decision: Decision }) {
  const { experiments: say } = useSay().screens;
  if (decision.do === "stop") return <Advice title={say.adviceAtEnd} decision={decision} />;
  const { because } = decision;
  return (
    <Alert variant="light" color="gray" icon={<IconHourglassEmpty />} title={say.undecided}>
      {because.kind === "too-early"
        ? say.stoppedBefore["too-early"](because.daysLeft)
        : say.stoppedBefore[because.kind]}
    </Alert>
  );
}

function useAdvice(decision: Decision): string {
  const { stopBecause, goOnBecause } = useSay().screens.experiments;
  if (decision.do === "continue") {
    const { because } = decision;
    return because.kind === "too-early" ? goOnBecause["too-early"](because.daysLeft) : goOnBecause[because.kind];
  }
  const { because } = decision;
  if (because.kind === "guard") return stopBecause.guard(because.arm, because.guard);
  if (because.kind === "treatment-better") return stopBecause["treatment-better"](because.arm);
  return stopBecause[because.kind];
}

/** Each arm with its rate and that of its guards; in the shadow of the live version nobody is in another one. */
function useArms(mode: Experiment["mode"], result: Result): Sheet {
  const { screens, figures } = useSay();
  const { experiments: say } = screens;
  return useMemo(() => {
    const { percent } = figures;
    const arms = mode === "shadow" ? result.arms.slice(0, 1) : result.arms;
    const guards = arms[0]?.guards.map(({ name }) => name) ?? [];
    return {
      name: say.arms,
      columns: [
        { label: say.arm },
        { label: say.version },
        { label: say.enrolled },
        { label: say.matured },
        { label: say.censored },
        { label: say.converted },
        { label: say.rate, show: percent },
        { label: say.interval },
        ...guards.map((label) => ({ label, show: percent })),
      ],
      rows: arms.map(({ name, version, enrolled, matured, censored, converted, guards: own }) => [
        ...[name, version, enrolled, matured, censored, converted.count, converted.rate],
        converted.interval && `${percent(converted.interval.low)} – ${percent(converted.interval.high)}`,
        ...own.map(({ rate }) => rate),
      ]),
    };
  }, [mode, result, say, figures]);
}
