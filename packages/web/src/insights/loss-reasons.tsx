import { Anchor, Table, Text } from "@mantine/core";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import type { Behind, Kpis, Loss } from "./kpi.ts";
import { Section } from "./section.tsx";
import type { Sheet } from "./sheet.ts";
import { SaveSheet } from "./sheet-chart.tsx";

/** Why opportunities were lost, the most frequent reason first. */
export function LossReasons(props: {
  readonly losses: readonly Loss[];
  readonly basis: Kpis["basis"];
  readonly onBehind: (behind: Behind) => void;
}) {
  const { losses, basis, onBehind } = props;
  const { screens, figures } = useSay();
  const { insights } = screens;
  const { kpis: say } = insights;
  const population = basis === "cohort" ? "opportunities-opened-lost" : "opportunities-decided-lost";
  const sheet = useMemo(
    (): Sheet => ({
      name: say.losses,
      columns: [say.reason, say.figures.leads, say.lossShare, insights.low, insights.high].map((label) => ({ label })),
      rows: losses.map(({ reason, leads, share, interval }) => [
        ...[reason === "" ? say.noReason : reason, leads, share],
        ...[interval.low, interval.high],
      ]),
    }),
    [losses, insights, say],
  );
  return (
    <Section title={say.losses} actions={losses.length > 0 && <SaveSheet sheet={sheet} />}>
      {losses.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.noLosses}
        </Text>
      ) : (
        <Table aria-label={say.losses} verticalSpacing={6} maw={720}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.reason}</Table.Th>
              <Table.Th ta="right">{say.figures.leads}</Table.Th>
              <Table.Th ta="right">{say.lossShare}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {losses.map(({ reason, leads, share }) => {
              const called = reason === "" ? say.noReason : reason;
              return (
                <Table.Tr key={reason}>
                  <Table.Td>
                    <Text size="sm">{called}</Text>
                    <div className="insights-bar" aria-hidden>
                      <span style={{ width: `${share * 100}%` }} />
                    </div>
                  </Table.Td>
                  <Table.Td ta="right">
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      onClick={() => onBehind({ title: called, population, reason })}
                    >
                      {figures.number(leads)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td ta="right">{figures.percent(share)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
