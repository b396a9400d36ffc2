import { appendRecord, type JsonRecords } from "./json-record.ts";
import { FileError } from "./problem.ts";
import { rejectOf } from "./report.ts";

/** The names under which files and APIs put their list of records. */
export const LIST_KEYS: ReadonlySet<string> = new Set([
  "batch",
  "contacts",
  "data",
  "events",
  "items",
  "leads",
  "records",
  "results",
]);

/** An outer object: what its last key was, and whether the next text is a key. */
type Outer = { key: string; expectsKey: boolean };

const NOTHING = -1;
const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * A reader of JSON that is fed text piece by piece and holds one record at a time. Records are the
 * elements of an outer list, or of a list under one of `LIST_KEYS` in an outer object, whose other
 * members say nothing of a record; an outer object without such a list is itself a record. Only
 * brackets and quotes are followed here, `JSON.parse` judges what lies between them.
 */
export function jsonListReader(file: string, limit: number) {
  let text = "";
  let at = 0;
  let line = 1;
  /** Where the record, and the key of an outer object, that we are in begins in `text`. */
  let recordAt = NOTHING;
  let keyAt = NOTHING;
  let recordLine = 1;
  /** Brackets open within a record, or within an outer object. */
  let depth = 0;
  let inString = false;
  let inList = false;
  /** The outer object that we are in, if it may still be a record or hold a list. */
  let outer: Outer | undefined;
  /** The outer object around the list we are in. */
  let around: Outer | undefined;
  let slashAt = -1;
  let found: JsonRecords = { records: [], lines: [], rejects: [] };

  /** Lets go of the text before a place. */
  const forget = (place: number): void => {
    text = text.slice(place);
    at -= place;
    if (recordAt !== NOTHING) recordAt -= place;
    if (keyAt !== NOTHING) keyAt -= place;
  };

  const endRecord = (end: number): void => {
    if (recordAt !== NOTHING) appendRecord(found, text.slice(recordAt, end), recordLine, limit);
    recordAt = NOTHING;
    outer = undefined;
  };

  const readString = (): void => {
    const quoteAt = find(text, '"', at);
    if (slashAt < at) slashAt = find(text, "\\", at);
    if (slashAt < quoteAt) {
      at = slashAt + 2;
    } else if (quoteAt === NOWHERE) {
      at = text.length;
    } else {
      at = quoteAt + 1;
      inString = false;
      if (outer && keyAt !== NOTHING) outer.key = text.slice(keyAt, quoteAt);
      keyAt = NOTHING;
      if (depth === 0) endRecord(at);
    }
  };

  const openList = (within: Outer | undefined): void => {
    inList = true;
    around = within;
    outer = undefined;
    recordAt = NOTHING;
    depth = 0;
  };

  const closeList = (): void => {
    inList = false;
    outer = around;
    depth = outer ? 1 : 0;
  };

  /** Between records: in a list, or outside of everything. */
  const readBetween = (character: string): void => {
    if (character === "{" || (inList && character !== "]" && character !== "}")) {
      recordAt = at;
      recordLine = line;
      if (!inList) outer = { key: "", expectsKey: true };
      readWithin(character);
      return;
    }
    at++;
    if (character === "]" && inList) closeList();
    else if (character === "[") openList(undefined);
    else throw new FileError({ code: "json-unexpected", file, line });
  };

  /** Within a record, or a member of an outer object. */
  const readWithin = (character: string): void => {
    at++;
    if (character === '"') openString();
    else if (character === "[" && holdsList()) openList(outer);
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") closeBracket();
    else if (outer && depth === 1 && (character === ":" || character === ",")) outer.expectsKey = character === ",";
  };

  const openString = (): void => {
    inString = true;
    if (depth === 1 && outer?.expectsKey) keyAt = at;
  };

  /** Whether the member of an outer object that begins here is its list of records. */
  const holdsList = (): boolean => outer !== undefined && depth === 1 && !outer.expectsKey && LIST_KEYS.has(outer.key);

  const closeBracket = (): void => {
    if (depth === 0) throw new FileError({ code: "json-unexpected", file, line });
    depth--;
    if (depth === 0) endRecord(at);
  };

  const step = (): void => {
    const character = text[at] as string;
    if (character === "\n") line++;
    const ends = depth === 0 && (character <= " " || character === "," || character === "]");
    if (ends && recordAt !== NOTHING) endRecord(at);
    if (ends && character !== "]") at++;
    else if (depth > 0 || recordAt !== NOTHING) readWithin(character);
    else readBetween(character);
  };

  return (piece: string, last: boolean): JsonRecords => {
    text += piece;
    slashAt = -1;
    found = { records: [], lines: [], rejects: [] };
    while (at < text.length) {
      if (inString) readString();
      else step();
    }
    const isWithin = recordAt !== NOTHING;
    if (last && (depth > 0 || inString || inList)) {
      throw new FileError({ code: "json-unfinished", file, line: isWithin ? recordLine : line });
    }
    if (isWithin && text.length - recordAt > limit) {
      const raw = text.slice(recordAt);
      found.rejects.push(rejectOf(recordLine, { code: "too-long", limit }, () => raw));
      recordAt = NOTHING;
    }
    forget(Math.min(recordAt === NOTHING ? text.length : recordAt, keyAt === NOTHING ? text.length : keyAt));
    return found;
  };
}

function find(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? NOWHERE : at;
}
