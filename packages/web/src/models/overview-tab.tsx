import { Alert, Grid, Stack, Table, Text } from "@mantine/core";
import { sayBands, sayCondition, sayTotal } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Chart } from "../ui/chart.tsx";
import { Points } from "../ui/figures.tsx";
import { LinkButton, LinkText } from "../ui/links.tsx";
import { Asked, Empty, Rows } from "../ui/states.tsx";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { RulesSection } from "./rules-section.tsx";

/** What a model does now: where everyone is, and which rules have put them there. */
export function OverviewTab({ model }: { readonly model: WholeModel }) {
  const { models: say } = useSay().screens;
  const live = useLiveModel(model.name);
  const { name } = model;
  if (model.live === null)
    return (
      <Empty title={say.notLive} hint={model.retiredAt === null ? say.notLiveHint : say.notLiveRetired}>
        <LinkButton
          to="/models/$name"
          params={{ name }}
          search={{ tab: model.retiredAt === null ? "draft" : "versions" }}
        >
          {model.retiredAt === null ? say.tabs.draft : say.tabs.versions}
        </LinkButton>
      </Empty>
    );
  if (!live) return <Rows />;
  return (
    <Stack gap="xl">
      <Standing live={live} isOfLeads={model.of === "lead"} />
      <RulesSection live={live} isOfLeads={model.of === "lead"} />
    </Stack>
  );
}

type Bands = Answered<"reports", "bands">;

function Standing({ live, isOfLeads }: { readonly live: LiveModel; readonly isOfLeads: boolean }) {
  const say = useSay();
  const { overview } = say.screens.models;
  const { name, body, names } = live;
  const query = useQuery(ask("reports", "bands", { query: { model: name } }));
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Part title={overview.bands}>
          <Asked query={query} waiting={<Rows count={4} />}>
            {(report) => <BandTable live={live} report={report} isOfLeads={isOfLeads} />}
          </Asked>
          <Facts
            facts={[
              [overview.total, sayTotal(say, body.total ?? {}, Object.keys(body.dimensions), names)],
              ...(body.who ? [[overview.who, sayCondition(say, body.who, names)] as const] : []),
              ...(body.markets && body.markets.length > 0
                ? [[overview.markets, say.figures.list(body.markets.map((one) => one.label ?? one.name))] as const]
                : []),
            ]}
          />
        </Part>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Asked query={query}>{(report) => <Distribution report={report} live={live} />}</Asked>
      </Grid.Col>
    </Grid>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <Stack gap={4} mt="xs">
      {facts.map(([what, said]) => (
        <Text key={what} size="sm">
          <Text span inherit fw={600}>
            {what}
          </Text>{" "}
          <Text span inherit c="dimmed">
            {said}
          </Text>
        </Text>
      ))}
    </Stack>
  );
}

function BandTable(props: { readonly live: LiveModel; readonly report: Bands; readonly isOfLeads: boolean }) {
  const { live, report, isOfLeads } = props;
  const say = useSay();
  const { models, shell } = say.screens;
  const { overview } = models;
  const sentences = new Map(
    (live.body.bands ?? []).map((band) => [band.name, sayBands(say, [band])[0] ?? ""] as const),
  );
  return (
    <>
      {report.isEstimate && (
        <Alert variant="light" color="gray" p="xs">
          {overview.estimate}
        </Alert>
      )}
      <Table aria-label={overview.bands} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{overview.band}</Table.Th>
            <Table.Th visibleFrom="sm">{overview.begins}</Table.Th>
            <Table.Th ta="right">{models.ofs[isOfLeads ? "lead" : "account"]}</Table.Th>
            <Table.Th ta="right">{overview.mean}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.bands.toReversed().map(({ band, count, mean }) => (
            <Table.Tr key={band ?? ""}>
              <Table.Td>
                {band === null ? (
                  <Text size="sm">{overview.noBand}</Text>
                ) : (
                  <Band band={band} model={live.name} miw="max-content" />
                )}
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Text size="sm" c="dimmed">
                  {band === null ? shell.none : sentences.get(band)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {isOfLeads && band !== null ? (
                  <LinkText to="/leads" search={{ model: live.name, band }} size="sm">
                    {say.figures.number(count)}
                  </LinkText>
                ) : (
                  <Text size="sm">{say.figures.number(count)}</Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                <Points points={mean} size="sm" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Distribution({ report, live }: { readonly report: Bands; readonly live: LiveModel }) {
  const { screens, figures } = useSay();
  const { overview, ofs } = screens.models;
  const steps = useMemo(() => report.histogram?.steps ?? [], [report]);
  const label = ofs[live.body.of ?? "lead"];
  const option = useMemo((): EChartsOption => {
    const lines = (live.body.bands ?? []).flatMap((band) => {
      const from = band.from ?? band.above;
      const at = from === undefined ? -1 : steps.findLastIndex((step) => step.from <= from);
      return at < 0 ? [] : [{ xAxis: at, name: band.label ?? band.name }];
    });
    return {
      xAxis: { type: "category", data: steps.map(({ from }) => figures.number(Math.round(from))) },
      yAxis: { type: "log", min: 0.5, axisLabel: { formatter: (n: number) => (n < 1 ? "" : figures.number(n)) } },
      series: [
        {
          type: "bar",
          name: label,
          barCategoryGap: "8%",
          data: steps.map(({ count }) => count || null),
          markLine: {
            silent: true,
            symbol: "none",
            animation: false,
            label: { formatter: "{b}", rotate: 90, position: "insideEndTop", fontSize: 11 },
            lineStyle: { type: "dashed" },
            data: lines,
          },
        },
      ],
    };
  }, [steps, live, figures, label]);
  if (steps.length === 0) return null;
  return (
    <Chart
      title={overview.distribution}
      option={option}
      height={280}
      table={{
        columns: [overview.score, label],
        rows: steps.map(({ from, count }) => [figures.number(from), figures.number(count)]),
      }}
    />
  );
}
