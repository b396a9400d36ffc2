import type { MoneyLineCode } from "@plumbline/api";
import { csvReader, FileError } from "@plumbline/connectors";
import { parseDay } from "@plumbline/scoring";
import type { RateRow, SaidCost } from "@plumbline/store";

type RefusedLine = { readonly line: number; readonly code: MoneyLineCode; readonly column: string };

export type ReadFile<Row> = { readonly rows: readonly Row[]; readonly refused: readonly RefusedLine[] };

type Line = {
  readonly line: number;
  /** By the heading, in small letters; empty where the line is too short. */
  readonly cell: (column: string) => string;
};

type Refused = Omit<RefusedLine, "line">;
type ReadLine<Row> = Row | Refused;

const LONGEST_LINE = 10_000;
const LONGEST_NAME = 200;
/** Ten years. */
export const MOST_COST_DAYS = 3660;

const refusal = (code: MoneyLineCode, column: string): Refused => ({ code, column });

const isRefusal = (read: object): read is Refused => "code" in read;

/** Reads costs: source, medium, campaign, from, until, amount, currency, note; three of them may be missing. */
export function readCosts(text: string): ReadFile<SaidCost> {
  const table = readTable(text);
  const needed = ["source", "from", "until", "amount", "currency"];
  const mark = markOf(table, ["amount"]);
  return readLines(table, needed, ({ cell }) => [costOf(cell, mark)]);
}

function costOf(cell: Line["cell"], mark: Mark | undefined): ReadLine<SaidCost> {
  const wrong = wrongText(cell) ?? wrongDays(cell);
  if (wrong) return wrong;
  const amount = numberOf(cell("amount"), mark);
  if (amount === undefined || amount > 1e12) return refusal("amount-unreadable", "amount");
  const currency = cell("currency").toUpperCase();
  if (!CURRENCY.test(currency)) return refusal("currency-unreadable", "currency");
  return {
    source: cell("source").toLowerCase(),
    medium: cell("medium").toLowerCase() || null,
    campaign: cell("campaign").toLowerCase() || null,
    from_day: dayOf(cell("from")) ?? 0,
    until_day: dayOf(cell("until")) ?? 0,
    amount,
    currency,
    note: cell("note"),
  };
}

function wrongText(cell: Line["cell"]): Refused | undefined {
  if (cell("source") === "") return refusal("source-missing", "source");
  const long = ["source", "medium", "campaign", "note"].find((column) => cell(column).length > LONGEST_NAME);
  return long === undefined ? undefined : refusal("too-long", long);
}

function wrongDays(cell: Line["cell"]): Refused | undefined {
  const [from, until] = [dayOf(cell("from")), dayOf(cell("until"))];
  if (from === undefined) return refusal("day-unreadable", "from");
  if (until === undefined) return refusal("day-unreadable", "until");
  if (until < from) return refusal("days-reversed", "until");
  return until - from >= MOST_COST_DAYS ? refusal("too-many-days", "until") : undefined;
}

/**
 * Reads rates of a base: lines of date, currency, rate; or of a date and a column for each currency, as the European
 * Central Bank publishes them (https://www.ecb.europa.eu/stats/eurofxref/), where `N/A` and nothing are no rates.
 */
export function readRates(text: string, base: string): ReadFile<RateRow> {
  const table = readTable(text);
  const isLong = table.columns.includes("currency");
  const currencies = table.columns.filter((column) => CURRENCY.test(column.toUpperCase()));
  const mark = markOf(table, isLong ? ["rate"] : currencies);
  return readLines(table, isLong ? ["date", "currency", "rate"] : ["date"], ({ cell }): ReadLine<RateRow>[] => {
    const day = dayOf(cell("date"));
    if (day === undefined) return [refusal("day-unreadable", "date")];
    if (isLong) return [rateOf({ day, base }, cell("currency"), cell("rate"), "rate", mark)];
    return currencies.flatMap((column) => {
      const said = cell(column);
      return said === "" || said.toUpperCase() === "N/A" ? [] : [rateOf({ day, base }, column, said, column, mark)];
    });
  });
}

const CURRENCY = /^[A-Z]{3}$/;

function rateOf(
  on: Pick<RateRow, "day" | "base">,
  said: string,
  number: string,
  column: string,
  mark: Mark | undefined,
): ReadLine<RateRow> {
  const currency = said.toUpperCase();
  if (!CURRENCY.test(currency)) return refusal("currency-unreadable", "currency");
  if (currency === on.base) return refusal("currency-is-base", "currency");
  const rate = numberOf(number, mark);
  return rate === undefined || rate === 0 || rate > 1e12
    ? refusal("amount-unreadable", column)
    : { ...on, currency, rate };
}

type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly delimiter: string;
};

function readTable(text: string): Table {
  const plain = text.replace(/^\uFEFF/, "");
  const head = plain.slice(0, plain.search(/[\r\n]|$/));
  const delimiter = [",", ";", "\t"].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  const newline = plain.includes("\n") ? "\n" : "\r";
  const { rows, lines } = readRows(plain, { delimiter, newline });
  const [heading = [], ...rest] = rows;
  return {
    columns: heading.map((column) => column.trim().toLowerCase()),
    rows: rest,
    lines: lines.slice(1),
    delimiter,
  };
}

/** A quote that never closes ends what can be read. */
function readRows(text: string, dialect: Parameters<typeof csvReader>[1]) {
  try {
    return csvReader("", dialect, LONGEST_LINE)(text, true);
  } catch (error) {
    if (error instanceof FileError) return { rows: [], lines: [] };
    throw error;
  }
}

function readLines<Row extends object>(
  { columns, rows, lines }: Table,
  needed: readonly string[],
  read: (line: Line) => readonly ReadLine<Row>[],
): ReadFile<Row> {
  const lacking = needed.find((column) => !columns.includes(column));
  if (lacking !== undefined) return { rows: [], refused: [{ line: 1, ...refusal("column-missing", lacking) }] };
  const [taken, refused]: [Row[], RefusedLine[]] = [[], []];
  for (const [i, cells] of rows.entries()) {
    const line = lines[i] ?? i + 2;
    const cell = (column: string) => cells[columns.indexOf(column)]?.trim() ?? "";
    for (const one of read({ line, cell })) {
      if (isRefusal(one)) refused.push({ line, ...one });
      else taken.push(one);
    }
  }
  return { rows: taken, refused };
}

const MONTHS = "january february march april may june july august september october november december".split(" ");

/** `2026-11-22`, or `22 November 2026`, as the European Central Bank has it; `11/12/2026` may be either day. */
function dayOf(text: string): number | undefined {
  const named = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text);
  if (!named) return parseDay(text);
  const month = MONTHS.indexOf(named[2]?.toLowerCase() ?? "") + 1;
  const two = (number: number | string | undefined) => String(number).padStart(2, "0");
  return month === 0 ? undefined : parseDay(`${named[3]}-${two(month)}-${two(named[1])}`);
}

/** What stands before a fraction. */
type Mark = "," | ".";

/**
 * The mark by which a file writes fractions, as its own cells show; undefined where they show none, or both. A comma
 * that parts cells leaves fractions the point, unless they show otherwise.
 */
function markOf({ columns, rows, delimiter }: Table, numbered: readonly string[]): Mark | undefined {
  const places = numbered.map((column) => columns.indexOf(column));
  const shown = new Set(rows.flatMap((cells) => places.flatMap((place) => markIn(cells[place]?.trim() ?? "") ?? [])));
  if (shown.size === 0) return delimiter === "," ? "." : undefined;
  return shown.size === 1 ? [...shown][0] : undefined;
}

/** The mark that a number shows beyond doubt: 1,234 may be a thousand or so, or one and a bit. */
function markIn(text: string): Mark | undefined {
  const [, whole = "", mark, fraction = ""] = /^([\d.,]*\d)([.,])(\d+)$/.exec(text) ?? [];
  if (mark !== "," && mark !== ".") return undefined;
  const other = mark === "," ? "." : ",";
  if (whole.includes(mark)) return fraction.length === 3 ? other : undefined;
  return whole.includes(other) || fraction.length !== 3 || /^(0|\d{4,})$/.test(whole) ? mark : undefined;
}

/** Digits, and a fraction after the mark; nothing that may be read in two ways, and no thousands set apart. */
function numberOf(text: string, mark: Mark | undefined): number | undefined {
  const own = markIn(text) ?? mark;
  const parts = own === undefined ? [text] : text.split(own);
  const isPlain = parts.length <= 2 && parts.every((part) => /^\d{1,15}$/.test(part));
  return isPlain ? Number(parts.join(".")) : undefined;
}
