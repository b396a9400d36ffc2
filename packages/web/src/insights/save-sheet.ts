import { csvOf } from "../models/csv.ts";
import type { Sheet } from "./sheet.ts";

/** Saves a table as a CSV file that is called after it. */
export function saveSheet({ name, columns, rows }: Sheet): void {
  const link = document.createElement("a");
  const text = csvOf([columns.map(({ label }) => label), ...rows]);
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
