import { Alert, List, Stack, Text } from "@mantine/core";
import type { Names } from "@plumbline/phrases";
import { IconCircleCheck, IconCircleX, IconEqual, IconHourglassEmpty } from "@tabler/icons-react";
import { useMemo } from "react";
import { NotEnough } from "../insights/not-enough.tsx";
import { Section } from "../insights/section.tsx";
import { type Cell, type Sheet, threeDigits } from "../insights/sheet.ts";
import { SaveSheet } from "../insights/sheet-chart.tsx";
import { SheetTable } from "../insights/sheet-table.tsx";
import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { type Backtest, bandsOf, overfull, perWeekIn, verdictOf } from "./backtest.ts";

const LOOKS = {
  better: { color: "teal", Icon: IconCircleCheck },
  worse: { color: "red", Icon: IconCircleX },
  level: { color: "gray", Icon: IconEqual },
  unknown: { color: "gray", Icon: IconHourglassEmpty },
} as const;

/** The draft beside the live version: in words, then figure by figure. */
export function BacktestView(props: {
  readonly found: Backtest;
  readonly model: string;
  /** How many leads sales can work a week, where it was said. */
  readonly perWeek: number | null;
}) {
  const { found, model, perWeek } = props;
  const { proposals, insights } = useSay().screens;
  const { backtest: say } = proposals;
  const verdict = verdictOf(found);
  const { color, Icon } = LOOKS[verdict];
  const words = useWords(found);
  const names = useLiveModel(model)?.names;
  const figures = useFigures(found, names);
  const weeks = useWeeks(found, names);
  return (
    <Stack gap="md">
      {found.auc.enough ? (
        <Alert variant="light" color={color} icon={<Icon />} title={say.verdicts[verdict]}>
          <List listStyleType="none" spacing={4}>
            {words.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </Alert>
      ) : (
        <NotEnough missing={found.auc.missing} title={say.verdicts.unknown} />
      )}
      <Section title={say.figures} hint={say.paired(found.paired)} actions={<SaveSheet sheet={figures} />}>
        <SheetTable sheet={figures} />
      </Section>
      {weeks.rows.length > 0 && (
        <Section title={say.weeks} hint={say.weeksHint} actions={<SaveSheet sheet={weeks} />}>
          <SheetTable sheet={weeks} />
          {perWeek !== null &&
            overfull(found, perWeek).map(({ side, band, over, of }) => (
              <Text key={side} size="sm" mt="xs">
                {`${say[side]}: ${insights.overfull(over, of, names?.band(band) ?? band)}`}
              </Text>
            ))}
        </Section>
      )}
    </Stack>
  );
}

const HUNDRED = 100;

function useWords({ auc, handOver }: Backtest): readonly string[] {
  const { backtest: say } = useSay().screens.proposals;
  const of100 = (n: number) => Math.round(n * HUNDRED);
  return [
    ...(auc.enough ? [say.pairs(of100(auc.first.auc), of100(auc.second.auc))] : []),
    ...(handOver
      ? [
          say.handed(handOver.leads, handOver.live.converted, handOver.draft.converted),
          say.only(
            handOver.liveOnly.leads,
            handOver.liveOnly.converted,
            handOver.draftOnly.leads,
            handOver.draftOnly.converted,
          ),
        ]
      : []),
  ];
}

/** The same figures of both; differences with intervals where both were looked at on the same leads. */
function useFigures(found: Backtest, names: Names | undefined): Sheet {
  const { screens, figures } = useSay();
  const { insights, proposals } = screens;
  const { backtest: say } = proposals;
  return useMemo(() => {
    const { auc, handOver, live, draft } = found;
    const precise = (n: number) => figures.value(threeDigits(n));
    const percent = (n: number | undefined) => (n === undefined ? null : figures.percent(n));
    const points = (n: number) => `${n > 0 ? "+" : ""}${figures.percent(n)}`;
    const between = (low: string, high: string) => `${low} – ${high}`;
    const rows: Cell[][] = [];
    if (auc.enough) {
      const { low, high } = auc.interval;
      rows.push([
        ...[insights.auc, precise(auc.first.auc), precise(auc.second.auc), precise(auc.difference)],
        between(precise(low), precise(high)),
      ]);
    }
    if (handOver) {
      const { difference, interval } = handOver.difference;
      rows.push([
        ...[say.atTop, percent(handOver.live.conversion.rate), percent(handOver.draft.conversion.rate)],
        ...[points(difference), between(points(interval.low), points(interval.high))],
      ]);
    }
    rows.push([insights.leads, figures.number(live.leads.taken), figures.number(draft.leads.taken), null, null]);
    const conversionIn = (side: Backtest["live"], band: string) =>
      percent(side.bands.find(({ group }) => group === band)?.conversion?.rate);
    for (const band of bandsOf(found))
      rows.push([
        say.bandOf(names?.band(band) ?? band),
        conversionIn(live, band),
        conversionIn(draft, band),
        null,
        null,
      ]);
    return {
      name: say.figures,
      columns: [
        { label: say.figure },
        { label: say.live },
        { label: say.draft },
        { label: say.difference },
        { label: "95%" },
      ],
      rows,
    };
  }, [found, names, say, insights, figures]);
}

function useWeeks(found: Backtest, names: Names | undefined): Sheet {
  const { screens, figures } = useSay();
  const { insights, proposals } = screens;
  const { backtest: say } = proposals;
  return useMemo(
    () => ({
      name: say.weeks,
      columns: [
        { label: insights.band },
        { label: say.live },
        { label: say.draft },
        { label: say.difference, show: (n: number) => figures.signed(n * HUNDRED) },
      ],
      rows: bandsOf(found).map((band) => {
        const [live, draft] = [perWeekIn(found.live.weeks, band), perWeekIn(found.draft.weeks, band)];
        return [names?.band(band) ?? band, live, draft, draft - live];
      }),
    }),
    [found, names, say, insights, figures],
  );
}
