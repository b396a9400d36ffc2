import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { list, number, or, percent } = figures;

/** `2–5`, or just `5`. */
const range = (n: number, from: number | null) => (from === null ? figures.value(n) : `${number(from)}–${number(n)}`);
const counted = (n: number, from: number | null, one: string, other: string) =>
  from === null ? count(n, one, other) : `${range(n, from)} ${other}`;

/** Lengths of time, by the letters of the model language. */
const spans = {
  s: (n: number) => count(n, "second", "seconds"),
  m: (n: number) => count(n, "minute", "minutes"),
  h: (n: number) => count(n, "hour", "hours"),
  d: (n: number) => count(n, "day", "days"),
  w: (n: number) => count(n, "week", "weeks"),
};

/** Conditions as sentences. Names and values come as they are to be read, with their quotes. */
export const conditions = {
  spans,
  always: "always",
  never: "never",
  and: (parts: readonly string[]) => parts.join(" and "),
  or: (parts: readonly string[]) => parts.join(" or "),
  brackets: (inner: string) => `(${inner})`,
  not: (inner: string) => `not (${inner})`,
  /** One of several values, the first ones at least. */
  oneOf: (values: readonly string[], more: number) =>
    more === 0 ? or(values) : `${list(values)} or one of ${number(more)} more`,

  account: (trait: string) => `the account’s ${trait}`,
  segment: (segment: string) => `in segment ${segment}`,
  notSegment: (segment: string) => `not in segment ${segment}`,

  /** What can be asked of one value. */
  asks: {
    is: (name: string, value: string) => `${name} is ${value}`,
    not: (name: string, value: string) => `${name} is not ${value}`,
    in: (name: string, values: string) => `${name} is ${values}`,
    inList: (name: string, named: string) => `${name} is in the list ${named}`,
    contains: (name: string, values: string) => `${name} contains ${values}`,
    startsWith: (name: string, values: string) => `${name} begins with ${values}`,
    endsWith: (name: string, values: string) => `${name} ends with ${values}`,
    matches: (name: string, values: string) => `${name} matches ${values}`,
    regex: (name: string, pattern: string) => `${name} matches the expression ${code(pattern)}`,
    gt: (name: string, value: string) => `${name} is more than ${value}`,
    gte: (name: string, value: string) => `${name} is at least ${value}`,
    lt: (name: string, value: string) => `${name} is less than ${value}`,
    lte: (name: string, value: string) => `${name} is at most ${value}`,
    between: (name: string, low: string, high: string) => `${name} is from ${low} to ${high}`,
    exists: (name: string) => `${name} is known`,
    existsNot: (name: string) => `${name} is not known`,
    before: (name: string, on: string) => `${name} is before ${on}`,
    after: (name: string, on: string) => `${name} is after ${on}`,
    withinLast: (name: string, span: string) => `${name} is in the last ${span}`,
    withinNext: (name: string, span: string) => `${name} is in the next ${span}`,
    olderThan: (name: string, span: string) => `${name} is ${span} ago or longer`,
  },

  /** How much there must be. */
  amounts: {
    count: (n: number, from: number | null) => counted(n, from, "time", "times"),
    sum: (n: number, from: number | null) => range(n, from),
    seconds: (n: number, from: number | null) => counted(n, from, "second", "seconds"),
    days: (n: number, from: number | null) => counted(n, from, "day", "days"),
    percent: (n: number, from: number | null) =>
      from === null ? percentage(n) : `${percentage(from)}–${percentage(n)}`,
  },
  much: {
    is: (amount: string) => `exactly ${amount}`,
    atLeast: (amount: string) => `at least ${amount}`,
    atMost: (amount: string) => `at most ${amount}`,
    moreThan: (amount: string) => `more than ${amount}`,
    lessThan: (amount: string) => `less than ${amount}`,
    between: (amount: string) => amount,
  },

  today: "today",
  recently: (span: string) => `in the last ${span}`,
  happened: (signal: string) => `${signal} at least once`,
  happenedIn: (signal: string, recently: string) => `${signal} ${recently}`,
  neverHappened: (signal: string) => `${signal} never`,
  notHappenedIn: (signal: string, recently: string) => `no ${signal} ${recently}`,
  many: (subject: string, much: string) => `${subject} ${much}`,
  manyIn: (subject: string, much: string, recently: string) => `${subject} ${much} ${recently}`,
  ofAccount: (signal: string) => `${signal} of the whole account`,
  keyed: (signal: string, key: string) => `${signal} with ${key}`,
  during: (what: string, recently: string) => `${what} (${recently})`,
  last: (signal: string, much: string) => `last ${signal} ${much} ago`,
  first: (signal: string, much: string) => `first ${signal} ${much} ago`,
  rate: (part: string, whole: string) => `${part} per ${whole}`,
  profile: (profile: string) => `closeness to ${profile}`,
  prediction: (prediction: string) => `prediction ${prediction}`,
};

/** Exact, other than the figure of a report: what is asked is said as it was set. */
function percentage(fraction: number): string {
  const exact = fraction * 100;
  return Math.abs(exact * 10 - Math.round(exact * 10)) < 1e-9 ? percent(fraction) : `${figures.value(exact)}%`;
}

export type Conditions = typeof conditions;
