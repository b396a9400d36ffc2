import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import type { Sheet } from "../insights/sheet.ts";
import { SheetChart } from "../insights/sheet-chart.tsx";
import { useSay } from "../say.tsx";
import type { Found } from "./prediction.ts";
import { useFeatureSaid } from "./use-feature-said.ts";

type Weights = NonNullable<Found["chosen"]>["weights"];

const MOST = 15;
const LINE = 26;

/** What moves the probability most, as shares of all movement. */
export function WhatCounts({ weights, model }: { readonly weights: Weights; readonly model: string }) {
  const said = useFeatureSaid(model);
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  const { sheet, option } = useMemo(() => {
    const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
    const rows = weights
      .filter(({ weight }) => weight > 0)
      .slice(0, MOST)
      .map(({ feature, weight }) => [said(feature), weight / whole] as const);
    const made: Sheet = {
      name: say.weights,
      columns: [{ label: say.feature }, { label: say.weight, show: figures.percent }],
      rows,
    };
    const drawn: EChartsOption = {
      grid: { left: 8, right: 24, top: 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "value", axisLabel: { formatter: figures.percent } },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map(([label]) => label),
        axisLabel: { width: 180, overflow: "truncate" },
        axisTick: { show: false },
      },
      series: [{ type: "bar", name: say.weight, data: rows.map(([, share]) => share), barMaxWidth: 16 }],
    };
    return { sheet: made, option: drawn };
  }, [weights, said, say, figures]);
  return <SheetChart sheet={sheet} option={option} height={60 + sheet.rows.length * LINE} />;
}
