import type { Conditions } from "../en/conditions.ts";
import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { list, number, or, percent } = figures;

const range = (n: number, from: number | null) => (from === null ? figures.value(n) : `${number(from)}–${number(n)}`);
/** The form follows the last number: `1–2 раза`. */
const counted = (n: number, from: number | null, one: string, few: string, many: string) =>
  (from === null ? "" : `${number(from)}–`) + count(n, one, few, many);
/** `за 1 день`, but `за последние 30 дней`. */
const lately = (span: string) => (span.startsWith("1 ") ? `за ${span}` : `за последние ${span}`);

export const conditions = {
  // In the accusative, as `через`, `за` and `назад` ask for it.
  spans: {
    s: (n) => count(n, "секунду", "секунды", "секунд"),
    m: (n) => count(n, "минуту", "минуты", "минут"),
    h: (n) => count(n, "час", "часа", "часов"),
    d: (n) => count(n, "день", "дня", "дней"),
    w: (n) => count(n, "неделю", "недели", "недель"),
  },
  always: "всегда",
  never: "никогда",
  and: (parts) => parts.join(" и "),
  or: (parts) => parts.join(" или "),
  brackets: (inner) => `(${inner})`,
  not: (inner) => `неверно, что (${inner})`,
  oneOf: (values, more) => (more === 0 ? or(values) : `${list(values)} или одно из ещё ${number(more)}`),

  account: (trait) => `${trait} компании`,
  segment: (segment) => `входит в сегмент ${segment}`,
  notSegment: (segment) => `не входит в сегмент ${segment}`,

  asks: {
    is: (name, value) => `${name} — ${value}`,
    not: (name, value) => `${name} — не ${value}`,
    in: (name, values) => `${name} — ${values}`,
    inList: (name, named) => `${name} — в списке ${named}`,
    contains: (name, values) => `${name} содержит ${values}`,
    startsWith: (name, values) => `${name} начинается с ${values}`,
    endsWith: (name, values) => `${name} заканчивается на ${values}`,
    matches: (name, values) => `${name} подходит под ${values}`,
    regex: (name, pattern) => `${name} подходит под выражение ${code(pattern)}`,
    gt: (name, value) => `${name} больше ${value}`,
    gte: (name, value) => `${name} не меньше ${value}`,
    lt: (name, value) => `${name} меньше ${value}`,
    lte: (name, value) => `${name} не больше ${value}`,
    between: (name, low, high) => `${name} от ${low} до ${high}`,
    exists: (name) => `${name} — есть данные`,
    existsNot: (name) => `${name} — нет данных`,
    before: (name, on) => `${name} раньше ${on}`,
    after: (name, on) => `${name} позже ${on}`,
    withinLast: (name, span) => `${name} ${lately(span)}`,
    withinNext: (name, span) => `${name} в ближайшие ${span}`,
    olderThan: (name, span) => `${name} ${span} назад или раньше`,
  },

  amounts: {
    count: (n, from) => counted(n, from, "раз", "раза", "раз"),
    sum: (n, from) => range(n, from),
    seconds: (n, from) => counted(n, from, "секунда", "секунды", "секунд"),
    days: (n, from) => counted(n, from, "день", "дня", "дней"),
    percent: (n, from) => (from === null ? percentage(n) : `${percentage(from)} – ${percentage(n)}`),
  },
  // With words that take the nominative, so that every amount fits.
  much: {
    is: (amount) => `ровно ${amount}`,
    atLeast: (amount) => `минимум ${amount}`,
    atMost: (amount) => `максимум ${amount}`,
    moreThan: (amount) => `больше чем ${amount}`,
    lessThan: (amount) => `меньше чем ${amount}`,
    between: (amount) => amount,
  },

  today: "сегодня",
  recently: (span) => lately(span),
  happened: (signal) => `${signal} хотя бы раз`,
  happenedIn: (signal, recently) => `${signal} ${recently}`,
  neverHappened: (signal) => `${signal} ни разу`,
  notHappenedIn: (signal, recently) => `${signal} ни разу ${recently}`,
  many: (subject, much) => `${subject} ${much}`,
  manyIn: (subject, much, recently) => `${subject} ${much} ${recently}`,
  ofAccount: (signal) => `${signal} по всей компании`,
  keyed: (signal, key) => `${signal} по ${key}`,
  during: (what, recently) => `${what} (${recently})`,
  last: (signal, much) => `последний раз ${signal} ${much} назад`,
  first: (signal, much) => `первый раз ${signal} ${much} назад`,
  rate: (part, whole) => `отношение ${part} к ${whole}`,
  profile: (profile) => `близость к профилю ${profile}`,
  prediction: (prediction) => `прогноз ${prediction}`,
} satisfies Conditions;

function percentage(fraction: number): string {
  const exact = fraction * 100;
  return Math.abs(exact * 10 - Math.round(exact * 10)) < 1e-9 ? percent(fraction) : `${figures.value(exact)} %`;
}
