import type { Json } from "@plumbline/scoring";
import { closeInput, type Input } from "./input.ts";
import type { ReadOptions } from "./read-leads.ts";
import { rejecter } from "./report.ts";
import { isVoid, openTable } from "./table.ts";

/** What stands in some columns of a row, in the order in which they were asked for; empty where nothing does. */
export type Cells = { readonly line: number; readonly cells: readonly string[] };

/** Reads some columns of a file as texts, whatever they mean, some rows at a time. A column that it lacks is an error. */
export async function* readCells(
  input: Input,
  columns: readonly string[],
  { report, onReject }: Pick<ReadOptions, "report" | "onReject">,
): AsyncGenerator<readonly Cells[]> {
  const tell = rejecter(report, onReject);
  try {
    const table = await openTable(input, tell);
    if (isVoid(table)) return;
    const readers = columns.map(table.cell);
    for await (const { records, lines, rejects } of table.batches) {
      tell(rejects);
      report.read += records.length;
      yield records.map((row, at) => ({ line: lines[at] as number, cells: readers.map((read) => textOf(read(row))) }));
    }
  } finally {
    await closeInput(input);
  }
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
