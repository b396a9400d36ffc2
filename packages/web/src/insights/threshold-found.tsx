import { Alert, Stack, Text } from "@mantine/core";
import { IconTargetArrow } from "@tabler/icons-react";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import type { Answered } from "../api.ts";
import { useSay } from "../say.tsx";
import type { GoalKind } from "./goals.ts";
import { NotEnough } from "./not-enough.tsx";
import { type Sheet, threeDigits } from "./sheet.ts";
import { SheetChart } from "./sheet-chart.tsx";

type Thresholds = Answered<"studies", "thresholds">;
type Choice = Extract<Thresholds["choice"], { readonly enough: true }>;

/** The threshold that does best, how sure that is, and what each of the others would bring. */
export function ThresholdFound({ found, kind }: { readonly found: Thresholds; readonly kind: GoalKind }) {
  const { choice } = found;
  if (!choice.enough) return <NotEnough missing={choice.missing} />;
  return (
    <Stack gap="md">
      <InWords choice={choice} kind={kind} />
      {knownOf(choice).length > 0 && <Curve choice={choice} kind={kind} />}
    </Stack>
  );
}

/** The thresholds that do, the lowest first: by capacity those to which no more leads come than can be worked. */
function knownOf({ curve }: Choice): Choice["curve"] {
  return curve.filter(({ threshold, worth }) => threshold !== null && worth !== null).toReversed();
}

type Given = { readonly choice: Choice; readonly kind: GoalKind };

function InWords({ choice, kind }: Given) {
  const { screens, figures } = useSay();
  const { helper: say } = screens.insights;
  const { chosen, interval, worth } = choice;
  const end = (threshold: number | null) => (threshold === null ? say.everybodyAbove : figures.number(threshold));
  if (chosen.threshold === null && kind === "capacity")
    return <Alert variant="light" color="yellow" icon={<IconTargetArrow />} role="status" title={say.nobody[kind]} />;
  const sentences = [
    ...(chosen.precision && chosen.recall
      ? [
          say.gets(
            figures.percent(chosen.share),
            figures.percent(chosen.precision.rate),
            figures.percent(chosen.recall.rate),
          ),
        ]
      : []),
    ...(kind === "capacity" && chosen.worth !== null ? [say.worked(threeDigits(chosen.worth))] : []),
    ...(kind === "profit" && chosen.worth !== null
      ? [say.gained(threeDigits(chosen.worth), threeDigits(worth.low), threeDigits(worth.high))]
      : []),
    say.between(end(interval.low), end(interval.high)),
  ];
  return (
    <Alert
      variant="light"
      icon={<IconTargetArrow />}
      role="status"
      title={chosen.threshold === null ? say.nobody[kind] : say.best(chosen.threshold)}
    >
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Alert>
  );
}

function Curve({ choice, kind }: Given) {
  const { screens, figures } = useSay();
  const { insights } = screens;
  const { helper: say } = insights;
  const { sheet, option } = useMemo(() => {
    const { chosen, interval } = choice;
    const known = knownOf(choice);
    const made: Sheet = {
      name: say.byThreshold[kind],
      columns: [
        { label: insights.threshold },
        { label: say.worth[kind] },
        { label: insights.share, show: figures.percent },
        { label: insights.precision, show: figures.percent },
        { label: insights.recall, show: figures.percent },
      ],
      rows: known.map(({ threshold, worth, share, precision, recall }) => [
        ...[threshold, worth, share],
        ...[precision?.rate ?? null, recall?.rate ?? null],
      ]),
    };
    const drawn: EChartsOption = {
      grid: { left: 8, right: 12, top: 28, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "value", min: "dataMin", max: "dataMax", axisLabel: { formatter: figures.number } },
      yAxis: { type: "value", axisLabel: { formatter: figures.number } },
      series: [
        {
          type: "line",
          name: say.worth[kind],
          showSymbol: false,
          data: known.map(({ threshold, worth }) => [threshold, worth]),
          ...(chosen.threshold !== null && {
            markLine: {
              silent: true,
              symbol: "none",
              lineStyle: { width: 2 },
              label: { position: "end", formatter: figures.number(chosen.threshold) },
              data: [{ xAxis: chosen.threshold }],
            },
          }),
          ...(interval.low !== null &&
            interval.high !== null && {
              markArea: {
                silent: true,
                itemStyle: { opacity: 0.12 },
                data: [[{ xAxis: interval.low }, { xAxis: interval.high }]],
              },
            }),
        },
      ],
    };
    return { sheet: made, option: drawn };
  }, [choice, kind, say, insights, figures]);
  return <SheetChart sheet={sheet} option={option} />;
}
