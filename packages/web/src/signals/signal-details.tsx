import { Badge, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { useModelVersion } from "../ui/use-model.ts";
import { everyDay, lastDay, type Signal } from "./signal.ts";

/** How often a signal came on each day, and which rules of which models ask for it. */
export function SignalDetails({ signal }: { readonly signal: Signal }) {
  const { screens } = useSay();
  const { signals: say } = screens;
  const { uses, countedAt } = signal;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" p="sm" pl={28}>
      <Stack gap="sm">
        {uses.map((use) => (
          <Use key={`${use.model} ${use.version}`} use={use} />
        ))}
        {uses.length === 0 && (
          <Text size="sm" c="dimmed">
            {say.inSegment}
          </Text>
        )}
      </Stack>
      {countedAt !== null && <DaysChart signal={signal} />}
    </SimpleGrid>
  );
}

function Use({ use: { model, version, state, signal, rules } }: { readonly use: Signal["uses"][number] }) {
  const { signals: say } = useSay().screens;
  const known = useModelVersion(model, version);
  const filter = JSON.stringify({ signal });
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <LinkText to="/models/$name" params={{ name: model }} size="sm" fw={600}>
          {say.model(model, version)}
        </LinkText>
        <Text size="xs" c="dimmed">
          {say.calls(signal)}
        </Text>
        {state !== "live" && (
          <Badge size="sm" variant="light" color="yellow" tt="none">
            {say.publishing}
          </Badge>
        )}
      </Group>
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.unusedHint}
        </Text>
      ) : (
        <ul className="signals-rules">
          {rules.map((rule) => (
            <li key={rule}>
              <Text size="sm">{known?.names.rule(rule) ?? rule}</Text>
            </li>
          ))}
        </ul>
      )}
      {state === "live" && (
        <LinkText to="/leads" search={{ model, filter }} size="sm">
          {say.leads}
        </LinkText>
      )}
    </Stack>
  );
}

function DaysChart({ signal }: { readonly signal: Signal }) {
  const { screens, figures } = useSay();
  const { signals: say } = screens;
  const { shortDay } = useTimes();
  const days = useMemo(() => everyDay(signal.days, lastDay(signal)), [signal]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which makes new ones.
  const option = useMemo(
    () => ({
      xAxis: { type: "category" as const, data: days.map(({ day }) => shortDay(day)) },
      yAxis: { type: "value" as const, minInterval: 1 },
      series: [{ type: "bar" as const, name: say.times, data: days.map(({ count }) => count) }],
    }),
    [days, say],
  );
  return (
    <Chart
      title={say.perDay}
      option={option}
      height={180}
      table={{
        columns: [say.day, say.times],
        rows: days.toReversed().map(({ day, count }) => [shortDay(day), figures.number(count)]),
      }}
    />
  );
}
