import { findZone, formatDay, type Json, type Zone } from "@plumbline/scoring";
import type { Source } from "./map/file-map.ts";
import type { Row } from "./table.ts";
import { readBoolean } from "./values/read-boolean.ts";
import { readCountry } from "./values/read-country.ts";
import { isCount, readCount, readNumber } from "./values/read-number.ts";
import { readTimestamp } from "./values/read-timestamp.ts";
import { readWords } from "./values/read-words.ts";
import { type ReadTime, timeFormat } from "./values/time-format.ts";

/** Reads one value of a record; undefined where it has none. */
export type Field = (row: Row, line: number) => Json | undefined;

/** What fields need to know of the file that they read. */
export type FieldSetting = {
  /** Gives what stands in a column; undefined where nothing does. */
  readonly cell: (column: string) => (row: Row) => Json | undefined;
  readonly zone: Zone;
  /** Told of every value that does not read as what its column is. */
  readonly misread: (column: string, line: number, value: string) => void;
};

/** Compiles a source into the function that reads it. A value that is not of its kind stays as it stands. */
export function fieldOf(source: Source, setting: FieldSetting): Field {
  const raw = rawOf(source, setting);
  const { default: otherwise, rename, as } = source;
  const renamed = new Map(Object.entries(rename ?? {}));
  const ofText = converterOf(source, setting.zone);
  const column = source.column ?? source.columns?.join(" + ") ?? "";
  const ofJson = (cell: Json, line: number) => {
    if (as === "count" && !isCount(cell)) setting.misread(column, line, JSON.stringify(cell));
    return as === "text" && typeof cell !== "object" ? String(cell) : cell;
  };
  return (row, line) => {
    const cell = raw(row);
    if (cell === undefined) return otherwise;
    if (renamed.size > 0) {
      const name = renamed.get(String(cell));
      if (name !== undefined) return name;
    }
    if (typeof cell !== "string") return ofJson(cell, line);
    const value = ofText(cell);
    if (value !== undefined) return value;
    if (as === "currency") return otherwise;
    setting.misread(column, line, cell);
    return own(cell);
  };
}

/** Compiles a source into what reads an id or a name: a text that is not empty. */
export function wordReader(
  source: Source | undefined,
  setting: FieldSetting,
): (row: Row, line: number) => string | undefined {
  if (!source) return () => undefined;
  const field = fieldOf({ as: "text", ...source }, setting);
  return (row, line) => {
    const value = field(row, line);
    if (typeof value === "string") return value;
    return value === undefined || typeof value === "object" ? undefined : String(value);
  };
}

/** What stands where a source points to. */
export function rawOf(
  { value, column, columns = [], join = " " }: Source,
  { cell }: FieldSetting,
): (row: Row) => Json | undefined {
  if (value !== undefined) return () => value;
  if (column !== undefined) return cell(column);
  const parts = columns.map(cell);
  return (row) => parts.flatMap((part) => part(row) ?? []).join(join) || undefined;
}

/** Compiles how a source's times are read. */
export function timeReader(source: Source, workspace: Zone): ReadTime {
  const { format, dayFirst } = source;
  const zone = zoneOf(source, workspace);
  if (format !== undefined) return timeFormat(format, zone) ?? (() => undefined);
  const options = dayFirst === undefined ? { zone } : { zone, dayFirst };
  return (value) => readTimestamp(value, options);
}

function zoneOf({ zone }: Source, workspace: Zone): Zone {
  return (zone === undefined ? undefined : findZone(zone)) ?? workspace;
}

type Convert = (text: string) => Json | undefined;

function converterOf(source: Source, workspace: Zone): Convert {
  const { as, decimal, separator } = source;
  switch (as) {
    case "number": {
      const readSlowly = remembering((text) => readNumber(text, decimal)?.value);
      return (text) => plainNumber(text, decimal) ?? readSlowly(text);
    }
    case "count":
      return remembering(readCount);
    case "currency":
      return remembering((text) => readNumber(text, decimal)?.currency);
    case "boolean":
      return remembering(readBoolean);
    case "country":
      return remembering(readCountry);
    case "date": {
      const zone = zoneOf(source, workspace);
      const readTime = timeReader(source, workspace);
      return remembering((text) => dateText(readTime(text), zone));
    }
    case "list":
      return remembering((text) => elementsOf(text, separator));
    case "words":
      return remembering(readWords);
    default:
      return ownText();
  }
}

/** A local midnight is a day; any other instant is told in UTC. Conditions read both. */
function dateText(instant: number | undefined, zone: Zone): string | undefined {
  if (instant === undefined) return undefined;
  const day = zone.dayOf(instant);
  return zone.instantOf(day, 0) === instant ? formatDay(day) : new Date(instant).toISOString();
}

function elementsOf(text: string, separator: string | undefined): string[] {
  const mark = separator ?? [";", "|", "\n"].find((one) => text.includes(one)) ?? ",";
  return text
    .split(mark)
    .map((element) => own(element.trim()))
    .filter((element) => element !== "");
}

/** The number of nothing but digits with at most one point, which nearly all columns of numbers hold. */
function plainNumber(text: string, decimal: "." | "," | undefined): number | undefined {
  const { length } = text;
  if (length > 15) return undefined;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let divisor = 0;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits = digits * 10 + code - 48;
      divisor *= 10;
    } else if (code === 46 && divisor === 0 && decimal !== "," && at > start && at < length - 1) divisor = 1;
    else return undefined;
  }
  if (length === start) return undefined;
  // Both are whole and below 2⁵³, so the quotient is the very number that the text means.
  const size = divisor === 0 ? digits : digits / divisor;
  return start === 1 ? -size : size;
}

const SLOTS = 1024;

/**
 * Remembers what texts were read as: most columns hold the same few again and again. Texts are told
 * apart by a few of their characters, for hashing a text whole would cost more than most readings.
 */
function remembering(convert: Convert): Convert {
  const texts: string[] = new Array(SLOTS).fill("");
  const values: (Json | undefined)[] = new Array(SLOTS).fill(undefined);
  return (text) => {
    const { length } = text;
    const sum =
      text.charCodeAt(length - 1) + 31 * (text.charCodeAt(length >> 1) + 31 * (text.charCodeAt(0) + 31 * length));
    const slot = sum & (SLOTS - 1);
    if (texts[slot] === text) return values[slot];
    const value = convert(text);
    texts[slot] = own(text);
    values[slot] = value;
    return value;
  };
}

// A part of a text that is this long or longer is a view on the whole text in V8; a shorter one is a copy.
const VIEW = 13;
/** Longer texts seldom come twice. */
const WORD = 40;

/** Texts that hold on to nothing but themselves, equal ones mostly once. */
function ownText(): Convert {
  const shared = remembering(own);
  return (text) => (text.length < VIEW ? text : text.length <= WORD ? shared(text) : own(text));
}

/** A copy of a text that was cut out of a file: without it, one name kept would keep a whole piece of the file. */
function own(text: string): string {
  return text.length < VIEW ? text : ` ${text}`.slice(1);
}
