import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { intervalMarks } from "../insights/interval-marks.ts";
import { Section } from "../insights/section.tsx";
import type { Sheet } from "../insights/sheet.ts";
import { SheetChart } from "../insights/sheet-chart.tsx";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import type { Result } from "./experiment.ts";

/** How the difference stood at each look, with the interval that holds at all of them at once. */
export function LooksChart(props: {
  readonly looks: Result["looks"];
  readonly arm: string;
  /** Whether there are others, so that its arm has to be named. */
  readonly isOneOfMany: boolean;
}) {
  const { looks, arm, isOneOfMany } = props;
  const { screens, figures, explanation } = useSay();
  const { experiments: say } = screens;
  const { day, shortDay } = useTimes();
  const title = isOneOfMany ? explanation.said(say.looks, arm) : say.looks;
  // biome-ignore lint/correctness/useExhaustiveDependencies: how days are written changes with the words.
  const { sheet, option } = useMemo(() => {
    const seen = looks.map(({ on, treatments }) => ({ on, own: treatments.find((one) => one.arm === arm) }));
    const { percent } = figures;
    const made: Sheet = {
      name: title,
      columns: [
        { label: say.on, day },
        { label: say.differenceOf, show: percent },
        { label: say.low, show: percent },
        { label: say.high, show: percent },
      ],
      rows: seen.map(({ on, own }) => [
        ...[on, own?.difference ?? null, own?.standing.low ?? null, own?.standing.high ?? null],
      ]),
    };
    const drawn: EChartsOption = {
      grid: { left: 8, right: 12, top: 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "category", data: seen.map(({ on }) => shortDay(on)), axisTick: { show: false } },
      yAxis: { type: "value", axisLabel: { formatter: percent } },
      series: [
        { type: "line", name: say.differenceOf, data: seen.map(({ own }) => own?.difference ?? null) },
        intervalMarks(seen.map(({ own }) => own?.standing ?? null)),
      ],
    };
    return { sheet: made, option: drawn };
  }, [looks, arm, title, say, figures]);
  return (
    <Section title={title} hint={say.sequentialHint}>
      <SheetChart sheet={sheet} option={option} />
    </Section>
  );
}
