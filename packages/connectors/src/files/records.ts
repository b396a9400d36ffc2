import type { JsonObject } from "@plumbline/scoring";
import { type CsvRows, csvReader, guessDialect } from "./csv.ts";
import { jsonLinesReader } from "./json-lines.ts";
import { jsonListReader, LIST_KEYS } from "./json-list.ts";
import { peek } from "./peek.ts";
import { FileError } from "./problem.ts";
import { type Reject, rejectOf } from "./report.ts";
import type { TextSource } from "./text-source.ts";

/** Some records, the line on which each begins, and what stood between them and is none. */
export type Batch<Row> = {
  readonly records: readonly Row[];
  readonly lines: readonly number[];
  readonly rejects: readonly Reject[];
};

/** What a file holds: rows of cells under columns, or objects. */
export type Records =
  | {
      readonly format: "csv";
      readonly columns: readonly string[];
      readonly delimiter: string;
      readonly batches: AsyncIterable<Batch<readonly string[]>>;
    }
  | { readonly format: "ndjson" | "json"; readonly batches: AsyncIterable<Batch<JsonObject>> };

/** Enough of a file to tell its format, delimiter and columns by. */
const HEAD = 1 << 16;

/** No lead and no event is longer than this many characters; what seems to be is a broken file. */
const RECORD_LIMIT = 1 << 20;

/** Tells the format by the content, and reads record after record. */
export async function openRecords(input: TextSource): Promise<Records> {
  const file = input.name;
  const { seen, all } = await peek(input.text, (pieces) => pieces.reduce((sum, { length }) => sum + length, 0) >= HEAD);
  const head = seen.join("");
  if (head.trim() === "") throw new FileError({ code: "empty-file", file });
  const format = formatOf(head, head.length < HEAD);
  if (format === "csv") return openCsv(input, head, all);
  const read = format === "json" ? jsonListReader(file, RECORD_LIMIT) : jsonLinesReader(RECORD_LIMIT);
  return { format, batches: batchesOf(all, read) };
}

function formatOf(head: string, isWhole: boolean): Records["format"] {
  const start = head.trimStart();
  if (start.startsWith("[")) return "json";
  if (!start.startsWith("{")) return "csv";
  const end = start.indexOf("\n");
  const firstLine = (end === -1 ? start : start.slice(0, end)).trim();
  const after = end === -1 ? "" : start.slice(end).trimStart();
  // Alone on its line, an object may be a record or hold a list of them: the reader of lists knows both.
  if (after === "") return isWhole || LIST_START.test(firstLine) ? "json" : "ndjson";
  return firstLine.endsWith("}") && after.startsWith("{") ? "ndjson" : "json";
}

const LIST_START = new RegExp(`"(?:${[...LIST_KEYS].join("|")})"\\s*:\\s*\\[`);

async function* batchesOf<Read>(
  pieces: AsyncIterable<string>,
  read: (piece: string, last: boolean) => Read,
): AsyncGenerator<Read> {
  for await (const piece of pieces) yield read(piece, false);
  yield read("", true);
}

async function openCsv(input: TextSource, head: string, pieces: AsyncIterable<string>): Promise<Records> {
  const { saysDelimiter, ...dialect } = guessDialect(head);
  const headerAt = saysDelimiter ? 1 : 0;
  const read = csvReader(input.name, dialect, RECORD_LIMIT);
  const { seen, all } = await peek(
    batchesOf(pieces, read),
    (batches) => batches.reduce((sum, { rows }) => sum + rows.length, 0) > headerAt,
  );
  const header = seen.flatMap(({ rows }) => rows)[headerAt]?.map((name) => name.trim()) ?? [];
  const { delimiter } = dialect;
  return {
    format: "csv",
    columns: columnNames(header),
    delimiter,
    batches: rowsUnder(header, headerAt + 1, delimiter, all),
  };
}

/** Every column gets a name of its own: `column_3` where the third has none, `Email_2` for a second `Email`. */
function columnNames(header: readonly string[]): string[] {
  const names = new Set<string>();
  header.forEach((said, at) => {
    const name = said === "" ? `column_${at + 1}` : said;
    let own = name;
    for (let count = 2; names.has(own); count++) own = `${name}_${count}`;
    names.add(own);
  });
  return [...names];
}

/** The rows after the header that have no more cells than there are columns: what lies beyond must be empty. */
async function* rowsUnder(
  header: readonly string[],
  headerRows: number,
  delimiter: string,
  batches: AsyncIterable<CsvRows>,
): AsyncGenerator<Batch<readonly string[]>> {
  const expected = header.length;
  let skip = headerRows;
  for await (const { rows, lines } of batches) {
    const records: string[][] = [];
    const recordLines: number[] = [];
    const rejects: Reject[] = [];
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as string[];
      const line = lines[at] as number;
      if (skip > 0) skip--;
      else if (row.length > expected && row.slice(expected).some((cell) => cell !== "")) {
        rejects.push(
          rejectOf(line, { code: "cell-count", expected, found: row.length }, () => csvLine(row, delimiter)),
        );
      } else {
        records.push(row);
        recordLines.push(line);
      }
    }
    yield { records, lines: recordLines, rejects };
  }
}

/** A row as CSV text again. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter);
}
