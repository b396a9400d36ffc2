import { Group, Stack, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { type BandCut, bandCuts } from "./curves.ts";
import type { Sheet } from "./sheet.ts";
import { SaveSheet, SheetChart } from "./sheet-chart.tsx";
import { SheetTable } from "./sheet-table.tsx";
import type { Truth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

/** What working all leads from a score on would get, at every score and at the present bands. */
export function PrecisionRecall({ truth, studied }: { readonly truth: Truth; readonly studied: Studied }) {
  const { insights: say } = useSay().screens;
  const { starts, band } = studied;
  const cuts = useMemo(
    () => bandCuts(truth.bands, starts ?? []).map((cut) => ({ ...cut, band: band(cut.band) })),
    [truth, starts, band],
  );
  return (
    <Stack gap="lg">
      <Curve truth={truth} cuts={cuts} />
      <AtBands cuts={cuts} />
      {starts === null && (
        <Text size="xs" c="dimmed">
          {say.presentUnknown}
        </Text>
      )}
    </Stack>
  );
}

function Curve({ truth, cuts }: { readonly truth: Truth; readonly cuts: readonly BandCut[] }) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const { sheet, option } = useMemo(() => {
    const { percent } = figures;
    const known = truth.curve.filter(({ threshold }) => threshold !== null).toReversed();
    const made: Sheet = {
      name: say.thresholds,
      title: say.byThreshold,
      columns: [
        { label: say.threshold },
        { label: say.worked },
        { label: say.precision, show: percent },
        { label: `${say.precision}, ${say.low}`, show: percent },
        { label: `${say.precision}, ${say.high}`, show: percent },
        { label: say.recall, show: percent },
        { label: `${say.recall}, ${say.low}`, show: percent },
        { label: `${say.recall}, ${say.high}`, show: percent },
        { label: say.f1 },
      ],
      rows: known.map(({ threshold, taken, precision, recall, f1 }) => [
        ...[threshold, taken],
        ...[precision?.rate ?? null, precision?.interval.low ?? null, precision?.interval.high ?? null],
        ...[recall?.rate ?? null, recall?.interval.low ?? null, recall?.interval.high ?? null],
        f1,
      ]),
    };
    const drawn: EChartsOption = {
      legend: { top: 0, right: 0 },
      grid: { left: 8, right: 12, top: 64, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "value", min: "dataMin", max: "dataMax", axisLabel: { formatter: figures.number } },
      yAxis: { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } },
      series: [
        {
          type: "line",
          name: say.precision,
          showSymbol: false,
          data: known.map(({ threshold, precision }) => [threshold, precision?.rate ?? null]),
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { type: "dashed", color: "#868e96" },
            label: { position: "end", formatter: "{b}", overflow: "break", width: 96, fontSize: 11 },
            data: cuts.flatMap(({ band, starts }) => (starts === null ? [] : [{ xAxis: starts, name: band }])),
          },
        },
        {
          type: "line",
          name: say.recall,
          showSymbol: false,
          data: known.map(({ threshold, recall }) => [threshold, recall?.rate ?? null]),
        },
      ],
    };
    return { sheet: made, option: drawn };
  }, [truth, cuts, say, figures]);
  return <SheetChart sheet={sheet} option={option} height={300} />;
}

function AtBands({ cuts }: { readonly cuts: readonly BandCut[] }) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const sheet = useMemo(
    (): Sheet => ({
      name: say.present,
      columns: [
        { label: say.band },
        { label: say.threshold },
        { label: say.worked },
        { label: say.precision, show: figures.percent },
        { label: say.recall, show: figures.percent },
      ],
      rows: cuts.map(({ band, starts, taken, precision, recall }) => [band, starts, taken, precision, recall]),
    }),
    [cuts, say, figures],
  );
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {say.present}
        </Text>
        <SaveSheet sheet={sheet} />
      </Group>
      <SheetTable sheet={sheet} />
    </Stack>
  );
}
