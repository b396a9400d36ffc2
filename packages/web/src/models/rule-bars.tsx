import type { Names } from "@plumbline/phrases";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { type RuleRow, sorted } from "./rule-rows.ts";

const LINE = 24;

/** How many points each rule gives or takes in all, the most first. */
export function RuleBars({ rows, names }: { readonly rows: readonly RuleRow[]; readonly names: Names }) {
  const { screens, figures } = useSay();
  const { overview } = screens.models;
  const shown = useMemo(() => sorted(rows, "sum"), [rows]);
  const option = useMemo(
    (): EChartsOption => ({
      xAxis: { type: "value", axisLabel: { formatter: (n: number) => figures.number(n) } },
      yAxis: {
        type: "category",
        inverse: true,
        data: shown.map(({ rule }) => names.rule(rule.id)),
        axisLabel: { width: 180, overflow: "truncate" },
        axisTick: { show: false },
      },
      series: [{ type: "bar", name: overview.sum, data: shown.map(({ counted }) => counted?.sum ?? 0) }],
    }),
    [shown, names, figures, overview],
  );
  return (
    <Chart
      title={overview.sumOf}
      option={option}
      height={60 + shown.length * LINE}
      table={{
        columns: [overview.rule, overview.sum, overview.given],
        rows: shown.map(({ rule, counted }) => [
          names.rule(rule.id),
          figures.signed((counted?.sum ?? 0) * 100),
          figures.number(counted?.leads ?? 0),
        ]),
      }}
    />
  );
}
