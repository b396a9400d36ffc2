import { Anchor, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useCallback, useMemo } from "react";
import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { intervalMarks } from "./interval-marks.ts";
import { type Behind, FIGURE_NAMES, type KpiCell, type KpiName, type Kpis } from "./kpi.ts";
import { useKpiWords } from "./kpi-words.ts";
import { Section } from "./section.tsx";
import type { Sheet } from "./sheet.ts";
import { SaveSheet, SheetChart } from "./sheet-chart.tsx";

/** So many groups can be told apart in a chart. */
const DRAWN = 20;
const LINE = 26;

type Given = {
  readonly found: Kpis;
  readonly figure: string | undefined;
  readonly onFigure: (figure: string) => void;
  readonly onBehind: (behind: Behind) => void;
};

/** The same figures group by group: one drawn, all in a table. */
export function KpiBreakdown(props: Given) {
  const { found, figure, onFigure } = props;
  const { kpis: say } = useSay().screens.insights;
  const name = FIGURE_NAMES.find((one) => one === figure) ?? "lead-to-opportunity";
  const called = useGroupNames(found);
  return (
    <Section
      title={say.breakdown}
      actions={
        <NativeSelect
          size="xs"
          aria-label={say.figure}
          value={name}
          data={FIGURE_NAMES.map((value) => ({ value, label: say.figures[value] }))}
          onChange={({ currentTarget }) => onFigure(currentTarget.value)}
        />
      }
    >
      {found.groups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.noGroups}
        </Text>
      ) : (
        <>
          <GroupChart found={found} name={name} called={called} onBehind={props.onBehind} />
          <GroupTable {...props} called={called} />
          {found.omitted > 0 && (
            <Text size="xs" c="dimmed">
              {say.omitted(found.omitted)}
            </Text>
          )}
        </>
      )}
    </Section>
  );
}

type Called = (key: string) => string;

/** What groups are called: bands and markets by their labels, the rest as it was said. */
function useGroupNames({ by, model }: Kpis): Called {
  const { kpis: say } = useSay().screens.insights;
  const live = useLiveModel(model ?? undefined);
  return useMemo(
    () => (key) => {
      if (key === "") return say.unknown;
      if (by === "band") return live?.names.band(key) ?? key;
      return by === "market" ? (live?.names.market(key) ?? key) : key;
    },
    [by, live, say],
  );
}

function figureOf({ figures }: KpiCell, name: KpiName) {
  return figures.find(({ figure }) => figure === name);
}

function GroupChart(props: {
  readonly found: Kpis;
  readonly name: KpiName;
  readonly called: Called;
  readonly onBehind: (behind: Behind) => void;
}) {
  const { found, name, called, onBehind } = props;
  const { insights } = useSay().screens;
  const { kpis: say } = insights;
  const words = useKpiWords(found.currency);
  const { groups, by } = found;
  const { sheet, option } = useMemo(() => {
    const unit = figureOf(found.all, name)?.unit ?? "count";
    const show = (value: number) => words.value(value, unit);
    const shown = groups.slice(0, DRAWN).map((cell) => ({ label: called(cell.key), figure: figureOf(cell, name) }));
    const made: Sheet = {
      name: say.breakdownOf(say.figures[name], by === null ? "" : say.groupings[by]),
      columns: [
        { label: by === null ? say.group : say.groupings[by] },
        { label: say.figures[name], show },
        { label: insights.low, show },
        { label: insights.high, show },
      ],
      rows: shown.map(({ label, figure }) => [
        ...[label, figure?.value ?? null],
        ...[figure?.interval?.low ?? null, figure?.interval?.high ?? null],
      ]),
    };
    const drawn: EChartsOption = {
      xAxis: { type: "value", axisLabel: { formatter: show, hideOverlap: true } },
      yAxis: {
        type: "category",
        inverse: true,
        data: shown.map(({ label }) => label),
        axisTick: { show: false },
        axisLabel: { width: 110, overflow: "truncate" },
      },
      series: [
        {
          type: "bar",
          name: say.figures[name],
          barMaxWidth: 18,
          data: shown.map(({ figure }) => figure?.value ?? null),
        },
        intervalMarks(
          shown.map(({ figure }) => {
            const { low = null, high = null } = figure?.interval ?? {};
            return low !== null && high !== null ? { low, high } : null;
          }),
          "across",
        ),
      ],
    };
    return { sheet: made, option: drawn };
  }, [found, groups, by, name, called, words, say, insights]);
  const open = useCallback(
    ({ dataIndex }: { readonly dataIndex: number }) => {
      const cell = groups[dataIndex];
      const side = cell && sideOf(figureOf(cell, name));
      if (side)
        onBehind({ title: `${say.figures[name]}, ${called(cell.key)}`, population: side.population, group: cell.key });
    },
    [groups, name, called, say, onBehind],
  );
  const height = 60 + LINE * Math.min(groups.length, DRAWN);
  return <SheetChart sheet={sheet} option={option} height={height} onClick={open} />;
}

/** The leads that a figure is made of, where there are any. */
function sideOf(figure: ReturnType<typeof figureOf>) {
  const side = figure?.numerator ?? figure?.denominator;
  return figure && figure.value !== null && side && side.leads > 0 ? side : undefined;
}

function GroupTable({ found, onBehind, called }: Given & { readonly called: Called }) {
  const { kpis: say } = useSay().screens.insights;
  const words = useKpiWords(found.currency);
  const { groups, by } = found;
  const of = by === null ? say.group : say.groupings[by];
  const sheet = useMemo(
    (): Sheet => ({
      name: say.breakdown,
      columns: [{ label: of }, ...FIGURE_NAMES.map((name) => ({ label: say.figures[name] }))],
      rows: groups.map((cell) => [
        called(cell.key),
        ...FIGURE_NAMES.map((name) => figureOf(cell, name)?.value ?? null),
      ]),
    }),
    [groups, of, called, say],
  );
  return (
    <Stack gap={4}>
      <Group justify="flex-end">
        <SaveSheet sheet={sheet} />
      </Group>
      <Table.ScrollContainer minWidth={1100}>
        <Table aria-label={say.breakdown} verticalSpacing={6} highlightOnHover stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{of}</Table.Th>
              {FIGURE_NAMES.map((name) => (
                <Table.Th key={name} ta="right" title={say.figureHints[name]}>
                  {say.figures[name]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((cell) => (
              <Table.Tr key={cell.key}>
                <Table.Th scope="row" fw={500}>
                  {called(cell.key)}
                </Table.Th>
                {FIGURE_NAMES.map((name) => (
                  <GroupFigure
                    key={name}
                    cell={cell}
                    name={name}
                    shown={words.figure}
                    onBehind={(population) =>
                      onBehind({ title: `${say.figures[name]}, ${called(cell.key)}`, population, group: cell.key })
                    }
                  />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function GroupFigure(props: {
  readonly cell: KpiCell;
  readonly name: KpiName;
  readonly shown: ReturnType<typeof useKpiWords>["figure"];
  readonly onBehind: (population: Behind["population"]) => void;
}) {
  const { cell, name, shown, onBehind } = props;
  const figure = figureOf(cell, name);
  const side = sideOf(figure);
  const said = figure ? shown(figure) : "–";
  return (
    <Table.Td ta="right">
      {side ? (
        <Anchor component="button" type="button" size="sm" onClick={() => onBehind(side.population)}>
          {said}
        </Anchor>
      ) : (
        <Text component="span" size="sm" c="dimmed">
          {said}
        </Text>
      )}
    </Table.Td>
  );
}
