import { count, figures } from "./figures.ts";

const { list, number, percent, points, quote, signed, value } = figures;

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** `1–50`, `from 3`: a part of a ladder. */
const tier = (from: number, to: number | null) =>
  to === null ? `${value(from)} or more` : from === to ? value(from) : `${value(from)}–${value(to)}`;

/** Rules, signals and what becomes of their points, as sentences. Points come in hundredths. */
export const rules = {
  off: (rule: string) => `switched off: ${rule}`,
  inMarket: (market: string, rule: string) => `in market ${quote(market)}: ${rule}`,
  with: (rule: string, further: readonly string[]) => [rule, ...further].join(", "),

  always: (worth: string) => `${worth} always`,
  when: (worth: string, condition: string) => `${worth} if ${condition}`,
  each: (worth: string, signal: string) => `${worth} for each ${signal}`,
  /** Where the points hang on something: what, and how much for it. */
  by: (subject: string, worths: readonly string[]) => `by ${subject}: ${list(worths)}`,
  byWhen: (subject: string, worths: readonly string[], condition: string) =>
    `by ${subject}: ${list(worths)}, if ${condition}`,
  byKey: (signal: string, worths: readonly string[]) => `for each ${signal}: ${list(worths)}`,
  times: (each: number, subject: string) => `${signed(each)} for each unit of ${subject}`,
  number: (signal: string) => `the number of ${signal}`,
  numberIn: (signal: string, recently: string) => `the number of ${signal} ${recently}`,
  points: (hundredths: number) => signed(hundredths),
  tier: (from: number, to: number | null, hundredths: number) => `${signed(hundredths)} at ${tier(from, to)}`,
  entry: (key: string, hundredths: number) => `${signed(hundredths)} for ${key}`,
  otherwise: (hundredths: number) => `${signed(hundredths)} for anything else`,
  more: (n: number) => `${number(n)} more`,

  limit: {
    perDay: (n: number) => `at most ${n === 1 ? "once" : count(n, "time", "times")} a day`,
    pointsPerDay: (hundredths: number) => `at most ${points(hundredths)} a day`,
    perWindow: (n: number, span: string) => `at most ${n === 1 ? "once" : count(n, "time", "times")} in any ${span}`,
    pointsPerWindow: (hundredths: number, span: string) => `at most ${points(hundredths)} in any ${span}`,
    total: (hundredths: number) => `at most ${points(hundredths)}`,
    group: (group: string) => `within the limit of group ${quote(group)}`,
  },
  window: (span: string) => `only the last ${span}`,
  decay: {
    none: "never fading",
    halfLife: (span: string) => `fading by half every ${span}`,
    linear: (span: string) => `fading evenly to nothing in ${span}`,
    expires: (span: string) => `gone after ${span}`,
    steps: (steps: readonly string[]) => `fading in steps: ${list(steps)}`,
    step: (share: number, span: string) => `${percent(share)} after ${span}`,
  },
  from: (date: string) => `from ${date}`,
  until: (date: string) => `until ${date}`,

  /** Which events a signal is about, and what is measured of them. */
  events: {
    any: "all events",
    some: "events",
    named: (name: string) => name,
    page: "page views",
    screen: "screen views",
    identify: "identifications",
    group: "assignments to an account",
    alias: "links of two identities",
    track: "tracked events",
    where: (events: string, filter: string) => `${events} where ${filter}`,
  },
  measures: {
    count: (events: string) => `counts ${events}`,
    countPerDay: (events: string, n: number) =>
      `counts ${events}, at most ${n === 1 ? "once" : count(n, "time", "times")} a day`,
    countBy: (events: string, field: string) => `counts ${events} by ${field}`,
    countByPerDay: (events: string, field: string, n: number) =>
      `counts ${events} by ${field}, each at most ${n === 1 ? "once" : count(n, "time", "times")} a day`,
    sum: (events: string, field: string) => `adds up ${field} of ${events}`,
    max: (events: string, field: string) => `keeps the largest ${field} of ${events}`,
    distinct: (events: string, field: string) => `counts different ${field} of ${events}`,
    visits: (events: string, silence: string) =>
      `counts visits: ${events} with no more than ${silence} of silence between`,
    longVisits: (events: string, silence: string, length: string) =>
      `counts visits that last at least ${length}: ${events} with no more than ${silence} of silence between`,
    engaged: (events: string, silence: string) => `adds up the seconds between ${events} no more than ${silence} apart`,
    engagedBy: (events: string, silence: string, field: string) =>
      `adds up the seconds between ${events} no more than ${silence} apart, by ${field}`,
    steps: (steps: readonly string[], span: string) => `counts ${steps.join(", then ")}, all within ${span}`,
    times: (events: string, n: number, span: string) => `counts ${events} from the ${nth(n)} within ${span} on`,
    confirmed: (events: string, confirming: string, span: string) =>
      `counts ${events} if ${confirming} follow within ${span}`,
  },

  /** Bands, and what the total is. */
  bands: {
    lowest: (band: string) => `${band} from the lowest`,
    above: (band: string, hundredths: number) => `${band} above ${points(hundredths)}`,
    from: (band: string, hundredths: number) => `${band} from ${points(hundredths)}`,
    cells: (band: string, cells: readonly string[]) => `${band} in ${list(cells)}`,
    leaves: (hundredths: number) => `left below ${points(hundredths)}`,
    coolDown: (span: string) => `back after ${span} at the earliest`,
    rearm: (hundredths: number) => `back only after being below ${points(hundredths)}`,
  },
  total: {
    sum: (parts: readonly string[]) => parts.join(" + "),
    weighed: (weight: number, dimension: string) => `${value(weight)} × ${dimension}`,
    matrix: (rows: string, columns: string) => `matrix of ${rows} and ${columns}`,
    scale: (from: readonly [number, number], to: readonly [number, number]) =>
      `stretched from ${points(from[0])}…${points(from[1])} to ${points(to[0])}…${points(to[1])}`,
    clip: (low: number, high: number) => `kept between ${points(low)} and ${points(high)}`,
  },
};

function nth(n: number): string {
  const ends: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: "st", two: "nd", few: "rd" };
  return `${number(n)}${ends[ordinals.select(n)] ?? "th"}`;
}

export type Rules = typeof rules;
