import { RE2JS } from "re2js";
import type { Json, JsonObject } from "../src/event.ts";
import type { FieldTest, Filter, ValueOperators } from "../src/model/condition-schema.ts";
import type { Day, Zone } from "../src/zone.ts";
import { parseDay } from "../src/zone.ts";
import { compare, type Rational, written } from "./rational.testing.ts";

/** What a question about a value may depend on besides the value. */
export type Frame = {
  readonly lists: Readonly<Record<string, readonly Json[]>>;
  readonly zone: Zone;
  readonly today: Day;
};

/** Text without case and accents: `é` = `e`, `ё` = `е`, full width = half width; й is a letter of its own. */
export function plain(text: string): string {
  const letters = [...text.normalize("NFKC")].map((letter) =>
    letter === "й" || letter === "Й" ? "й" : letter.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
  );
  // ẞ is ß is SS, and a sigma at the end of a word is a sigma.
  return letters.join("").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
}

/** The text of a scalar; of anything else there is none, and the empty text is none. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** A number, or text that is one. */
export function numberOf(value: Json | undefined): Rational | undefined {
  if (typeof value === "number") return written(value);
  if (typeof value !== "string" || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i.test(value)) return undefined;
  return written(Number(value));
}

/** A date, or the day on which an instant falls in the workspace's zone: ISO text, epoch seconds or milliseconds. */
function dateOf(value: Json | undefined, zone: Zone): Day | undefined {
  if (typeof value === "number")
    return Math.abs(value) < 1e8 ? undefined : zone.dayOf(Math.abs(value) < 1e11 ? value * 1000 : value);
  if (typeof value !== "string") return undefined;
  const [, date, time, zoned] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(value.trim()) ?? [];
  if (date === undefined || parseDay(date) === undefined) return undefined;
  if (zoned === undefined) return parseDay(date);
  const instant = Date.parse(`${date}T${time}${zoned}`);
  return Number.isNaN(instant) ? undefined : zone.dayOf(instant);
}

/** How many days ago the day of a value is. */
export function ageOf(value: Json | undefined, { zone, today }: Frame): number | undefined {
  const day = dateOf(Array.isArray(value) ? value.find(isThere) : value, zone);
  return day === undefined ? undefined : today - day;
}

function equal(value: Json, wanted: Json): boolean {
  if (typeof wanted === "number") {
    const number = numberOf(value);
    return number !== undefined && compare(number, written(wanted)) === 0;
  }
  const [a, b] = [textOf(value), textOf(wanted)];
  return a !== undefined && b !== undefined && plain(a) === plain(b);
}

function matches(text: string, pattern: string): boolean {
  const parts = plain(pattern)
    .split("*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(plain(text));
}

const texts = (operand: string | readonly string[]): readonly string[] =>
  typeof operand === "string" ? [operand] : operand;
export const daysOf = (length: string): number => Number(length.slice(0, -1)) * (length.endsWith("w") ? 7 : 1);

type Ask = {
  readonly [Operator in keyof ValueOperators]-?: (
    value: Json,
    operand: NonNullable<ValueOperators[Operator]>,
    frame: Frame,
  ) => boolean;
};

const byText = (test: (text: string, wanted: string) => boolean) => (value: Json, operand: string | string[]) => {
  const text = textOf(value);
  return text !== undefined && texts(operand).some((wanted) => test(text, wanted));
};
const byNumber = (test: (order: number) => boolean) => (value: Json, operand: number) => {
  const number = numberOf(value);
  return number !== undefined && test(compare(number, written(operand)));
};
const byAge =
  (test: (age: number, days: number) => boolean) =>
  (value: Json, operand: string, { zone, today }: Frame) => {
    const day = dateOf(value, zone);
    return day !== undefined && test(today - day, daysOf(operand));
  };

const ASK: Omit<Ask, "not" | "exists"> = {
  is: equal,
  in: (value, operand) => operand.some((wanted) => equal(value, wanted)),
  inList: (value, operand, { lists }) => (lists[operand] ?? []).some((wanted) => equal(value, wanted)),
  contains: byText((text, wanted) => plain(text).includes(plain(wanted))),
  startsWith: byText((text, wanted) => plain(text).startsWith(plain(wanted))),
  endsWith: byText((text, wanted) => plain(text).endsWith(plain(wanted))),
  matches: byText(matches),
  regex: byText((text, wanted) => RE2JS.compile(wanted, RE2JS.CASE_INSENSITIVE).matcher(text).find()),
  gt: byNumber((order) => order > 0),
  gte: byNumber((order) => order >= 0),
  lt: byNumber((order) => order < 0),
  lte: byNumber((order) => order <= 0),
  between: (value, [low, high], frame) => ASK.gte(value, low, frame) && ASK.lte(value, high, frame),
  before: (value, operand, { zone }) => (dateOf(value, zone) ?? Number.POSITIVE_INFINITY) < (parseDay(operand) as Day),
  after: (value, operand, { zone }) => (dateOf(value, zone) ?? Number.NEGATIVE_INFINITY) > (parseDay(operand) as Day),
  withinLast: byAge((age, days) => age >= 0 && age < days),
  withinNext: byAge((age, days) => age <= 0 && -age < days),
  olderThan: byAge((age, days) => age >= days),
};

/** Null, the empty text and a list of nothing are no values. */
export function isThere(value: Json | undefined): value is Json {
  return Array.isArray(value) ? value.some(isThere) : value !== undefined && value !== null && value !== "";
}

/** Whether a value answers all operators: of a list, one must satisfy all of them. */
export function valueHolds(value: Json | undefined, { not, exists, ...asked }: ValueOperators, frame: Frame): boolean {
  const values = (Array.isArray(value) ? value : [value]).filter(isThere);
  if (exists !== undefined && exists !== values.length > 0) return false;
  if (not !== undefined && values.some((one) => equal(one, not))) return false;
  const operators = Object.entries(asked).filter(([, operand]) => operand !== undefined) as [keyof typeof ASK, never][];
  return (
    operators.length === 0 ||
    values.some((one) => operators.every(([operator, operand]) => ASK[operator](one, operand, frame)))
  );
}

/** What an object says under a path: the key as it is written, else step by step through objects. */
export function valueAt(object: JsonObject | undefined, path: string): Json | undefined {
  if (object && Object.hasOwn(object, path)) return object[path];
  let here: Json | undefined = object;
  for (const key of path.split(".")) {
    if (typeof here !== "object" || here === null || Array.isArray(here)) return undefined;
    here = Object.hasOwn(here, key) ? (here as JsonObject)[key] : undefined;
  }
  return here;
}

/** Whether an event, by its fields, passes a filter. */
export function filterHolds(field: (path: string) => Json | undefined, filter: Filter, frame: Frame): boolean {
  if ("all" in filter && Array.isArray(filter.all))
    return filter.all.every((one) => filterHolds(field, one as Filter, frame));
  if ("any" in filter && Array.isArray(filter.any))
    return filter.any.some((one) => filterHolds(field, one as Filter, frame));
  if ("not" in filter && typeof filter.not === "object") return !filterHolds(field, filter.not as Filter, frame);
  return Object.entries(filter as Record<string, FieldTest>).every(([path, test]) =>
    valueHolds(field(path), typeof test === "object" ? test : { is: test }, frame),
  );
}
