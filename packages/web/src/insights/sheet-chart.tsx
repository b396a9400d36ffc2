import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { EChartsOption } from "echarts";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Chart } from "../ui/chart.tsx";
import { saveSheet } from "./save-sheet.ts";
import { type Sheet, shownCell } from "./sheet.ts";

/**
 * A chart of a table, with the table behind it and as a file. Where each place of the chart is a row, hovering tells
 * that row.
 */
export function SheetChart(props: {
  readonly sheet: Sheet;
  readonly option: EChartsOption;
  readonly height?: number;
  readonly tellsRows?: boolean;
  readonly onClick?: (at: { readonly dataIndex: number; readonly seriesName?: string }) => void;
}) {
  const { sheet, option, height = 260, tellsRows = true, onClick } = props;
  const { figures } = useSay();
  const { name, title = name, columns, rows } = sheet;
  const whole = useMemo((): EChartsOption => {
    if (!tellsRows) return option;
    const formatter = (told: unknown) => {
      const [first] = (Array.isArray(told) ? told : [told]) as readonly { readonly dataIndex?: number }[];
      const cells = sheet.rows[first?.dataIndex ?? -1] ?? [];
      return cells
        .map((cell, at) => `${sheet.columns[at]?.label}: ${shownCell(cell, sheet.columns[at], figures.number)}`)
        .join("\n");
    };
    return { ...option, tooltip: { trigger: "axis", renderMode: "richText", formatter } };
  }, [option, sheet, tellsRows, figures]);
  return (
    <Chart
      title={title}
      option={whole}
      height={height}
      actions={<SaveSheet sheet={sheet} />}
      table={{
        columns: columns.map(({ label }) => label),
        rows: rows.map((cells) => cells.map((cell, at) => shownCell(cell, columns[at], figures.number))),
      }}
      {...(onClick && { onClick })}
    />
  );
}

/** Takes a table away as a file. */
export function SaveSheet({ sheet }: { readonly sheet: Sheet }) {
  const { insights: say } = useSay().screens;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      leftSection={<IconDownload size={14} aria-hidden />}
      aria-label={say.saveOf(sheet.name)}
      onClick={() => saveSheet(sheet)}
    >
      {say.save}
    </Button>
  );
}
