import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { intervalMarks } from "./interval-marks.ts";
import type { Sheet } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import type { Truth } from "./study.ts";

type Rate = NonNullable<Truth["conversion"]>;
export type Group = {
  readonly label: string;
  readonly leads: number;
  readonly converted: number;
  readonly conversion: Rate | null;
};

/** How groups of leads converted, with intervals, and the average of all. */
export function GroupConversion(props: {
  readonly title: string;
  readonly name: string;
  readonly of: string;
  readonly groups: readonly Group[];
  readonly average: Rate | null;
}) {
  const { title, name, of, groups, average } = props;
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const sheet = useMemo(
    (): Sheet => ({
      name,
      title: average ? `${title} · ${say.average} ${figures.percent(average.rate)}` : title,
      columns: [
        { label: of },
        { label: say.leads },
        { label: say.converted },
        { label: say.conversion, show: figures.percent },
        { label: say.low, show: figures.percent },
        { label: say.high, show: figures.percent },
      ],
      rows: groups.map(({ label, leads, converted, conversion }) => [
        ...[label, leads, converted],
        conversion?.rate ?? null,
        conversion?.interval.low ?? null,
        conversion?.interval.high ?? null,
      ]),
    }),
    [title, name, of, groups, average, say, figures],
  );
  const option = useMemo(
    (): EChartsOption => ({
      grid: { left: 8, right: 12, top: 24, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: {
        type: "category",
        data: groups.map(({ label }) => label),
        axisTick: { show: false },
        axisLabel: { interval: 0, width: 84, overflow: "break" },
      },
      yAxis: { type: "value", axisLabel: { formatter: figures.percent } },
      series: [
        {
          type: "bar",
          name: say.conversion,
          barMaxWidth: 56,
          data: groups.map(({ conversion }) => conversion?.rate ?? null),
          ...(average && {
            markLine: {
              silent: true,
              symbol: "none",
              lineStyle: { type: "dashed" },
              label: { show: false },
              data: [{ yAxis: average.rate }],
            },
          }),
        },
        intervalMarks(groups.map(({ conversion }) => conversion?.interval ?? null)),
      ],
    }),
    [groups, average, say, figures],
  );
  return <SheetChart sheet={sheet} option={option} />;
}
