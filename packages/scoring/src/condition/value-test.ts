import { RE2JS } from "re2js";
import { canonicalJson } from "../digest.ts";
import type { Json } from "../event.ts";
import { fold } from "../fold.ts";
import type { ValueOperators } from "../model/condition-schema.ts";
import { readDays } from "../model/strict.ts";
import { remembered } from "../remembered.ts";
import { type Day, parseDay, type Zone } from "../zone.ts";
import { dayOfValue, isPlainDate } from "./day-of-value.ts";

/** What a test needs besides the value: the model's lists and the time zone of its days. */
export type TestSetting = {
  readonly lists: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  readonly zone: Zone;
};

export type ValueTest = {
  /** Whether the answer can change with the day although the value stays. */
  readonly dated: boolean;
  /** Whether a list passes just where one of its elements does. */
  readonly byElement: boolean;
  holds(value: Json | undefined, today: Day): boolean;
  /** The first day after `today` on which the answer may differ; Infinity where there is none. */
  mayChange(value: Json | undefined, today: Day): Day;
};

type Scalar = string | number | boolean;
type ElementTest = (value: Scalar, today: Day) => boolean;

/**
 * Compiles operators that stand side by side into one test. Of a list of values, one element must
 * satisfy them all; `not` and `exists` speak of the list as a whole. A comparison with nothing
 * does not hold. Text is compared without regard to case and accents.
 */
export function valueTest(operators: ValueOperators, setting: TestSetting): ValueTest {
  const { not, exists, ...asked } = operators;
  const given = Object.entries(asked).filter(([, operand]) => operand !== undefined) as [
    keyof typeof ELEMENT_TESTS,
    never,
  ][];
  const elements = given.map(([name, operand]) => ELEMENT_TESTS[name](operand, setting) as ElementTest);
  const flips = given.flatMap(([name, operand]) => {
    const flip = FLIPS[name];
    return flip ? [(day: Day) => flip(day, readDays(operand))] : [];
  });
  const element = together(elements);
  const excluded = not === undefined ? undefined : equals(not);

  const byElement = element !== undefined && exists === undefined && excluded === undefined;

  return {
    dated: flips.length > 0,
    byElement,
    holds: byElement
      ? (value, today) => someElement(value, element, today)
      : (value, today) => {
          if (exists !== undefined && isPresent(value) !== exists) return false;
          if (excluded && someElement(value, excluded, today)) return false;
          return element === undefined || someElement(value, element, today);
        },
    mayChange: (value, today) => {
      const days = (Array.isArray(value) ? value : [value]).flatMap((one) => dayOfValue(one, setting.zone) ?? []);
      const turns = days.flatMap((day) => flips.flatMap((flip) => flip(day)));
      return turns.reduce((next, day) => (day > today && day < next ? day : next), Number.POSITIVE_INFINITY);
    },
  };
}

/** Operators that stand side by side must all hold for one and the same element. */
function together(tests: readonly ElementTest[]): ElementTest | undefined {
  if (tests.length < 2) return tests[0];
  return (value, today) => tests.every((test) => test(value, today));
}

/** One text for the same question, with the contents of the list it names. */
export function questionText(operators: ValueOperators, { lists }: TestSetting): string {
  return canonicalJson(operators.inList === undefined ? operators : { ...operators, inList: lists[operators.inList] });
}

/** Whether there is a value: null, the empty text and a list of nothing are none. */
export function isPresent(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isPresent);
  return value !== undefined && value !== null && value !== "";
}

function someElement(value: Json | undefined, test: ElementTest, today: Day): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (typeof value !== "object") return test(value, today);
  if (!Array.isArray(value)) return false;
  for (const one of value) {
    if (one !== null && typeof one !== "object" && one !== "" && test(one, today)) return true;
  }
  return false;
}

const NUMBER = /^[ \t]*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?[ \t]*$/;

/** The number that a value says, or NaN: a number itself, or text that is nothing but a number. */
export function numberOf(value: Json | undefined): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.length > 40 || !NUMBER.test(value)) return Number.NaN;
  return Number(value);
}

function equals(wanted: Scalar): ElementTest {
  if (typeof wanted === "number") return (value) => numberOf(value) === wanted;
  const text = fold(String(wanted));
  return (value) => (typeof value === "string" ? fold(value) : String(value)) === text;
}

function oneOf(wanted: readonly Scalar[]): ElementTest {
  const texts = new Set(wanted.map((one) => fold(String(one))));
  const numbers = new Set(wanted.filter((one) => typeof one === "number"));
  return (value) =>
    texts.has(typeof value === "string" ? fold(value) : String(value)) ||
    (numbers.size > 0 && typeof value === "string" && numbers.has(numberOf(value)));
}

/** Some of the texts asked for passes. */
function text(operand: string | readonly string[], test: (value: string, wanted: string) => boolean): ElementTest {
  const wanted = (typeof operand === "string" ? [operand] : operand).map(fold);
  return (value) => {
    const folded = fold(String(value));
    for (const one of wanted) if (test(folded, one)) return true;
    return false;
  };
}

/** Whether the whole text fits a pattern in which `*` stands for any text; linear in its length. */
function fitsWildcard(value: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const [head = "", ...rest] = pieces;
  const tail = rest.pop();
  if (tail === undefined) return value === head;
  if (!value.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return value.length - tail.length >= at && value.endsWith(tail);
}

const numeric =
  (test: (value: number, wanted: number) => boolean) =>
  (wanted: number): ElementTest =>
  (value) =>
    test(numberOf(value), wanted);

const dated =
  (test: (age: number, count: number) => boolean) =>
  (operand: string, { zone }: TestSetting): ElementTest => {
    const count = readDays(operand);
    // No comparison with NaN, where a value says no day, holds.
    const dayOf = (value: Scalar): Day => dayOfValue(value, zone) ?? Number.NaN;
    const dayOfText = remembered(dayOf);
    return (value, today) => {
      const isSlow = typeof value === "string" && !isPlainDate(value);
      return test(today - (isSlow ? dayOfText(value) : dayOf(value)), count);
    };
  };

const calendar =
  (test: (day: Day, wanted: Day) => boolean) =>
  (operand: string, { zone }: TestSetting): ElementTest => {
    const wanted = parseDay(operand) ?? Number.NaN;
    return (value) => {
      const day = dayOfValue(value, zone);
      return day !== undefined && test(day, wanted);
    };
  };

const ELEMENT_TESTS = {
  is: (wanted: Scalar) => equals(wanted),
  in: (wanted: readonly Scalar[]) => oneOf(wanted),
  inList: (list: string, { lists }: TestSetting) => oneOf(lists[list] ?? []),
  contains: (operand: string | readonly string[]) => text(operand, (value, wanted) => value.includes(wanted)),
  startsWith: (operand: string | readonly string[]) => text(operand, (value, wanted) => value.startsWith(wanted)),
  endsWith: (operand: string | readonly string[]) => text(operand, (value, wanted) => value.endsWith(wanted)),
  matches: (operand: string | readonly string[]) => text(operand, fitsWildcard),
  regex: (pattern: string): ElementTest => {
    const regex = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return (value) => regex.matcher(String(value).slice(0, 10_000)).find();
  },
  gt: numeric((value, wanted) => value > wanted),
  gte: numeric((value, wanted) => value >= wanted),
  lt: numeric((value, wanted) => value < wanted),
  lte: numeric((value, wanted) => value <= wanted),
  between:
    ([low, high]: readonly [number, number]): ElementTest =>
    (value) => {
      const number = numberOf(value);
      return number >= low && number <= high;
    },
  before: calendar((day, wanted) => day < wanted),
  after: calendar((day, wanted) => day > wanted),
  withinLast: dated((age, count) => age >= 0 && age < count),
  withinNext: dated((age, count) => age <= 0 && age > -count),
  olderThan: dated((age, count) => age >= count),
};

/** On which days the answer about a date changes. */
const FLIPS: Partial<Record<keyof typeof ELEMENT_TESTS, (day: Day, count: number) => readonly Day[]>> = {
  withinLast: (day, count) => [day, day + count],
  withinNext: (day, count) => [day - count + 1, day + 1],
  olderThan: (day, count) => [day + count],
};
