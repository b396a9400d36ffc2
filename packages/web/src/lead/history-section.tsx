import { Text, useMantineTheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { colorOfBand } from "../ui/band.tsx";
import { Chart } from "../ui/chart.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked } from "../ui/states.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { askHistory } from "../ui/whole-history.ts";
import { bandRanges, type HistoryPoint, historyPoints, type Transition } from "./history.ts";
import type { Lead, Scored } from "./lead.ts";
import { Section } from "./section.tsx";

const USUAL_TOP = 100;

/** How the score came to be what it is: a line over the bands, with the changes of band marked on it. */
export function HistorySection(props: {
  readonly lead: Lead;
  readonly scored: Scored;
  readonly onDay: (day: string) => void;
}) {
  const { lead, scored, onDay } = props;
  const { lead: say } = useSay().screens;
  const query = useQuery(askHistory("leads", lead.id, scored.model));
  return (
    <Section title={say.history.title}>
      <Asked query={query}>
        {(history) => {
          const points = historyPoints(history, { day: scored.day, total: scored.total, band: scored.band });
          return points.length < 2 ? (
            <Text size="sm" c="dimmed">
              {say.history.empty}
            </Text>
          ) : (
            <HistoryChart
              points={points}
              transitions={history.transitions}
              isCut={history.next !== null}
              model={scored.model}
              onDay={onDay}
            />
          );
        }}
      </Asked>
    </Section>
  );
}

function HistoryChart(props: {
  readonly points: ReturnType<typeof historyPoints>;
  readonly transitions: readonly Transition[];
  /** Whether there are days before the first one. */
  readonly isCut: boolean;
  readonly model: string;
  readonly onDay: (day: string) => void;
}) {
  const { points, transitions, isCut, model, onDay } = props;
  const { screens, figures } = useSay();
  const { history, timeline } = screens.lead;
  const { day: written, shortDay } = useTimes();
  const { colors } = useMantineTheme();
  const live = useLiveModel(model);
  const bandName = (band: string | null) => (band === null ? screens.shell.none : (live?.names.band(band) ?? band));
  const changesOn = (day: string) =>
    transitions
      .filter(({ on }) => on === day)
      .map(({ to }) => (to === null ? timeline.leftAll : timeline.entered(bandName(to))));
  const wordsOn = ({ day, total, band }: HistoryPoint) => [
    `${total === null ? "–" : figures.number(total)} · ${bandName(band)}`,
    ...changesOn(day),
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: names come with the model, figures and days with the language.
  const option = useMemo((): EChartsOption => {
    const top = Math.max(USUAL_TOP, ...points.map(({ total }) => total ?? 0));
    const bands = live?.body.bands ?? [];
    const areas = bandRanges(bands as never, top).map(({ name, from, to }) => {
      const color =
        colors[
          colorOfBand(
            bands.findIndex((band) => band.name === name),
            bands.length,
          )
        ]?.[5] ?? "gray";
      return [
        {
          yAxis: from,
          name: live?.names.band(name) ?? name,
          itemStyle: { color, opacity: 0.13 },
          label: { position: "insideTopLeft" as const, fontSize: 11, color: "#868e96" },
        },
        { yAxis: to },
      ] as never;
    });
    const marks = transitions.flatMap(({ on, to }) => {
      const at = points.find((point) => point.day === on);
      return at?.total == null || at.band !== to ? [] : [{ coord: [instantOf(on), at.total], value: bandName(to) }];
    });
    return {
      // A civil day has no time zone.
      useUTC: true,
      grid: { left: 8, right: 16, top: 28, bottom: 8 },
      xAxis: { type: "time", axisLabel: { formatter: (at: number) => shortDay(isoOf(at)), hideOverlap: true } },
      yAxis: { type: "value", min: (known: { min: number }) => Math.min(0, known.min), max: top },
      tooltip: {
        formatter: (shown) => {
          const point = points[[shown].flat()[0]?.dataIndex ?? -1];
          return point ? [written(point.day), ...wordsOn(point)].join("\n") : "";
        },
      },
      series: [
        {
          type: "line",
          name: history.score,
          step: "end",
          symbol: "circle",
          symbolSize: 6,
          data: points.map(({ day, total }) => [instantOf(day), total]),
          markArea: { silent: true, data: areas },
          markPoint: {
            symbol: "diamond",
            symbolSize: 12,
            label: { show: false },
            data: marks as never,
          },
        },
      ],
    };
  }, [points, transitions, live, colors, history]);
  return (
    <>
      <Chart
        title={history.chart}
        option={option}
        onClick={({ dataIndex }) => {
          const point = points[dataIndex];
          if (point) onDay(point.day);
        }}
        table={{
          columns: [screens.lead.day, history.score, history.band, history.entered],
          rows: points
            .toReversed()
            .map(({ day, total, band }) => [
              written(day),
              total === null ? "–" : figures.number(total),
              bandName(band),
              changesOn(day).join(", "),
            ]),
        }}
      />
      <Text size="xs" c="dimmed">
        {[history.hint, ...(isCut ? [screens.shell.beginsOn(written(points[0]?.day ?? ""))] : [])].join(" ")}
      </Text>
    </>
  );
}

function instantOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function isoOf(at: number): string {
  return new Date(at).toISOString().slice(0, "2026-03-01".length);
}
