import type { Conditions } from "../en/conditions.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { list, number, or, percent } = figures;

const range = (n: number, from: number | null) => (from === null ? figures.value(n) : `${number(from)}–${number(n)}`);

/** Between the scripts stands a space; between two Chinese words, or after a bracket, none. */
function glue(left: string, right: string): string {
  const isLatin = (text: string) => /^[!-~“”]$/.test(text);
  const isTouching = !isLatin(left.at(-1) ?? "") && !isLatin(right[0] ?? "");
  return isTouching || left.endsWith("）") || right.startsWith("（") ? left + right : `${left} ${right}`;
}

export const conditions = {
  spans: {
    s: (n) => `${number(n)} 秒`,
    m: (n) => `${number(n)} 分钟`,
    h: (n) => `${number(n)} 小时`,
    d: (n) => `${number(n)} 天`,
    w: (n) => `${number(n)} 周`,
  },
  always: "始终成立",
  never: "始终不成立",
  and: (parts) => parts.reduce((left, right) => glue(glue(left, "且"), right)),
  or: (parts) => parts.reduce((left, right) => glue(glue(left, "或"), right)),
  brackets: (inner) => `（${inner}）`,
  not: (inner) => `不满足（${inner}）`,
  oneOf: (values, more) => (more === 0 ? or(values) : `${list(values)}或另外 ${number(more)} 项之一`),

  account: (trait) => `公司的 ${trait}`,
  segment: (segment) => `属于细分${segment}`,
  notSegment: (segment) => `不属于细分${segment}`,

  asks: {
    is: (name, value) => `${name} 为 ${value}`,
    not: (name, value) => `${name} 不为 ${value}`,
    in: (name, values) => `${name} 为 ${values}`,
    inList: (name, named) => `${name} 在名单${named}中`,
    contains: (name, values) => `${name} 包含 ${values}`,
    startsWith: (name, values) => `${name} 开头为 ${values}`,
    endsWith: (name, values) => `${name} 结尾为 ${values}`,
    matches: (name, values) => `${name} 匹配 ${values}`,
    regex: (name, pattern) => `${name} 匹配正则表达式 ${code(pattern)}`,
    gt: (name, value) => `${name} 大于 ${value}`,
    gte: (name, value) => `${name} 至少为 ${value}`,
    lt: (name, value) => `${name} 小于 ${value}`,
    lte: (name, value) => `${name} 至多为 ${value}`,
    between: (name, low, high) => `${name} 介于 ${low} 至 ${high}`,
    exists: (name) => `${name} 已知`,
    existsNot: (name) => `${name} 未知`,
    before: (name, on) => `${name} 早于 ${on}`,
    after: (name, on) => `${name} 晚于 ${on}`,
    withinLast: (name, span) => `${name} 在最近 ${span}内`,
    withinNext: (name, span) => `${name} 在未来 ${span}内`,
    olderThan: (name, span) => `${name} 在 ${span}前或更早`,
  },

  amounts: {
    count: (n, from) => `${range(n, from)} 次`,
    sum: (n, from) => range(n, from),
    seconds: (n, from) => `${range(n, from)} 秒`,
    days: (n, from) => `${range(n, from)} 天`,
    percent: (n, from) => (from === null ? percentage(n) : `${percentage(from)}–${percentage(n)}`),
  },
  much: {
    is: (amount) => `恰好 ${amount}`,
    atLeast: (amount) => `至少 ${amount}`,
    atMost: (amount) => `至多 ${amount}`,
    moreThan: (amount) => `多于 ${amount}`,
    lessThan: (amount) => `少于 ${amount}`,
    between: (amount) => amount,
  },

  today: "今天",
  recently: (span) => `最近 ${span}内`,
  happened: (signal) => `${signal}至少发生过一次`,
  happenedIn: (signal, recently) => `${recently}有${signal}`,
  neverHappened: (signal) => `从未有${signal}`,
  notHappenedIn: (signal, recently) => `${recently}没有${signal}`,
  many: (subject, much) => `${subject}${much}`,
  manyIn: (subject, much, recently) => `${recently}${subject}${much}`,
  ofAccount: (signal) => `整个公司的${signal}`,
  keyed: (signal, key) => `${signal}中的 ${key} `,
  during: (what, recently) => `${what}（${recently}）`,
  last: (signal, much) => `最近一次${signal}距今${much}`,
  first: (signal, much) => `首次${signal}距今${much}`,
  rate: (part, whole) => `${part}与${whole}之比`,
  profile: (profile) => `与画像${profile}的接近度`,
  prediction: (prediction) => `预测${prediction}`,
} satisfies Conditions;

function percentage(fraction: number): string {
  const exact = fraction * 100;
  return Math.abs(exact * 10 - Math.round(exact * 10)) < 1e-9 ? percent(fraction) : `${figures.value(exact)}%`;
}
