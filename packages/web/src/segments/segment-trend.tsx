import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";

const DAYS = 90;

/** How large a segment was at the end of each day, and how many came and went. */
export function SegmentTrend({ id }: { readonly id: string }) {
  const { screens, figures } = useSay();
  const { segments: say } = screens;
  const { shortDay } = useTimes();
  const trend = useQuery(ask("segments", "trend", { params: { id }, query: { days: DAYS } }));
  const items = trend.data?.items;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which makes new ones.
  const option = useMemo(
    () => ({
      legend: { top: 0, right: 0 },
      xAxis: { type: "category" as const, data: (items ?? []).map(({ day }) => shortDay(day)) },
      yAxis: { type: "value" as const, minInterval: 1 },
      series: [
        {
          type: "line" as const,
          name: say.size,
          data: (items ?? []).map(({ size }) => size),
          step: "end" as const,
          showSymbol: false,
          areaStyle: { opacity: 0.12 },
        },
        { type: "bar" as const, name: say.entered, stack: "moves", data: (items ?? []).map(({ entered }) => entered) },
        { type: "bar" as const, name: say.left, stack: "moves", data: (items ?? []).map(({ left }) => -left) },
      ],
    }),
    [items, say],
  );
  return (
    <Asked query={trend} waiting={<Rows count={5} />}>
      {(data) => (
        <Chart
          title={say.sizeOverTime}
          option={option}
          height={260}
          table={{
            columns: [say.day, say.size, say.entered, say.left],
            rows: data.items
              .toReversed()
              .map(({ day, size, entered, left }) => [
                shortDay(day),
                figures.number(size),
                figures.number(entered),
                figures.number(left),
              ]),
          }}
        />
      )}
    </Asked>
  );
}
