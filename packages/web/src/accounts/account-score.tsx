import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { sayLines, sayTotalLines } from "@plumbline/phrases";
import type { Answered } from "../api.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Points, useTimes } from "../ui/figures.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { lineOf, totalLineOf } from "../ui/verdict-lines.ts";

type Verdict = Answered<"accounts", "get">["scores"][number];
type Said = ReturnType<typeof sayLines>[number];

/** The score of an account by one model, and the lines that add up to it, dimension by dimension. */
export function AccountScore({ verdict }: { readonly verdict: Verdict }) {
  const say = useSay();
  const { accounts } = say.screens;
  const { day } = useTimes();
  const live = useLiveModel(verdict.model);
  const { total, band, since, dimensions, lines, totalLines } = verdict;
  const words = live?.bands.find(({ name }) => name === band)?.label ?? band;
  const linesOf = (dimension: string) => lines.filter((line) => line["dimension"] === dimension).map(lineOf);
  return (
    <Card withBorder padding="md" component="section" aria-label={accounts.score}>
      <Stack gap="sm">
        <Group gap="md" align="center">
          <Points points={total} fw={700} fz={36} lh={1} />
          <Stack gap={2}>
            <Band band={band} model={verdict.model} />
            {words !== null && since !== null && (
              <Text size="xs" c="dimmed">
                {accounts.since(words, day(since))}
              </Text>
            )}
          </Stack>
        </Group>
        {live && (
          <>
            <Title order={2} size="h5">
              {accounts.why}
            </Title>
            {dimensions.map(({ name, points }) => (
              <div key={name}>
                <Group justify="space-between">
                  <Title order={3} size="sm" fw={600}>
                    {live.names.dimension(name)}
                  </Title>
                  <Points points={points} size="sm" fw={600} />
                </Group>
                <Lines said={sayLines(say, linesOf(name), live.names)} />
              </div>
            ))}
            {totalLines.length > 0 && (
              <div>
                <Title order={3} size="sm" fw={600}>
                  {accounts.total}
                </Title>
                <Lines said={sayTotalLines(say, totalLines.map(totalLineOf), live.names)} />
              </div>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}

function Lines({ said }: { readonly said: readonly Said[] }) {
  return said.map(({ figure, words }) => (
    <div key={`${figure} ${words}`} className="accounts-line">
      <Text size="sm" fw={600}>
        {figure}
      </Text>
      <Text size="sm">{words}</Text>
    </div>
  ));
}
