import { Card, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { Points, useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { askHistory } from "../ui/whole-history.ts";

/** Where the score of an account ended on the days it changed. */
export function AccountHistory({ id, model }: { readonly id: string; readonly model: string }) {
  const { accounts: say, shell } = useSay().screens;
  const { day } = useTimes();
  const live = useLiveModel(model);
  const history = useQuery(askHistory("accounts", id, model));
  const items = history.data?.items;
  const option = useMemo(
    () => ({
      xAxis: { type: "time" as const },
      yAxis: { type: "value" as const },
      series: [
        {
          type: "line" as const,
          name: say.score,
          step: "end" as const,
          showSymbol: false,
          data: (items ?? []).toReversed().map((one) => [one.day, one.total]),
        },
      ],
    }),
    [items, say],
  );
  const called = (name: string | null) => live?.bands.find((band) => band.name === name)?.label ?? name ?? "–";
  return (
    <Card withBorder padding="md" component="section" aria-label={say.history}>
      <Asked query={history} waiting={<Rows count={4} />}>
        {(data) =>
          data.items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say.noHistory}
            </Text>
          ) : (
            <Stack gap={4}>
              <Chart
                title={say.history}
                option={option}
                table={{
                  columns: [say.day, say.score, say.band],
                  rows: data.items.map((one) => [
                    day(one.day),
                    <Points key="points" points={one.total} />,
                    called(one.band),
                  ]),
                }}
              />
              {data.next !== null && (
                <Text size="xs" c="dimmed">
                  {shell.beginsOn(day(data.items.at(-1)?.day ?? ""))}
                </Text>
              )}
            </Stack>
          )
        }
      </Asked>
    </Card>
  );
}
