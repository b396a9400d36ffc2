import { csvOf } from "../models/csv.ts";
import { saveFile } from "../ui/save-file.ts";
import type { Sheet } from "./sheet.ts";

/** Saves a table as a CSV file that is called after it. */
export function saveSheet({ name, columns, rows }: Sheet): void {
  const file = `${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  saveFile(file, "text/csv", [csvOf([columns.map(({ label }) => label), ...rows])]);
}
