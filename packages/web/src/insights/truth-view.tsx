import { SimpleGrid, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { useSay } from "../say.tsx";
import { ByMarket } from "./by-market.tsx";
import { CalibrationView } from "./calibration-view.tsx";
import { GroupConversion } from "./group-conversion.tsx";
import { HeadlineCard } from "./headline-card.tsx";
import { LeftOut } from "./left-out.tsx";
import { PrecisionRecall } from "./precision-recall.tsx";
import { RankingCurves } from "./ranking-curves.tsx";
import { RulesWorth } from "./rules-worth.tsx";
import { Section } from "./section.tsx";
import type { Truth, TruthStudy } from "./study.ts";
import { ThresholdHelper } from "./threshold-helper.tsx";
import { TimeToConvert } from "./time-to-convert.tsx";
import { useStudied } from "./use-studied.ts";
import { WeeklyVolume } from "./weekly-volume.tsx";

/** The answer: first in words, then figure by figure. */
export function TruthView({ truth, study }: { readonly truth: Truth; readonly study: TruthStudy }) {
  const { insights: say } = useSay().screens;
  const studied = useStudied(study);
  const [perWeek, setPerWeek] = useState<number | null>(null);
  const bands = useMemo(() => truth.bands.map((one) => ({ ...one, label: studied.band(one.group) })), [truth, studied]);
  const deciles = useMemo(() => truth.deciles.map((one) => ({ ...one, label: String(one.group) })), [truth]);
  const hasLeads = truth.leads.taken > 0;
  return (
    <Stack gap="md">
      <HeadlineCard truth={truth} study={study} studied={studied} />
      {hasLeads && (
        <>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            <Section title={say.byBand}>
              <GroupConversion
                title={say.conversion}
                name={say.byBand}
                of={say.band}
                groups={bands}
                average={truth.conversion}
              />
            </Section>
            <Section title={say.byDecile} hint={say.decileHint}>
              <GroupConversion
                title={say.conversion}
                name={say.byDecile}
                of={say.decile}
                groups={deciles}
                average={truth.conversion}
              />
            </Section>
          </SimpleGrid>
          {truth.markets && truth.markets.length > 0 && <ByMarket markets={truth.markets} />}
          {truth.converted > 0 && (
            <>
              <Section title={say.curves}>
                <RankingCurves curve={truth.curve} />
              </Section>
              <Section title={say.thresholds} hint={say.thresholdsHint}>
                <PrecisionRecall truth={truth} studied={studied} />
              </Section>
              <Section title={say.helper.title} hint={say.helper.hint}>
                <ThresholdHelper study={study.id} perWeek={perWeek} onPerWeek={setPerWeek} />
              </Section>
            </>
          )}
          {truth.calibration && (
            <Section title={say.calibration} hint={say.calibrationHint}>
              <CalibrationView calibration={truth.calibration} />
            </Section>
          )}
          <Section title={say.time} hint={say.timeHint}>
            <TimeToConvert bands={truth.bands} studied={studied} horizon={study.asked.horizon} />
          </Section>
          <Section title={say.weeks} hint={say.weeksHint}>
            <WeeklyVolume truth={truth} studied={studied} perWeek={perWeek} onPerWeek={setPerWeek} />
          </Section>
          <RulesWorth rules={truth.rules} studied={studied} />
        </>
      )}
      <Section title={say.left}>
        <LeftOut leads={truth.leads} />
      </Section>
    </Stack>
  );
}
