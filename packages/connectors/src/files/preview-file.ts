import { PROPERTY_WORDS, TRAIT_WORDS } from "./map/column-words.ts";
import type { FileMap } from "./map/file-map.ts";
import { type Guessed, guessMap, type Samples } from "./map/guess-map.ts";
import { isSegmentLog } from "./segment-event.ts";
import { openTable } from "./table.ts";

/** The traits and properties that columns are taken for by their names. */
export const KNOWN_TRAITS: readonly string[] = Object.keys(TRAIT_WORDS);
export const KNOWN_PROPERTIES: readonly string[] = Object.keys(PROPERTY_WORDS);

/** What a file seems to hold, told from its first records. */
export type FilePreview = {
  readonly format: "csv" | "ndjson" | "json";
  readonly columns: readonly string[];
  /** Of each column, what its first cells hold; empty cells are left out. */
  readonly samples: Samples;
  /** Some of the first rows, a cell for each column. */
  readonly rows: readonly (readonly string[])[];
  /** How an import without a map would read it, as each of the three. */
  readonly guesses: { readonly [Of in keyof FileMap]-?: Guessed<FileMap> };
  /** Whether it holds events in Segment's shape, which need no map. */
  readonly isSegmentLog: boolean;
};

/**
 * Looks at the beginning of a file, by the functions that read files whole, and needs nothing of Node: a browser
 * can show what an import will do before it is sent. Reads no further than it has to.
 *
 * Throws a `FileError` where the file cannot be read.
 */
export async function previewFile(name: string, text: AsyncIterable<string>): Promise<FilePreview> {
  const table = await openTable({ name, text }, () => {});
  const { format, columns, samples, first } = table;
  const cells = columns.map((column) => table.cell(column));
  const rows = first.map((row) => cells.map((read) => wordOf(read(row))));
  const guess = (of: keyof FileMap) => guessMap(of, columns, rows);
  return {
    format,
    columns,
    samples,
    rows: rows.slice(0, SHOWN),
    guesses: { leads: guess("leads"), events: guess("events"), outcomes: guess("outcomes") },
    isSegmentLog: table.others !== undefined && isSegmentLog(first),
  };
}

const SHOWN = 20;

function wordOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
