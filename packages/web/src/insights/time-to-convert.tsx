import { Stack } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { NotEnough } from "./not-enough.tsx";
import type { Sheet } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import { SheetTable } from "./sheet-table.tsx";
import type { BandTruth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

type Timed = { readonly label: string; readonly time: Extract<BandTruth["time"], { readonly enough: true }> };

/** The share of each band that has converted, by days. */
export function TimeToConvert(props: {
  readonly bands: readonly BandTruth[];
  readonly studied: Studied;
  readonly horizon: number;
}) {
  const { bands, studied, horizon } = props;
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const { band } = studied;
  const timed = useMemo(
    () =>
      bands
        .toReversed()
        .flatMap(({ group, time }): readonly Timed[] =>
          time.enough ? [{ label: band(group), time: until(time, horizon) }] : [],
        ),
    [bands, band, horizon],
  );
  const { sheet, short, option } = useMemo(() => drawn(timed, horizon, say, figures), [timed, horizon, say, figures]);
  const [first] = bands;
  if (timed.length === 0)
    return (
      <NotEnough
        missing={first && !first.time.enough ? first.time.missing : [{ what: "leads", needed: 1, found: 0 }]}
      />
    );
  return (
    <Stack gap="sm">
      <SheetChart sheet={sheet} option={option} height={300} tellsRows={false} />
      <SheetTable sheet={short} />
    </Stack>
  );
}

/** What is known up to a day: later only those are seen who were looked at long ago. */
function until(time: Timed["time"], day: number): Timed["time"] {
  const { steps, median } = time;
  return {
    ...time,
    steps: steps.filter((step) => step.time <= day),
    median: median !== null && median <= day ? median : null,
  };
}

type Said = ReturnType<typeof useSay>;

function drawn(
  timed: readonly Timed[],
  horizon: number,
  say: Said["screens"]["insights"],
  { percent, number }: Said["figures"],
) {
  const sheet: Sheet = {
    name: say.time,
    title: say.share,
    columns: [
      { label: say.band },
      { label: say.day },
      { label: say.share, show: percent },
      { label: say.low, show: percent },
      { label: say.high, show: percent },
    ],
    rows: timed.flatMap(({ label, time }) =>
      time.steps.map(({ time: day, waiting, interval }) => [
        ...[label, day],
        ...[1 - waiting, 1 - interval.high, 1 - interval.low],
      ]),
    ),
  };
  const short: Sheet = {
    name: say.time,
    columns: [{ label: say.band }, { label: say.byDay(horizon), show: percent }, { label: say.halfAfter }],
    rows: timed.map(({ label, time }) => [label, 1 - (time.steps.at(-1)?.waiting ?? 1), time.median]),
  };
  const option: EChartsOption = {
    legend: { top: 0, right: 0 },
    grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      axisPointer: { type: "line", label: { show: true } },
      valueFormatter: (value) => (typeof value === "number" ? percent(value) : "–"),
    },
    xAxis: { type: "value", min: 0, max: horizon, axisLabel: { formatter: number } },
    yAxis: { type: "value", min: 0, axisLabel: { formatter: percent } },
    series: timed.map(({ label, time }) => ({
      type: "line",
      name: label,
      step: "end",
      showSymbol: false,
      data: [
        [0, 0],
        ...time.steps.map(({ time: day, waiting }) => [day, 1 - waiting]),
        [horizon, 1 - (time.steps.at(-1)?.waiting ?? 1)],
      ],
    })),
  };
  return { sheet, short, option };
}
