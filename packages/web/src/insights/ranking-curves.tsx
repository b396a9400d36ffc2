import { SimpleGrid, Stack, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { rocOf } from "./curves.ts";
import type { Sheet } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import type { CutFigures } from "./study.ts";

type Line = { readonly sheet: Sheet; readonly option: EChartsOption };

/** Gain, lift and ROC: how well the list is ranked, from its top to its end. */
export function RankingCurves({ curve }: { readonly curve: readonly CutFigures[] }) {
  const { insights: say } = useSay().screens;
  const { gain, lift, roc } = useCurves(curve);
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} spacing="lg">
      <Stack gap={4}>
        <SheetChart {...gain} />
        <Hint text={say.gainHint} />
      </Stack>
      <Stack gap={4}>
        <SheetChart {...lift} />
        <Hint text={say.liftHint} />
      </Stack>
      <Stack gap={4}>
        <SheetChart {...roc} />
        <Hint text={say.rocHint} />
      </Stack>
    </SimpleGrid>
  );
}

function Hint({ text }: { readonly text: string }) {
  return (
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  );
}

function useCurves(curve: readonly CutFigures[]): Readonly<Record<"gain" | "lift" | "roc", Line>> {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  return useMemo(() => {
    const { percent } = figures;
    const share = { label: say.worked, show: percent };
    const threshold = { label: say.threshold };
    const bounds = [
      { label: say.low, show: percent },
      { label: say.high, show: percent },
    ];
    const points = rocOf(curve);
    const lifted = curve.filter((one) => one.lift !== null);
    return {
      gain: {
        sheet: {
          name: say.gain,
          columns: [share, { label: say.found, show: percent }, ...bounds, threshold],
          rows: curve.map(({ share: worked, recall, threshold: from }) => [
            ...[worked, recall?.rate ?? null],
            ...[recall?.interval.low ?? null, recall?.interval.high ?? null, from],
          ]),
        },
        option: lines({
          name: say.found,
          points: curve.map(({ share: worked, recall }) => [worked, recall?.rate ?? null]),
          chance: [
            [0, 0],
            [1, 1],
          ],
          percent,
        }),
      },
      lift: {
        sheet: {
          name: say.lift,
          columns: [share, { label: say.lift }, threshold],
          rows: lifted.map(({ share: worked, lift, threshold: from }) => [worked, lift, from]),
        },
        option: lines({
          name: say.lift,
          points: lifted.map(({ share: worked, lift }) => [worked, lift]),
          chance: [
            [0, 1],
            [1, 1],
          ],
          percent,
          shown: figures.number,
        }),
      },
      roc: {
        sheet: {
          name: say.roc,
          columns: [{ label: say.inVain, show: percent }, { label: say.found, show: percent }, threshold],
          rows: points.map(({ inVain, found, threshold: from }) => [inVain, found, from]),
        },
        option: lines({
          name: say.found,
          points: points.map(({ inVain, found }) => [inVain, found]),
          chance: [
            [0, 0],
            [1, 1],
          ],
          percent,
        }),
      },
    };
  }, [curve, say, figures]);
}

type Point = readonly [number, number | null];

function lines(given: {
  readonly name: string;
  readonly points: readonly Point[];
  readonly chance: readonly [Point, Point];
  readonly percent: (share: number) => string;
  /** How the upright axis is written; as per cent where nothing is said. */
  readonly shown?: (value: number) => string;
}): EChartsOption {
  const { name, points, chance, percent, shown } = given;
  return {
    xAxis: { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } },
    yAxis: { type: "value", min: 0, ...(!shown && { max: 1 }), axisLabel: { formatter: shown ?? percent } },
    series: [
      { type: "line", name, data: points.map((point) => [...point]), showSymbol: false, areaStyle: { opacity: 0.1 } },
      {
        type: "line",
        data: chance.map((point) => [...point]),
        showSymbol: false,
        silent: true,
        lineStyle: { type: "dashed", color: "#868e96", width: 1 },
        tooltip: { show: false },
      },
    ],
  };
}
