import type { Rules } from "../en/rules.ts";
import { count, figures } from "./figures.ts";

const { list, number, percent, points, quote, signed, value } = figures;

const tier = (from: number, to: number | null) =>
  to === null ? `${value(from)} и больше` : from === to ? value(from) : `${value(from)}–${value(to)}`;
const times = (n: number) => count(n, "раз", "раза", "раз");
/** `каждый день`, `каждую неделю`, but `каждые 30 дней`. */
const every = (span: string) =>
  span.startsWith("1 ") ? `${span.endsWith("ю") ? "каждую" : "каждый"} ${span.slice(2)}` : `каждые ${span}`;
/** `любую неделю`, but `любые 7 дней`. */
const any = (span: string) =>
  span.startsWith("1 ") ? `${span.endsWith("ю") ? "любую" : "любой"} ${span.slice(2)}` : `любые ${span}`;

export const rules = {
  off: (rule) => `отключено: ${rule}`,
  inMarket: (market, rule) => `на рынке ${quote(market)}: ${rule}`,
  with: (rule, further) => [rule, ...further].join(", "),

  always: (worth) => `${worth} всегда`,
  when: (worth, condition) => `${worth}, если ${condition}`,
  each: (worth, signal) => `${worth} за каждое событие ${signal}`,
  by: (subject, worths) => `${subject}: ${list(worths)}`,
  byWhen: (subject, worths, condition) => `${subject}: ${list(worths)}, если ${condition}`,
  byKey: (signal, worths) => `за каждое событие ${signal}: ${list(worths)}`,
  times: (each, subject) => `${signed(each)} × ${subject}`,
  number: (signal) => `число событий ${signal}`,
  numberIn: (signal, recently) => `число событий ${signal} ${recently}`,
  points: (hundredths) => signed(hundredths),
  tier: (from, to, hundredths) => `${signed(hundredths)} при ${tier(from, to)}`,
  entry: (key, hundredths) => `${signed(hundredths)} за ${key}`,
  otherwise: (hundredths) => `${signed(hundredths)} за остальное`,
  more: (n) => `ещё ${number(n)}`,

  limit: {
    perDay: (n) => `не чаще чем ${times(n)} в день`,
    pointsPerDay: (hundredths) => `не больше ${points(hundredths)} в день`,
    perWindow: (n, span) => `не чаще чем ${times(n)} за ${any(span)}`,
    pointsPerWindow: (hundredths, span) => `не больше ${points(hundredths)} за ${any(span)}`,
    total: (hundredths) => `не больше ${points(hundredths)}`,
    group: (group) => `в пределах лимита группы ${quote(group)}`,
  },
  window: (span) => (span.startsWith("1 ") ? `только за ${span}` : `только за последние ${span}`),
  decay: {
    none: "без затухания",
    halfLife: (span) => `${every(span)} остаётся половина`,
    linear: (span) => `равномерно затухает до нуля за ${span}`,
    expires: (span) => `сгорает через ${span}`,
    steps: (steps) => `затухает ступенями: ${list(steps)}`,
    step: (share, span) => `${percent(share)} через ${span}`,
  },
  from: (date) => `начиная с ${date}`,
  until: (date) => `по ${date} включительно`,

  events: {
    any: "все события",
    some: "события",
    named: (name) => name,
    page: "просмотры страниц",
    screen: "просмотры экранов",
    identify: "опознания",
    group: "привязки к компании",
    alias: "связи двух идентификаторов",
    track: "действия",
    where: (events, filter) => `${events}, где ${filter}`,
  },
  measures: {
    count: (events) => `считает ${events}`,
    countPerDay: (events, n) => `считает ${events}, не чаще чем ${times(n)} в день`,
    countBy: (events, field) => `считает по значениям ${field}: ${events}`,
    countByPerDay: (events, field, n) =>
      `считает по значениям ${field}, каждое не чаще чем ${times(n)} в день: ${events}`,
    sum: (events, field) => `складывает ${field}: ${events}`,
    max: (events, field) => `хранит наибольшее ${field}: ${events}`,
    distinct: (events, field) => `считает разные ${field}: ${events}`,
    visits: (events, silence) => `считает визиты: ${events} с перерывами не дольше чем ${silence}`,
    longVisits: (events, silence, length) =>
      `считает визиты, которые длятся не меньше чем ${length}: ${events} с перерывами не дольше чем ${silence}`,
    engaged: (events, silence) => `складывает секунды между событиями с перерывами не дольше чем ${silence}: ${events}`,
    engagedBy: (events, silence, field) =>
      `складывает секунды между событиями с перерывами не дольше чем ${silence}, по значениям ${field}: ${events}`,
    steps: (steps, span) => `считает цепочки за ${span}: ${steps.join(", затем ")}`,
    times: (events, n, span) => `считает ${events}, начиная с ${number(n)}-го за ${span}`,
    confirmed: (events, confirming, span) => `считает ${events}, если за ${span} после этого следуют ${confirming}`,
  },

  bands: {
    lowest: (band) => `${band} с самого низа`,
    above: (band, hundredths) => `${band} выше ${points(hundredths)}`,
    from: (band, hundredths) => `${band} от ${points(hundredths)}`,
    cells: (band, cells) => `${band}: ${list(cells)}`,
    leaves: (hundredths) => `выход ниже ${points(hundredths)}`,
    coolDown: (span) => `возврат не раньше чем через ${span}`,
    rearm: (hundredths) => `возврат только после падения ниже ${points(hundredths)}`,
  },
  total: {
    sum: (parts) => parts.join(" + "),
    weighed: (weight, dimension) => `${value(weight)} × ${dimension}`,
    matrix: (rows, columns) => `матрица: ${rows} и ${columns}`,
    scale: (from, to) => `пересчёт из ${points(from[0])}…${points(from[1])} в ${points(to[0])}…${points(to[1])}`,
    clip: (low, high) => `в пределах от ${points(low)} до ${points(high)}`,
  },
} satisfies Rules;
