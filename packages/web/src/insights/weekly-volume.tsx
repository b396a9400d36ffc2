import { NumberInput, Stack, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { weeksOver } from "./curves.ts";
import type { Sheet } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import type { Truth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

/** How many leads entered each band a week, against what sales can work. */
export function WeeklyVolume(props: {
  readonly truth: Truth;
  readonly studied: Studied;
  readonly perWeek: number | null;
  readonly onPerWeek: (perWeek: number | null) => void;
}) {
  const { truth, studied, perWeek, onPerWeek } = props;
  const { insights: say } = useSay().screens;
  const { weeks, bands } = truth;
  // The bands that sales works are at the bottom, so that the line of capacity is held against them.
  const names = useMemo(() => bands.flatMap(({ group }) => (group === null ? [] : [group])).toReversed(), [bands]);
  const { sheet, option } = useDrawn({ weeks, names, studied, perWeek });
  const [top] = names;
  if (weeks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noWeeks}
      </Text>
    );
  return (
    <Stack gap="sm">
      <NumberInput
        label={say.capacity}
        value={perWeek ?? ""}
        min={1}
        max={1_000_000}
        maw={280}
        allowDecimal={false}
        onChange={(value) => onPerWeek(typeof value === "number" && value >= 1 ? value : null)}
      />
      <SheetChart sheet={sheet} option={option} height={280} />
      {perWeek !== null && top !== undefined && (
        <Text size="sm" role="status">
          {say.overfull(weeksOver(weeks, top, perWeek), weeks.length, studied.band(top))}
        </Text>
      )}
    </Stack>
  );
}

function useDrawn(given: {
  readonly weeks: Truth["weeks"];
  readonly names: readonly string[];
  readonly studied: Studied;
  readonly perWeek: number | null;
}): { readonly sheet: Sheet; readonly option: EChartsOption } {
  const { weeks, names, studied, perWeek } = given;
  const { band } = studied;
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const { day, shortDay } = useTimes();
  // biome-ignore lint/correctness/useExhaustiveDependencies: how days are written changes with the words.
  return useMemo(
    () => ({
      sheet: {
        name: say.weeks,
        title: say.leads,
        columns: [{ label: say.week, day }, ...names.map((name) => ({ label: band(name) }))],
        rows: weeks.map(({ monday, entered }) => [monday, ...names.map((name) => entered[name] ?? 0)]),
      },
      option: {
        legend: { top: 0, right: 0 },
        grid: { left: 8, right: 12, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
        xAxis: { type: "category", data: weeks.map(({ monday }) => shortDay(monday)), axisTick: { show: false } },
        yAxis: { type: "value", minInterval: 1, axisLabel: { formatter: figures.number } },
        series: names.map((name, at) => ({
          type: "bar",
          stack: "entered",
          name: band(name),
          data: weeks.map(({ entered }) => entered[name] ?? 0),
          ...(at === 0 &&
            perWeek !== null && {
              markLine: {
                silent: true,
                symbol: "none",
                lineStyle: { type: "dashed", width: 2, color: "#d1495b" },
                label: { position: "insideEndTop", formatter: `${say.capacityLine} ${figures.number(perWeek)}` },
                data: [{ yAxis: perWeek }],
              },
            }),
        })),
      },
    }),
    [weeks, names, band, perWeek, say, figures],
  );
}
