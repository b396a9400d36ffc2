import type { Rules } from "../en/rules.ts";
import { figures } from "./figures.ts";

const { list, number, percent, points, quote, signed, value } = figures;

const tier = (from: number, to: number | null) =>
  to === null ? `${value(from)} 及以上` : from === to ? value(from) : `${value(from)}–${value(to)}`;

export const rules = {
  off: (rule) => `已停用：${rule}`,
  inMarket: (market, rule) => `在市场${quote(market)}：${rule}`,
  with: (rule, further) => [rule, ...further].join("，"),

  always: (worth) => `始终 ${worth}`,
  when: (worth, condition) => `若 ${condition}，则 ${worth}`,
  each: (worth, signal) => `每次${signal} ${worth}`,
  by: (subject, worths) => `按${subject}：${list(worths)}`,
  byWhen: (subject, worths, condition) => `若 ${condition}，则按${subject}：${list(worths)}`,
  byKey: (signal, worths) => `每次${signal}：${list(worths)}`,
  times: (each, subject) => `${subject} × ${signed(each)}`,
  number: (signal) => `${signal}的次数`,
  numberIn: (signal, recently) => `${recently}${signal}的次数`,
  points: (hundredths) => signed(hundredths),
  tier: (from, to, hundredths) => `${tier(from, to)} 得 ${signed(hundredths)}`,
  entry: (key, hundredths) => `${key} 得 ${signed(hundredths)}`,
  otherwise: (hundredths) => `其他得 ${signed(hundredths)}`,
  more: (n) => `另有 ${number(n)} 项`,

  limit: {
    perDay: (n) => `每天最多 ${number(n)} 次`,
    pointsPerDay: (hundredths) => `每天最多 ${points(hundredths)} 分`,
    perWindow: (n, span) => `任意 ${span}内最多 ${number(n)} 次`,
    pointsPerWindow: (hundredths, span) => `任意 ${span}内最多 ${points(hundredths)} 分`,
    total: (hundredths) => `最多 ${points(hundredths)} 分`,
    group: (group) => `受${quote(group)}组上限约束`,
  },
  window: (span) => `仅计最近 ${span}`,
  decay: {
    none: "不衰减",
    halfLife: (span) => `每 ${span}衰减一半`,
    linear: (span) => `在 ${span}内匀速衰减至零`,
    expires: (span) => `${span}后失效`,
    steps: (steps) => `分段衰减：${list(steps)}`,
    step: (share, span) => `${span}后剩 ${percent(share)}`,
  },
  from: (date) => `自 ${date} 起`,
  until: (date) => `至 ${date} 止`,

  events: {
    any: "所有事件",
    some: "事件",
    named: (name) => name,
    page: "页面浏览",
    screen: "屏幕浏览",
    identify: "身份识别",
    group: "归属公司",
    alias: "身份关联",
    track: "行为事件",
    where: (events, filter) => `${events}（${filter}）`,
  },
  measures: {
    count: (events) => `统计${events}的次数`,
    countPerDay: (events, n) => `统计${events}的次数，每天最多 ${number(n)} 次`,
    countBy: (events, field) => `按 ${field} 统计${events}的次数`,
    countByPerDay: (events, field, n) => `按 ${field} 统计${events}的次数，每项每天最多 ${number(n)} 次`,
    sum: (events, field) => `累加${events}的 ${field}`,
    max: (events, field) => `取${events}中最大的 ${field}`,
    distinct: (events, field) => `统计${events}中不同 ${field} 的个数`,
    visits: (events, silence) => `统计访问次数：${events}之间的间隔不超过 ${silence}`,
    longVisits: (events, silence, length) => `统计持续至少 ${length}的访问次数：${events}之间的间隔不超过 ${silence}`,
    engaged: (events, silence) => `累加${events}之间不超过 ${silence}的秒数`,
    engagedBy: (events, silence, field) => `按 ${field} 累加${events}之间不超过 ${silence}的秒数`,
    steps: (steps, span) => `统计 ${span}内依次发生的次数：${steps.join("，然后")}`,
    times: (events, n, span) => `统计${events}，从 ${span}内的第 ${number(n)} 次起`,
    confirmed: (events, confirming, span) => `统计${events}，须在 ${span}内随后出现${confirming}`,
  },

  bands: {
    lowest: (band) => `${band}：最低起`,
    above: (band, hundredths) => `${band}：高于 ${points(hundredths)}`,
    from: (band, hundredths) => `${band}：${points(hundredths)} 起`,
    cells: (band, cells) => `${band}：${list(cells)}`,
    leaves: (hundredths) => `低于 ${points(hundredths)} 才离开`,
    coolDown: (span) => `最早 ${span}后可返回`,
    rearm: (hundredths) => `须曾低于 ${points(hundredths)} 才可返回`,
  },
  total: {
    sum: (parts) => parts.join(" + "),
    weighed: (weight, dimension) => `${value(weight)} × ${dimension}`,
    matrix: (rows, columns) => `${rows}与${columns}的矩阵`,
    scale: (from, to) => `由 ${points(from[0])}…${points(from[1])} 换算为 ${points(to[0])}…${points(to[1])}`,
    clip: (low, high) => `限于 ${points(low)} 至 ${points(high)}`,
  },
} satisfies Rules;
