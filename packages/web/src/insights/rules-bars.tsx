import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { intervalMarks } from "./interval-marks.ts";
import { sorted } from "./rule-truths.ts";
import { type Sheet, smallShare, threeDigits } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";
import type { RuleTruth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

const LINE = 26;

/** The worth of each rule with its interval, around the line where a rule changes nothing. */
export function RulesBars({ rules, studied }: { readonly rules: readonly RuleTruth[]; readonly studied: Studied }) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const known = useMemo(
    () => sorted(rules, "worth").flatMap(({ rule, adjusted }) => (adjusted ? [{ rule, adjusted }] : [])),
    [rules],
  );
  const { sheet, option } = useMemo(() => {
    const factor = (n: number) => figures.value(threeDigits(n));
    const made: Sheet = {
      name: say.worthOf,
      columns: [
        { label: say.rule },
        { label: say.worth, show: factor },
        { label: say.low, show: factor },
        { label: say.high, show: factor },
        { label: say.q, show: (q) => smallShare(q, figures.value) },
      ],
      rows: known.map(({ rule, adjusted: { oddsRatio, interval, q } }) => [
        ...[studied.rule(rule), oddsRatio, interval.low, interval.high, q],
      ]),
    };
    const drawn: EChartsOption = {
      xAxis: { type: "log", axisLabel: { formatter: (n: number) => `×${factor(n)}` } },
      yAxis: {
        type: "category",
        inverse: true,
        data: known.map(({ rule }) => studied.rule(rule)),
        axisLabel: { width: 180, overflow: "truncate" },
        axisTick: { show: false },
      },
      series: [
        {
          type: "scatter",
          name: say.worth,
          symbolSize: 9,
          data: known.map(({ adjusted }, at) => [adjusted.oddsRatio, at]),
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { type: "dashed", color: "#868e96" },
            label: { show: false },
            data: [{ xAxis: 1 }],
          },
        },
        intervalMarks(
          known.map(({ adjusted }) => adjusted.interval),
          "across",
        ),
      ],
    };
    return { sheet: made, option: drawn };
  }, [known, studied, say, figures]);
  return <SheetChart sheet={sheet} option={option} height={60 + known.length * LINE} />;
}
