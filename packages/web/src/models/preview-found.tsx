import { Grid, Stack, Table, Text } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { flowsOf } from "./flows.ts";
import type { WholeModel } from "./model.ts";
import { Movers } from "./movers.tsx";
import { PreviewBands } from "./preview-bands.tsx";
import { useBandNames } from "./use-band-names.ts";
import type { PreviewResult } from "./use-preview.ts";

type Shown = { readonly result: PreviewResult; readonly model: WholeModel };

/** What a preview has found: scores and bands before and after, and who goes from where to where. */
export function PreviewFound({ result, model }: Shown) {
  const { preview: say } = useSay().screens.models;
  const { changed, subjects, unscored } = result;
  return (
    <Stack gap="lg">
      <Stack gap={2}>
        <Text fw={600} role="status">
          {say.changed(changed, subjects, subjects === 0 ? 0 : changed / subjects)}
        </Text>
        {unscored.before !== unscored.after && (
          <Text size="sm" c="dimmed">
            {say.unscored(unscored.before, unscored.after)}
          </Text>
        )}
      </Stack>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Distribution result={result} model={model} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <PreviewBands result={result} model={model} />
        </Grid.Col>
      </Grid>
      <Flows result={result} model={model} />
      <Movers result={result} model={model} />
    </Stack>
  );
}

function Distribution({ result }: Shown) {
  const { screens, figures } = useSay();
  const { preview: say, overview } = screens.models;
  const { histogram } = result;
  const option = useMemo(
    (): EChartsOption => ({
      legend: { top: 0, right: 0 },
      grid: { left: 8, right: 12, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "category", data: histogram.map(({ from }) => figures.number(from)) },
      yAxis: { type: "log", min: 0.5, axisLabel: { formatter: (n: number) => (n < 1 ? "" : figures.number(n)) } },
      series: [
        { type: "bar", name: say.now, barGap: "0%", data: histogram.map(({ before }) => before || null) },
        { type: "bar", name: say.after, data: histogram.map(({ after }) => after || null) },
      ],
    }),
    [histogram, figures, say],
  );
  if (histogram.length === 0) return null;
  return (
    <Chart
      title={say.distribution}
      option={option}
      height={280}
      table={{
        columns: [overview.score, say.now, say.after],
        rows: histogram.map(({ from, to, before, after }) => [
          `${figures.number(from)}–${figures.number(to)}`,
          figures.number(before),
          figures.number(after),
        ]),
      }}
    />
  );
}

function Flows({ result, model }: Shown) {
  const { screens, figures } = useSay();
  const { preview: say, ofs } = screens.models;
  const called = useBandNames(model.name);
  const flows = useMemo(() => flowsOf(result.moves), [result]);
  const most = flows[0]?.count ?? 1;
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {say.flows}
      </Text>
      {flows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.noFlows}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={320}>
          <Table aria-label={say.flows} verticalSpacing={6} maw={640}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say.from}</Table.Th>
                <Table.Th>{say.to}</Table.Th>
                <Table.Th ta="right">{ofs[model.of]}</Table.Th>
                <Table.Td w="40%" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {flows.map(({ from, to, count, isLeast }) => (
                <Table.Tr key={`${from} ${to}`}>
                  <Table.Td>{called(from)}</Table.Td>
                  <Table.Td>→ {called(to)}</Table.Td>
                  <Table.Td ta="right">
                    {isLeast ? "≥ " : ""}
                    {figures.number(count)}
                  </Table.Td>
                  <Table.Td>
                    <div className="models-bar" aria-hidden>
                      <span style={{ width: `${(count / most) * 100}%` }} />
                    </div>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {flows.some(({ isLeast }) => isLeast) && (
        <Text size="xs" c="dimmed">
          {say.partial}
        </Text>
      )}
    </Stack>
  );
}
