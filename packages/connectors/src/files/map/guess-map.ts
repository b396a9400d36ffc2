import { EVENT_TYPES, UTC } from "@plumbline/scoring";
import { readNumber } from "../values/read-number.ts";
import { readOutcome } from "../values/read-outcome.ts";
import { readTimestamp } from "../values/read-timestamp.ts";
import {
  CLOCK_WORDS,
  columnKey,
  EVENT_WORDS,
  keysOf,
  LEAD_WORDS,
  OUTCOME_WORDS,
  PROPERTY_WORDS,
  TRAIT_WORDS,
} from "./column-words.ts";
import type { EventMap, FileMap, LeadMap, OutcomeMap, Source } from "./file-map.ts";

/** How a column was understood, and whether by its name or by what stands in it. */
export type Guess = { readonly column: string; readonly target: string; readonly because: "name" | "values" };

export type Guessed<Map> = {
  readonly map: Map;
  readonly guesses: readonly Guess[];
  /** The columns that nothing is known of. */
  readonly unmapped: readonly string[];
};

/** Of each column, in the file's order, what its first cells hold; empty cells are left out. */
export type Samples = ReadonlyMap<string, readonly string[]>;

export function samplesOf(columns: readonly string[], rows: readonly (readonly string[])[]): Samples {
  const cells = (at: number) => rows.map((row) => row[at]?.trim() ?? "").filter((cell) => cell !== "");
  return new Map(columns.map((column, at) => [column, cells(at)]));
}

type Writable<Map> = { -readonly [Key in keyof Map]: Map[Key] };

/** Guesses how a list of leads is to be read. What `given` says stands; what it leaves open is guessed. */
export function guessLeadMap(samples: Samples, given: LeadMap = {}): Guessed<LeadMap> {
  const guesser = guesserOf(samples, given);
  const map: Writable<LeadMap> = { ...guesser.byNames(LEAD_WORDS, given), ...given };
  const email = map.email ?? guesser.byValues("email", FITS.email);
  if (email) map.email = email;
  map.traits = { ...guesser.byNames(TRAIT_WORDS, given.traits), ...given.traits };
  return { map, guesses: guesser.guesses, unmapped: guesser.free() };
}

/** Guesses how a log of events is to be read. */
export function guessEventMap(samples: Samples, given: EventMap = {}): Guessed<EventMap> {
  const guesser = guesserOf(samples, given);
  // The same names are used for the six types and for names of events: what stands there decides.
  const map: Writable<EventMap> = { ...guesser.byNames(TYPE_WORDS, given), ...given };
  Object.assign(map, guesser.byNames(EVENT_WORDS, map));
  const timestamp =
    map.timestamp ??
    guesser.byValues(
      "timestamp",
      mostly((cell) => /\D/.test(cell) && isTime(cell)),
    );
  if (timestamp) map.timestamp = guesser.withClock(timestamp);
  const id = guesser.find("ID");
  if (id !== undefined) {
    const hasIdentity = map.userId ?? map.anonymousId ?? map.email;
    const target = !hasIdentity ? "userId" : !map.messageId && isDistinct(samples.get(id)) ? "messageId" : undefined;
    if (target) map[target] = guesser.take(id, target, "name");
  }
  const properties: Record<string, Source> = {
    ...guesser.byNames(PROPERTY_WORDS, given.properties),
    ...given.properties,
  };
  map.properties = properties;
  // Without a column for it, the event's own word tells: `page` is a page, any other is a track.
  if (!map.event && (properties["url"] ?? properties["path"])) map.type ??= { value: "page" };
  return { map, guesses: guesser.guesses, unmapped: guesser.free() };
}

/** Guesses how an export of deals or opportunities is to be read. */
export function guessOutcomeMap(samples: Samples, given: OutcomeMap = {}): Guessed<OutcomeMap> {
  const guesser = guesserOf(samples, given);
  const map: Writable<OutcomeMap> = { ...guesser.byNames(OUTCOME_WORDS, given), ...given };
  const outcome = map.outcome ?? guesser.byValues("outcome", FITS.outcome);
  if (outcome) map.outcome = outcome;
  const email = map.email ?? guesser.byValues("email", FITS.email);
  if (email) map.email = email;
  const { timestamp = "" } = EVENT_WORDS;
  Object.assign(map, guesser.byNames({ timestamp }, map));
  if (map.timestamp) map.timestamp = guesser.withClock(map.timestamp);
  return { map, guesses: guesser.guesses, unmapped: guesser.free() };
}

const TYPE_WORDS = { type: EVENT_WORDS["event"] ?? "" };

type Fits = (cells: readonly string[]) => boolean;

const isEmail = (cell: string) => /^[^\s@]+@[^\s@]+$/.test(cell);
const isNumber = (cell: string) => readNumber(cell) !== undefined;
const isTime = (cell: string) => readTimestamp(cell, { zone: UTC }) !== undefined;
const isEventType = (cell: string) => EVENT_TYPES.some((type) => type === cell.toLowerCase());

/** A column without values fits anything, one with others than its name promises was misnamed. */
const mostly =
  (is: (cell: string) => boolean): Fits =>
  (cells) =>
    cells.length === 0 || cells.filter(is).length >= cells.length / 2;

const FITS = {
  age: mostly(isNumber),
  annualRevenue: mostly(isNumber),
  createdAt: mostly(isTime),
  email: mostly(isEmail),
  employees: mostly(isNumber),
  timestamp: mostly(isTime),
  outcome: mostly((cell) => readOutcome(cell) !== undefined),
  type: (cells) => cells.length > 0 && cells.every(isEventType),
} satisfies Readonly<Record<string, Fits>>;

function isDistinct(cells: readonly string[] = []): boolean {
  return new Set(cells).size === cells.length;
}

/** Gives out the columns that a map leaves open, each once. */
function guesserOf(samples: Samples, given: LeadMap | EventMap | OutcomeMap) {
  const guesses: Guess[] = [];
  const taken = new Set(columnsOf(given));
  const isFree = (column: string) => !taken.has(column) && given.ignore !== "*" && !given.ignore?.includes(column);
  const free = () => [...samples.keys()].filter(isFree);
  const cellsOf = (column: string) => samples.get(column) ?? [];

  const find = (words: string, fits: Fits = () => true): string | undefined => {
    const open = free();
    for (const key of keysOf(words)) {
      const column = open.find((name) => columnKey(name) === key && fits(cellsOf(name)));
      if (column !== undefined) return column;
    }
    return undefined;
  };

  const take = (column: string, target: string, because: Guess["because"]): Source => {
    taken.add(column);
    guesses.push({ column, target, because });
    return { column };
  };

  return {
    guesses,
    free,
    find,
    take,
    byNames: (words: Readonly<Record<string, string>>, known: object = {}): Record<string, Source> => {
      const found: Record<string, Source> = {};
      for (const [target, names] of Object.entries(words)) {
        const column = Object.hasOwn(known, target)
          ? undefined
          : find(names, (FITS as Partial<Record<string, Fits>>)[target]);
        if (column !== undefined) found[target] = take(column, target, "name");
      }
      return found;
    },
    byValues: (target: string, fits: Fits): Source | undefined => {
      const column = free().find((name) => cellsOf(name).length > 0 && fits(cellsOf(name)));
      return column === undefined ? undefined : take(column, target, "values");
    },
    /** Joins the column of a clock to that of the date. */
    withClock: (date: Source): Source => {
      if (date.column === undefined || cellsOf(date.column).some((cell) => cell.includes(":"))) return date;
      const clock = find(CLOCK_WORDS, (cells) => cells.length > 0 && cells.every((cell) => /^\d{1,2}:\d\d/.test(cell)));
      if (clock === undefined) return date;
      take(clock, "timestamp", "values");
      const { column, ...others } = date;
      return { ...others, columns: [column, clock] };
    },
  };
}

/** The columns that a map names. */
export function columnsOf(map: LeadMap | EventMap | OutcomeMap): string[] {
  const { ignore, traits = {}, properties = {}, context = {}, ...own }: LeadMap & EventMap & OutcomeMap = map;
  const groups: readonly Readonly<Record<string, Source>>[] = [own, traits, properties, context];
  return columnsIn(groups.flatMap((group) => Object.values(group)));
}

/** The columns from which some sources read; of what no source was found for, none. */
export function columnsIn(sources: readonly (Source | undefined)[]): string[] {
  return sources.flatMap((source) => (source?.column === undefined ? (source?.columns ?? []) : [source.column]));
}

/** Guesses how the columns of a list of leads, of a log of events or of an export of deals are to be read, from some of its rows. */
export function guessMap(
  of: keyof FileMap,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Guessed<FileMap> {
  const samples = samplesOf(columns, rows);
  if (of === "leads") {
    const { map: leads, ...others } = guessLeadMap(samples);
    return { map: { leads }, ...others };
  }
  if (of === "outcomes") {
    const { map: outcomes, ...others } = guessOutcomeMap(samples);
    return { map: { outcomes }, ...others };
  }
  const { map: events, ...others } = guessEventMap(samples);
  return { map: { events }, ...others };
}
