import { count, figures } from "./figures.ts";

const { ago, day, number, percent, points, quote, signed, value } = figures;

/** Why a score is what it is, line by line. */
export const explanation = {
  /** A name, and what there is to say of it. */
  said: (name: string, what: string) => `${name}: ${what}`,
  aside: (parts: readonly string[]) => ` (${parts.join(", ")})`,
  together: (parts: readonly string[]) => parts.join("; "),

  /** How much happened, by the unit in which it is counted. */
  amounts: {
    count: (n: number) => count(n, "time", "times"),
    sum: (n: number) => number(n),
    seconds: (n: number) => count(n, "second", "seconds"),
    points: (hundredths: number) => `${signed(hundredths)} by its table`,
  },
  evidence: {
    on: (date: number) => `on ${day(date)}`,
    lastOn: (date: number) => `last on ${day(date)}`,
    ofAccount: () => "of the whole account",
    overflow: () => "there was more than is kept",
    value: (found: string) => `for ${found}`,
    changedBy: (market: string) => `changed by market ${quote(market)}`,
  },

  lines: {
    overRate: () => "more than its limit per day or window lets in",
    overShared: (group: string) => `more than the group ${quote(group)} lets in per day or window`,
    overTotal: () => "more than its limit in total",
    faded: () => "faded with time",
    fadedTo: (left: number) => `faded with time, ${percent(left)} left`,
    atMost: (bound: number) => `at most ${points(bound)}`,
    atLeast: (bound: number) => `at least ${points(bound)}`,
    adjusted: (reason: string, by: string, on: number) => `adjusted by ${by} on ${day(on)}: ${quote(reason)}`,
  },
  total: {
    name: () => "Total",
    market: (market: string) => `market ${quote(market)} applies`,
    weighed: (dimension: string, weight: number) => `${dimension} × ${value(weight)}`,
    rounding: () => "rounded to the precision of the model",
    lost: (reason: string, dimension: string) =>
      `the adjustment ${quote(reason)} counts for nothing: the model has no dimension ${quote(dimension)}`,
    scale: (from: readonly [number, number], to: readonly [number, number]) =>
      `stretched from ${points(from[0])}…${points(from[1])} to ${points(to[0])}…${points(to[1])}`,
  },

  reasons: {
    is: (name: string, value: string) => `${name} is ${value}`,
    unknown: (name: string) => `${name} is not known`,
    account: (name: string) => `account ${name}`,
    none: () => "none",
    ago: (days: number) => ago(days),
    closeness: (profile: string, of100: number) => `closeness to ${quote(profile)} is ${number(of100)} of 100`,
    prediction: (name: string, probability: number) => `prediction ${quote(name)} is ${percent(probability)}`,
    noPrediction: (name: string) => `no prediction ${quote(name)}`,
    rate: (part: string, whole: string, share: number) => `${quote(part)} per ${quote(whole)} is ${percent(share)}`,
    noRate: (part: string, whole: string) => `no ${quote(whole)} to hold ${quote(part)} against`,
  },
  /** What a prediction says, and what moves it. */
  prediction: {
    within: (said: string, span: string) => `${said} within ${span}`,
    because: (said: string, what: string) => `${said}, because ${what}`,
    notPinned: (name: string) => `prediction ${quote(name)} is not known: nothing has been trained for it yet`,
    notLoaded: (name: string) => `prediction ${quote(name)} is not known: what was trained for it is not here`,
    raises: () => "raises it",
    lowers: () => "lowers it",
    lately: (amount: string, span: string) => `${amount} in the last ${span}`,
    ever: (amount: string) => `${amount} in all`,
    first: (age: string) => `first ${age}`,
    last: (age: string) => `last ${age}`,
    longAgo: (span: string) => `at least ${span} ago`,
    ahead: (span: string) => `at most ${span} ahead`,
    length: (name: string, letters: number) => `${name} is ${count(letters, "letter", "letters")} long`,
  },
  unscored: {
    ineligible: (because: string) => `has no score: may not be scored (${because})`,
    leftOut: () => "has no score: the model leaves it out",
    leftOutBecause: (reasons: string) => `has no score: the model leaves it out, because ${reasons}`,
  },
};

export type Explanation = typeof explanation;
