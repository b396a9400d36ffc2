import { type Json, type JsonObject, suggest } from "@plumbline/scoring";
import { type Samples, samplesOf } from "./map/guess-map.ts";
import { peek } from "./peek.ts";
import { FileError } from "./problem.ts";
import { type Batch, csvLine, openRecords, type Records } from "./records.ts";
import type { Reject, RejectReason } from "./report.ts";
import type { TextSource } from "./text-source.ts";

/** A row of cells or an object. Only the table that it comes from knows which. */
export type Row = readonly string[] | JsonObject;

/** The records of a file, whatever its format, and how to get at what they hold. */
export type Table = TableOf<Row>;

type TableOf<Row> = {
  readonly format: Records["format"];
  readonly columns: readonly string[];
  readonly samples: Samples;
  readonly batches: AsyncIterable<Batch<Row>>;
  readonly cell: (column: string) => (row: Row) => Json | undefined;
  /** Whether every row has all the columns; else `others` gives the members of one row. */
  readonly others: ((row: Row, named: ReadonlySet<string>) => Iterable<readonly [string, Json]>) | undefined;
  /** Tells of a row that it ends before one of these columns: cells left out at its end are empty, but not these. */
  readonly cutShort: (columns: readonly string[]) => (row: Row) => RejectReason | undefined;
  readonly textOf: (row: Row) => string;
  /** Some of the first rows. */
  readonly first: readonly Row[];
};

/** From how many records, rejected ones among them, a file's columns and their kinds are told. */
const SAMPLE = 1000;

type Tell = (rejects: readonly Reject[]) => void;

/** Opens a file as the table that it is. What is rejected before its first record is told here, the rest by `batches`. */
export async function openTable(input: TextSource, tell: Tell): Promise<Table> {
  const records = await openRecords(input);
  const table = await (records.format === "csv" ? csvTable(input.name, records, tell) : jsonTable(records, tell));
  // Its functions will meet no other rows than its own.
  return table as unknown as Table;
}

/** Whether there is nothing to be guessed from and nothing to be read, for instance because all was rejected. */
export function isVoid({ columns, first }: Table): boolean {
  return columns.length === 0 && first.length === 0;
}

async function csvTable(
  file: string,
  { format, columns, delimiter, batches }: Extract<Records, { format: "csv" }>,
  tell: Tell,
): Promise<TableOf<readonly string[]>> {
  const { first, all } = await firstOf(batches, tell);
  const places = new Map(columns.map((column, at) => [column, at]));
  return {
    format,
    columns,
    samples: samplesOf(columns, first),
    batches: all,
    first,
    cell: (column) => {
      const at = places.get(column);
      if (at === undefined) {
        throw new FileError({ code: "no-such-column", file, column, suggestion: suggest(column, columns), columns });
      }
      return (row) => trimmed(row[at] ?? "");
    },
    others: undefined,
    cutShort: (needed) => {
      const least = Math.max(0, ...needed.map((column) => (places.get(column) ?? -1) + 1));
      return (row) =>
        row.length < least ? { code: "cell-count", expected: columns.length, found: row.length } : undefined;
    },
    textOf: (row) => csvLine(row, delimiter),
  };
}

async function jsonTable(
  { format, batches }: Exclude<Records, { format: "csv" }>,
  tell: Tell,
): Promise<TableOf<JsonObject>> {
  const { first, all } = await firstOf(batches, tell);
  const columns = [...new Set(first.flatMap((record) => pathsOf(record, 0)))];
  const readers = columns.map((column) => readerOf(column));
  const rows = first.map((record) => readers.map((read) => textOf(read(record))));
  return {
    format,
    columns,
    samples: samplesOf(columns, rows),
    batches: all,
    first,
    cell: readerOf,
    others: membersOf,
    cutShort: () => () => undefined,
    textOf: (record) => JSON.stringify(record),
  };
}

async function firstOf<Row>(batches: AsyncIterable<Batch<Row>>, tell: Tell) {
  const { seen, all } = await peek(
    fromFirstRecord(batches, tell),
    (some) => some.reduce((sum, { records, rejects }) => sum + records.length + rejects.length, 0) >= SAMPLE,
  );
  return { first: seen.flatMap(({ records }) => records).slice(0, SAMPLE), all };
}

/** A file may hold nothing but what is rejected: that is told at once, for it may be more than memory holds. */
async function* fromFirstRecord<Row>(batches: AsyncIterable<Batch<Row>>, tell: Tell): AsyncGenerator<Batch<Row>> {
  let hasBegun = false;
  for await (const batch of batches) {
    hasBegun ||= batch.records.length > 0;
    if (hasBegun) yield batch;
    else tell(batch.rejects);
  }
}

function trimmed(cell: string): string | undefined {
  const { length } = cell;
  if (length === 0) return undefined;
  const isTight = !maybeSpace(cell.charCodeAt(0)) && !maybeSpace(cell.charCodeAt(length - 1));
  return isTight ? cell : cell.trim() || undefined;
}

/** The spaces of ASCII, and whatever lies where the others are. */
function maybeSpace(code: number): boolean {
  return code <= 32 || (code >= 160 && (code === 160 || code >= 0x1680));
}

/** Objects that only wrap what is said of a record. */
const WRAPPERS: ReadonlySet<string> = new Set(["attributes", "fields", "properties", "traits"]);

function* membersOf(record: JsonObject, named: ReadonlySet<string>): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(record)) {
    if (named.has(key)) continue;
    if (!WRAPPERS.has(key) || !isObject(value)) yield [key, value];
    else for (const [inner, one] of Object.entries(value)) if (!named.has(`${key}.${inner}`)) yield [inner, one];
  }
}

/** The paths that lead to a record's values, three steps deep at most. */
function pathsOf(record: JsonObject, depth: number): string[] {
  return Object.entries(record).flatMap(([key, value]) =>
    isObject(value) && depth < 2 ? pathsOf(value, depth + 1).map((path) => `${key}.${path}`) : [key],
  );
}

/** Reads a key as it is written, else as a path. */
function readerOf(path: string): (record: JsonObject) => Json | undefined {
  const steps = path.split(".");
  return (record) => {
    const found = Object.hasOwn(record, path) ? record[path] : steps.reduce<Json | undefined>(step, record);
    return found === null || found === "" ? undefined : found;
  };
}

function step(from: Json | undefined, key: string): Json | undefined {
  return isObject(from) && Object.hasOwn(from, key) ? from[key] : undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string {
  return value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
}
