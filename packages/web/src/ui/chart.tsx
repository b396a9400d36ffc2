import { Box, Button, Group, Skeleton, Table, Text } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import type { EChartsOption } from "echarts";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { useFirstSay } from "../say.tsx";

const Canvas = lazy(async () => ({ default: (await import("./chart-canvas.tsx")).ChartCanvas }));

/** The same figures for who would rather read than look, and for who cannot see. */
export type TableTwin = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
};

/**
 * A chart with a table of the same figures a click away. `title` stands above it, `option` is ECharts' own; colours,
 * fonts and dark mode come with it.
 */
export function Chart(props: {
  readonly title: string;
  readonly option: EChartsOption;
  readonly table: TableTwin;
  readonly height?: number;
  /** What else can be done with the figures. */
  readonly actions?: ReactNode;
  readonly onClick?: (at: { readonly dataIndex: number; readonly seriesName?: string }) => void;
}) {
  const { title, option, table, height = 240, actions, onClick } = props;
  const { shell } = useFirstSay().screens;
  const [isTable, setIsTable] = useState(false);
  const caption = useId();
  return (
    <Box component="figure" m={0}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Text component="figcaption" fw={600} size="sm" id={caption}>
          {title}
        </Text>
        <Group gap={0} wrap="nowrap">
          {actions}
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={isTable ? <IconChartLine size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
            // Of several charts on a page, which.
            aria-describedby={caption}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? shell.asChart : shell.asTable}
          </Button>
        </Group>
      </Group>
      {isTable ? (
        <Figures {...table} title={title} height={height} />
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          <Canvas option={option} height={height} label={title} {...(onClick && { onClick })} />
        </Suspense>
      )}
    </Box>
  );
}

function Figures({ columns, rows, title, height }: TableTwin & { readonly title: string; readonly height: number }) {
  return (
    <Table.ScrollContainer
      minWidth={240}
      mah={Math.max(height, 240)}
      // That there is more is seen, and reached by arrow keys.
      scrollAreaProps={{ type: "auto", viewportProps: { tabIndex: 0, role: "group", "aria-label": title } }}
    >
      <Table striped stickyHeader aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a chart have no names of their own.
            <Table.Tr key={at}>
              {cells.map((cell, column) => (
                <Table.Td key={columns[column]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
