import { Alert, Badge, Card, Group, SegmentedControl, Select, Stack, Table, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconScale } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { EChartsOption } from "echarts";
import { useMemo, useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type BookEntry, type BookFigures, balances, byDay, byHour, type Slot, sumOf } from "./books.ts";
import type { Source } from "./source.ts";

const HOUR = 3_600_000;
const RANGES = { day: 24, week: 24 * 7, month: 24 * 30 } as const;
type Range = keyof typeof RANGES;

const EVERY = 30_000;

/** Received = stored + duplicates + quarantined: in figures, hour by hour, and by source. */
export function Books({ sources: all }: { readonly sources: readonly Source[] }) {
  const { sources } = useSay().screens;
  const { health } = sources;
  const [range, setRange] = useState<Range>("day");
  const [source, setSource] = useState<string | null>(null);
  // From a whole hour on, so that the question stays the same for as long as its answer does.
  const thisHour = Math.floor(Date.now() / HOUR) * HOUR;
  const from = thisHour - (RANGES[range] - 1) * HOUR;
  const query = { from: new Date(from).toISOString(), ...(source !== null && { source }) };
  const books = useQuery({
    ...ask("books", "list", { query }),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  });
  return (
    <Card withBorder padding="md" component="section" aria-label={health.balance}>
      <Stack>
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={health.range}
            value={range}
            onChange={(value) => setRange(value as Range)}
            data={(Object.keys(RANGES) as Range[]).map((one) => ({ value: one, label: health[one] }))}
          />
          {all.length > 0 && (
            <Select
              size="xs"
              aria-label={health.source}
              placeholder={sources.live.all}
              clearable
              data={all.map(({ id, name }) => ({ value: id, label: name }))}
              value={source}
              onChange={setSource}
            />
          )}
        </Group>
        <Asked query={books} waiting={<Rows count={4} />}>
          {({ items, total, isBalanced }) => (
            <>
              <Equation figures={total} isBalanced={isBalanced && balances(total)} />
              {total.received === 0 ? (
                <Text size="sm" c="dimmed" py="lg" ta="center">
                  {health.nothing}
                </Text>
              ) : (
                <>
                  <Over entries={items} from={from} to={thisHour} isByDay={range === "month"} />
                  {source === null && <BySource entries={items} sources={all} />}
                </>
              )}
            </>
          )}
        </Asked>
      </Stack>
    </Card>
  );
}

function Equation({ figures, isBalanced }: { readonly figures: BookFigures; readonly isBalanced: boolean }) {
  const { health } = useSay().screens.sources;
  const parts = [
    { sign: "", label: health.received, n: figures.received },
    { sign: "=", label: health.stored, n: figures.stored },
    { sign: "+", label: health.duplicates, n: figures.duplicates },
    { sign: "+", label: health.quarantined, n: figures.quarantined },
  ];
  return (
    <Stack gap="xs">
      <Group gap="md" align="flex-end">
        {parts.map(({ sign, label, n }) => (
          <Term key={label} sign={sign} label={label} n={n} />
        ))}
        <Badge
          size="lg"
          variant="light"
          tt="none"
          color={isBalanced ? "teal" : "red"}
          leftSection={isBalanced ? <IconScale size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
        >
          {isBalanced ? health.balanced : health.unbalanced}
        </Badge>
      </Group>
      {!isBalanced && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {health.unbalancedHint}
        </Alert>
      )}
      {figures.conflicts > 0 && (
        <Text size="xs" c="dimmed">
          {health.conflicts(figures.conflicts)}
        </Text>
      )}
    </Stack>
  );
}

function Term({ sign, label, n }: { readonly sign: string; readonly label: string; readonly n: number }) {
  const { figures } = useSay();
  return (
    <Group gap="md" align="flex-end" wrap="nowrap">
      {sign !== "" && (
        <Text size="xl" c="dimmed" lh={1.2}>
          {sign}
        </Text>
      )}
      <div>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <Text size="xl" fw={650} lh={1.2}>
          {figures.number(n)}
        </Text>
      </div>
    </Group>
  );
}

type OverProps = {
  readonly entries: readonly BookEntry[];
  readonly from: number;
  readonly to: number;
  readonly isByDay: boolean;
};

/** The chart of the same, and its table. */
function Over({ entries, from, to, isByDay }: OverProps) {
  const say = useSay();
  const { health } = say.screens.sources;
  const { shell } = say.screens;
  const { number } = say.figures;
  const { shortDay, instant, clock } = useTimes();
  const dayOf = useCivilDay();
  const slots = useMemo(
    () => (isByDay ? byDay(entries, from, to, dayOf) : byHour(entries, from, to)),
    [entries, from, to, isByDay, dayOf],
  );
  const nameOf = ({ at }: Slot) => (isByDay ? shortDay(at) : slots.length > 24 ? instant(at) : clock(at));
  const series = [
    { name: health.stored, of: (figures: BookFigures) => figures.stored },
    { name: health.duplicates, of: (figures: BookFigures) => figures.duplicates },
    { name: health.quarantined, of: (figures: BookFigures) => figures.quarantined },
  ];
  const option: EChartsOption = {
    legend: {
      top: 0,
      right: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { fontFamily: "sans-serif" },
    },
    grid: { left: 8, right: 12, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: slots.map(nameOf), axisTick: { show: false }, axisLabel: { hideOverlap: true } },
    yAxis: { type: "value", minInterval: 1, axisLabel: { formatter: (value: number) => number(value) } },
    series: series.map(({ name, of }, at) => ({
      name,
      type: "bar",
      stack: "all",
      barMaxWidth: 28,
      // Colours of the outcomes, wherever they are shown: told apart by light and dark, too.
      color: ["#2b93a1", "#9aa5b1", "#e8a317"][at] ?? "",
      data: slots.map(({ figures }) => of(figures)),
    })),
  };
  const rows = slots
    .filter(({ figures }) => figures.received > 0)
    .map((slot) => [
      nameOf(slot),
      ...[slot.figures.received, ...series.map(({ of }) => of(slot.figures))].map(number),
      balances(slot.figures) ? shell.yes : shell.no,
    ])
    .reverse();
  return (
    <Chart
      title={isByDay ? health.perDay : health.perHour}
      option={option}
      table={{
        columns: [
          isByDay ? health.date : health.hour,
          health.received,
          ...series.map(({ name }) => name),
          health.balanced,
        ],
        rows,
      }}
    />
  );
}

function BySource({
  entries,
  sources: all,
}: {
  readonly entries: readonly BookEntry[];
  readonly sources: readonly Source[];
}) {
  const { screens, figures } = useSay();
  const { health, live } = screens.sources;
  const grouped = [...Map.groupBy(entries, ({ source }) => source)].map(([id, own]) => ({ id, sum: sumOf(own) }));
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  if (grouped.length < 2) return null;
  return (
    <div>
      <Title order={2} size="sm" mb={4}>
        {health.bySource}
      </Title>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label={health.bySource}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{health.source}</Table.Th>
              <Table.Th ta="right">{health.received}</Table.Th>
              <Table.Th ta="right">{live.stored}</Table.Th>
              <Table.Th ta="right">{health.duplicates}</Table.Th>
              <Table.Th ta="right">{health.quarantined}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {grouped
              .toSorted((a, b) => b.sum.received - a.sum.received)
              .map(({ id, sum }) => (
                <Table.Tr key={id}>
                  <Table.Td>{nameOf(id)}</Table.Td>
                  {[sum.received, sum.stored, sum.duplicates, sum.quarantined].map((n, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its column.
                    <Table.Td key={at} ta="right">
                      {figures.number(n)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
