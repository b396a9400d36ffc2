import { FileError } from "./problem.ts";

/** How a table is written. The quote is always `"`, and doubled where it means itself. */
export type CsvDialect = { readonly delimiter: string; readonly newline: "\n" | "\r" };

export type CsvRows = {
  readonly rows: string[][];
  /** The line on which each row begins. */
  readonly lines: number[];
};

const QUOTE = 34;
const RETURN = 13;
const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * A reader of rows that is fed text piece by piece: RFC 4180, and forgiving beyond it. A quote
 * within an unquoted field is a character like others, and what follows a closing quote belongs to
 * the field. Blank lines are no rows. A quote that never closes, or a record longer than `limit`
 * characters, is an error.
 *
 * Published readers were measured and tried. uDSV is as fast, but knows no lines and drops what follows
 * an open quote without a word; Papa Parse and csv-parse take all the time that there is for a row.
 */
export function csvReader(file: string, { delimiter, newline }: CsvDialect, limit: number) {
  let rest = "";
  let restLine = 1;

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a turn a field, for tens of millions; calls would show.
  return (piece: string, last: boolean): CsvRows => {
    const text = rest === "" ? piece : rest + piece;
    const rows: string[][] = [];
    const lines: number[] = [];
    let cells: string[] = [];
    let rowStart = 0;
    let line = restLine;
    let at = 0;
    let delimiterAt = -1;
    let newlineAt = -1;
    let openLine: number | undefined;

    // One field a turn. A delimiter at the very end is followed by one more field, an empty one.
    while (at < text.length || (last && cells.length > 0)) {
      let quoted: string | undefined;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1, last);
        if (close === -1) {
          openLine = line;
          break;
        }
        quoted = text.slice(at + 1, close).replaceAll('""', '"');
        line += quoted.split(newline).length - 1;
        at = close + 1;
      }
      if (delimiterAt < at) delimiterAt = find(text, delimiter, at);
      if (newlineAt < at) newlineAt = find(text, newline, at);
      if (delimiterAt < newlineAt) {
        cells.push(fieldOf(quoted, text, at, delimiterAt));
        at = delimiterAt + 1;
        continue;
      }
      if (newlineAt === NOWHERE && !last) break;
      let end = Math.min(newlineAt, text.length);
      const next = end + 1;
      if (newline === "\n" && end > at && text.charCodeAt(end - 1) === RETURN) end--;
      if (cells.length > 0 || end > at || quoted !== undefined) {
        cells.push(fieldOf(quoted, text, at, end));
        rows.push(cells);
        lines.push(restLine);
        cells = [];
      }
      line++;
      restLine = line;
      rowStart = at = next;
    }

    rest = text.slice(rowStart);
    const tooLong = rest.length > limit;
    if (openLine !== undefined && (last || tooLong)) throw new FileError({ code: "open-quote", file, line: openLine });
    if (tooLong) throw new FileError({ code: "row-too-long", file, line: restLine, limit });
    return { rows, lines };
  };
}

/** The quote that ends a field; -1 where it is not there yet, or may turn out to be doubled. */
function closingQuote(text: string, from: number, last: boolean): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at + 1 < text.length || last ? at : -1;
}

function find(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? NOWHERE : at;
}

function fieldOf(quoted: string | undefined, text: string, start: number, end: number): string {
  if (quoted === undefined) return text.slice(start, end);
  return start === end ? quoted : quoted + text.slice(start, end);
}

const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Guesses the dialect from the beginning of a file: the delimiter that cuts the most rows into as
 * many cells as the first row has. Spreadsheets may say it themselves, in a first line `sep=;`.
 */
export function guessDialect(head: string): CsvDialect & { readonly saysDelimiter: boolean } {
  const outside = head.replace(/"[^"]*"/g, "");
  const newline = outside.includes("\n") || !outside.includes("\r") ? "\n" : "\r";
  const said = /^sep=(.)[\r\n]/i.exec(head);
  if (said?.[1] !== undefined) return { delimiter: said[1], newline, saysDelimiter: true };
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = fitness(head, { delimiter, newline });
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, newline, saysDelimiter: false };
}

function fitness(head: string, dialect: CsvDialect): number {
  // The beginning may end amid a row, which then says nothing; unless it is the only one.
  const text = head.includes(dialect.newline) ? head : head + dialect.newline;
  const { rows } = csvReader("", dialect, NOWHERE)(text, false);
  const width = rows[0]?.length ?? 1;
  const alike = rows.filter(({ length }) => length === width).length / rows.length;
  // Many cells are worth little where rows disagree: commas also stand in prices and in prose.
  return width === 1 ? 0 : alike ** 3 * (width - 1);
}
