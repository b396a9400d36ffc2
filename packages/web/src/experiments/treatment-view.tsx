import { Box, Group, List, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { NotEnough } from "../insights/not-enough.tsx";
import { Section } from "../insights/section.tsx";
import { smallShare } from "../insights/sheet.ts";
import { Stat } from "../insights/stat.tsx";
import { useSay } from "../say.tsx";
import { leastOf, type Result, verdictOf } from "./experiment.ts";
import { usePoints } from "./use-points.ts";

type Treatment = Result["treatments"][number];

/** An arm against the live version: by the test that may be looked at any time, by Bayes, and by its guards. */
export function TreatmentView(props: {
  readonly treatment: Treatment;
  /** Whether a difference may be called one. */
  readonly mayJudge: boolean;
}) {
  const { treatment, mayJudge } = props;
  const { screens, figures } = useSay();
  const { experiments: say } = screens;
  const points = usePoints();
  const { arm, difference, standing, missing, bayes, guards } = treatment;
  const isTold = mayJudge && missing.length === 0;
  return (
    <Section title={say.against(arm)} hint={isTold ? say.verdicts[verdictOf(standing)] : undefined}>
      <Stack gap="md">
        {missing.length > 0 && <NotEnough missing={leastOf(missing)} />}
        {missing.length === 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }}>
            <Stat label={say.differenceOf} value={difference === null ? "–" : points(difference)} />
            <Stat label={say.sequential} value={`${points(standing.low)} – ${points(standing.high)}`}>
              {say.sequentialHint}
            </Stat>
            <Stat label={say.p} value={smallShare(standing.p, figures.value)} />
          </SimpleGrid>
        )}
        {bayes && <Bayes bayes={bayes} />}
        {guards.length > 0 && (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {say.guards}
            </Text>
            <List size="sm" listStyleType="none" spacing={4}>
              {guards.map(({ name, difference: by, standing: own, isHarmed }) => (
                <List.Item key={name}>
                  <Group gap={6} wrap="nowrap" align="flex-start" {...(isHarmed && { c: "red" })}>
                    <Box component="span" pt={2} flex="none" lh={0}>
                      {isHarmed ? (
                        <IconAlertTriangle size={16} aria-hidden />
                      ) : (
                        <IconShieldCheck size={16} aria-hidden />
                      )}
                    </Box>
                    <span>
                      {name}: {isHarmed ? say.harmed : say.unharmed}
                      {by !== null && ` (${points(by)}; ${points(own.low)} – ${points(own.high)})`}
                    </span>
                  </Group>
                </List.Item>
              ))}
            </List>
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

function Bayes({ bayes }: { readonly bayes: NonNullable<Treatment["bayes"]> }) {
  const { screens, figures } = useSay();
  const { experiments: say } = screens;
  const points = usePoints();
  const { better, expectedLoss, difference } = bayes;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {say.bayes}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }}>
        <Stat label={say.better} value={figures.percent(better)} />
        <Stat label={say.loss} value={points(expectedLoss.treatment)} />
        <Stat
          label={`${say.differenceOf}, ${say.interval}`}
          value={`${points(difference.low)} – ${points(difference.high)}`}
        />
      </SimpleGrid>
    </Stack>
  );
}
