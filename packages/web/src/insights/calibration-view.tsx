import { Group, Stack, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { NotEnough } from "./not-enough.tsx";
import { type Sheet, threeDigits } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import { Stat } from "./stat.tsx";
import type { Truth } from "./study.ts";

type Calibration = NonNullable<Truth["calibration"]>;
type Found = Extract<Calibration, { readonly enough: true }>;

/** Whether the probabilities that were said came true. */
export function CalibrationView({ calibration }: { readonly calibration: Calibration }) {
  return calibration.enough ? <Calibrated found={calibration} /> : <NotEnough missing={calibration.missing} />;
}

function Calibrated({ found }: { readonly found: Found }) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const precise = (n: number) => figures.value(threeDigits(n));
  const { sheet, option } = useMemo(() => drawn(found, say, figures.percent), [found, say, figures]);
  return (
    <Stack gap="md">
      <Text size="sm">{say.calibrationError(figures.percent(found.error))}</Text>
      <SheetChart sheet={sheet} option={option} />
      <Group gap="xl">
        <Stat label={say.brier} value={precise(found.brier.score)} />
        <Stat label={say.logLoss} value={precise(found.logLoss)} />
        <Stat label={say.baseLogLoss} value={precise(found.baseLogLoss)} />
      </Group>
    </Stack>
  );
}

type Words = ReturnType<typeof useSay>["screens"]["insights"];

function drawn({ bins }: Found, say: Words, percent: (share: number) => string) {
  const sheet: Sheet = {
    name: say.calibration,
    title: say.cameTrue,
    columns: [
      { label: say.said, show: percent },
      { label: say.cameTrue, show: percent },
      { label: say.low, show: percent },
      { label: say.high, show: percent },
      { label: say.leads },
    ],
    rows: bins.map(({ predicted, observed, leads }) => [
      ...[predicted, observed.rate, observed.interval.low, observed.interval.high, leads],
    ]),
  };
  const most = Math.max(...bins.flatMap(({ predicted, observed }) => [predicted, observed.interval.high]), 0.01);
  const option: EChartsOption = {
    xAxis: { type: "value", min: 0, axisLabel: { formatter: percent } },
    yAxis: { type: "value", min: 0, axisLabel: { formatter: percent } },
    series: [
      {
        type: "line",
        name: say.cameTrue,
        symbolSize: 8,
        data: bins.map(({ predicted, observed }) => [predicted, observed.rate]),
      },
      ...bins.map(({ predicted, observed: { interval } }) => ({
        type: "line" as const,
        silent: true,
        showSymbol: false,
        lineStyle: { color: "#868e96", width: 1.5 },
        data: [
          [predicted, interval.low],
          [predicted, interval.high],
        ],
      })),
      {
        type: "line",
        silent: true,
        showSymbol: false,
        lineStyle: { type: "dashed", color: "#868e96", width: 1 },
        data: [
          [0, 0],
          [most, most],
        ],
      },
    ],
  };
  return { sheet, option };
}
