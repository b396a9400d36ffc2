import { Alert, List, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconHourglassEmpty, IconQuestionMark } from "@tabler/icons-react";
import { NotEnough } from "../insights/not-enough.tsx";
import { Section } from "../insights/section.tsx";
import { threeDigits } from "../insights/sheet.ts";
import { Stat } from "../insights/stat.tsx";
import { useSay } from "../say.tsx";
import { FairnessByGroup } from "./fairness-by-group.tsx";
import { LeftOutFeatures } from "./left-out-features.tsx";
import type { Found, Training } from "./prediction.ts";
import { WhatCounts } from "./what-counts.tsx";

const HUNDRED = 100;

/** What a training found: how good it is, what counts, what was left out, and whom it favours. */
export function TrainingFound({ training: { found }, model }: { readonly training: Training; readonly model: string }) {
  const { prediction: say } = useSay().screens;
  return (
    <>
      <Section title={say.quality}>
        {found.answer === "trained" ? <Quality found={found} /> : <Nothing found={found} />}
      </Section>
      {found.chosen && found.chosen.weights.length > 0 && (
        <Section title={say.weights} hint={say.weightsHint}>
          <WhatCounts weights={found.chosen.weights} model={model} />
        </Section>
      )}
      {found.answer !== "not-enough-data" && (
        <Section title={say.leftOut} hint={say.leftOutHint}>
          <LeftOutFeatures leftOut={found.leftOut} model={model} />
        </Section>
      )}
      {found.answer === "trained" && (
        <Section title={say.fairness} hint={say.fairnessHint}>
          <FairnessByGroup fairness={found.fairness} model={model} />
        </Section>
      )}
    </>
  );
}

function Quality({ found: { metrics, chosen, timing, leads, converted } }: { readonly found: Found }) {
  const { screens, figures, training, explanation } = useSay();
  const { prediction: say, insights } = screens;
  if (!metrics) return null;
  const { auc, aucInterval, logLoss, baseLogLoss, calibrationError } = metrics;
  const precise = (n: number) => figures.value(threeDigits(n));
  const of100 = (n: number) => Math.round(n * HUNDRED);
  return (
    <Stack gap="md">
      <Alert variant="light" color="teal" icon={<IconCircleCheck />}>
        <Text>{say.pairs(of100(auc), of100(aucInterval.low), of100(aucInterval.high))}</Text>
        <Text size="sm" mt={4}>
          {say.learnedFrom(leads, converted)}
        </Text>
      </Alert>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Stat label={say.auc} value={precise(auc)}>
          {insights.interval(precise(aucInterval.low), precise(aucInterval.high))}
        </Stat>
        <Stat label={say.logLoss} value={precise(logLoss)}>
          {say.logLossBase(precise(baseLogLoss))}
        </Stat>
        <Stat label={say.calibration} value={figures.percent(calibrationError)}>
          {say.calibrationHint}
        </Stat>
        <Stat label={say.learned} value={figures.number(leads)}>
          {say.ofConverted(converted)}
        </Stat>
      </SimpleGrid>
      {timing && <Text size="sm">{sayTiming(say.timing, timing)}</Text>}
      {chosen && (
        <Text size="sm" c="dimmed">
          {explanation.said(say.method, training.models[chosen.model])}
        </Text>
      )}
    </Stack>
  );
}

type Timing = NonNullable<Found["timing"]>;

function sayTiming(say: ReturnType<typeof useSay>["screens"]["prediction"]["timing"], timing: Timing): string {
  if (timing.kind === "not-enough-data") return say[timing.kind](timing.ended.needed, timing.ended.found);
  const { concordance, interval } = timing.concordance;
  const of100 = (n: number) => Math.round(n * HUNDRED);
  if (timing.kind === "uninformative") return say[timing.kind](of100(concordance));
  return say[timing.kind](of100(concordance), of100(interval.low), of100(interval.high));
}

/** Nothing was learned: that is an answer too, with what would help. */
function Nothing({ found }: { readonly found: Found }) {
  const { prediction: say } = useSay().screens;
  if (found.answer === "not-enough-data") return <Short found={found} />;
  const isSignal = found.answer === "no-signal";
  return (
    <Alert
      variant="light"
      color="yellow"
      icon={<IconQuestionMark />}
      title={isSignal ? say.answers["no-signal"] : say.answers["no-features"]}
      role="status"
    >
      <Text size="sm">
        {isSignal ? say.noSignalHint(Math.round((found.metrics?.auc ?? 0.5) * HUNDRED)) : say.noFeaturesHint}
      </Text>
      {isSignal && (
        <Text size="sm" mt={4}>
          {say.noSignalNext}
        </Text>
      )}
    </Alert>
  );
}

function Short({ found: { missing } }: { readonly found: Found }) {
  const { prediction: say } = useSay().screens;
  const [first] = missing;
  if (!first) return <NotEnough missing={[]} />;
  return (
    <Alert
      variant="light"
      color="gray"
      icon={<IconHourglassEmpty />}
      title={say.answers["not-enough-data"]}
      role="status"
    >
      <Text size="sm">{say.notEnoughHint}</Text>
      <List size="sm" mt="xs">
        {missing.map(({ slice, what, needed, found }) => (
          <List.Item key={`${slice} ${what}`}>{say.short(say.slices[slice], say.kinds[what], needed, found)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
