import { SimpleGrid, Stack } from "@mantine/core";
import { NotEnough } from "../insights/not-enough.tsx";
import { Section } from "../insights/section.tsx";
import { threeDigits } from "../insights/sheet.ts";
import { Stat } from "../insights/stat.tsx";
import { useSay } from "../say.tsx";
import { type Result, verdictOf } from "./experiment.ts";
import { usePoints } from "./use-points.ts";

/** A version that only scored along, held against the live one on the same leads. */
export function ShadowView({ shadow }: { readonly shadow: Result["shadows"][number] }) {
  const { screens, figures } = useSay();
  const { experiments: say, insights } = screens;
  const points = usePoints();
  const precise = (n: number) => figures.value(threeDigits(n));
  const { arm, leads, converted, missing, found } = shadow;
  return (
    <Section title={say.shadow(arm)} hint={say.shadowLeads(leads, converted)}>
      {found ? (
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Stat label={say.ranking} value={`${precise(found.live.auc)} → ${precise(found.shadow.auc)}`}>
              {say.verdicts[verdictOf(found.interval)]}.{" "}
              {insights.interval(precise(found.interval.low), precise(found.interval.high))}
            </Stat>
            <Stat
              label={say.atTop}
              value={`${figures.percent(found.atCapacity.live)} → ${figures.percent(found.atCapacity.shadow)}`}
            >
              {say.verdicts[verdictOf(found.atCapacity.interval)]}.{" "}
              {insights.interval(points(found.atCapacity.interval.low), points(found.atCapacity.interval.high))}
            </Stat>
          </SimpleGrid>
        </Stack>
      ) : (
        <NotEnough missing={missing} />
      )}
    </Section>
  );
}
