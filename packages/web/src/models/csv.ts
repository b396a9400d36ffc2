import { csvCell } from "@plumbline/phrases";

type Cell = string | number | null;

/** Rows as CSV with a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
