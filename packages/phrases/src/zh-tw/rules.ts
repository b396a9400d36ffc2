import type { Rules } from "../en/rules.ts";
import { figures } from "./figures.ts";

const { list, number, percent, points, quote, signed, value } = figures;

const tier = (from: number, to: number | null) =>
  to === null ? `${value(from)} 以上` : from === to ? value(from) : `${value(from)}–${value(to)}`;

export const rules = {
  off: (rule) => `已停用：${rule}`,
  inMarket: (market, rule) => `在市場${quote(market)}：${rule}`,
  with: (rule, further) => [rule, ...further].join("，"),

  always: (worth) => `一律 ${worth}`,
  when: (worth, condition) => `若 ${condition}，則 ${worth}`,
  each: (worth, signal) => `每次${signal} ${worth}`,
  by: (subject, worths) => `依${subject}：${list(worths)}`,
  byWhen: (subject, worths, condition) => `若 ${condition}，則依${subject}：${list(worths)}`,
  byKey: (signal, worths) => `每次${signal}：${list(worths)}`,
  times: (each, subject) => `${subject} × ${signed(each)}`,
  number: (signal) => `${signal}的次數`,
  numberIn: (signal, recently) => `${recently}${signal}的次數`,
  points: (hundredths) => signed(hundredths),
  tier: (from, to, hundredths) => `${tier(from, to)} 得 ${signed(hundredths)}`,
  entry: (key, hundredths) => `${key} 得 ${signed(hundredths)}`,
  otherwise: (hundredths) => `其他得 ${signed(hundredths)}`,
  more: (n) => `另有 ${number(n)} 項`,

  limit: {
    perDay: (n) => `每天最多 ${number(n)} 次`,
    pointsPerDay: (hundredths) => `每天最多 ${points(hundredths)} 分`,
    perWindow: (n, span) => `任意 ${span}內最多 ${number(n)} 次`,
    pointsPerWindow: (hundredths, span) => `任意 ${span}內最多 ${points(hundredths)} 分`,
    total: (hundredths) => `最多 ${points(hundredths)} 分`,
    group: (group) => `受${quote(group)}群組上限約束`,
  },
  window: (span) => `僅計最近 ${span}`,
  decay: {
    none: "不衰減",
    halfLife: (span) => `每 ${span}衰減一半`,
    linear: (span) => `在 ${span}內等速衰減至零`,
    expires: (span) => `${span}後失效`,
    steps: (steps) => `分段衰減：${list(steps)}`,
    step: (share, span) => `${span}後剩 ${percent(share)}`,
  },
  from: (date) => `自 ${date} 起`,
  until: (date) => `至 ${date} 止`,

  events: {
    any: "所有事件",
    some: "事件",
    named: (name) => name,
    page: "頁面瀏覽",
    screen: "螢幕瀏覽",
    identify: "身分識別",
    group: "歸屬公司",
    alias: "身分關聯",
    track: "行為事件",
    where: (events, filter) => `${events}（${filter}）`,
  },
  measures: {
    count: (events) => `計算${events}的次數`,
    countPerDay: (events, n) => `計算${events}的次數，每天最多 ${number(n)} 次`,
    countBy: (events, field) => `依 ${field} 計算${events}的次數`,
    countByPerDay: (events, field, n) => `依 ${field} 計算${events}的次數，每項每天最多 ${number(n)} 次`,
    sum: (events, field) => `加總${events}的 ${field}`,
    max: (events, field) => `取${events}中最大的 ${field}`,
    distinct: (events, field) => `計算${events}中不同 ${field} 的個數`,
    visits: (events, silence) => `計算造訪次數：${events}之間的間隔不超過 ${silence}`,
    longVisits: (events, silence, length) => `計算持續至少 ${length}的造訪次數：${events}之間的間隔不超過 ${silence}`,
    engaged: (events, silence) => `加總${events}之間不超過 ${silence}的秒數`,
    engagedBy: (events, silence, field) => `依 ${field} 加總${events}之間不超過 ${silence}的秒數`,
    steps: (steps, span) => `計算 ${span}內依序發生的次數：${steps.join("，接著")}`,
    times: (events, n, span) => `計算${events}，從 ${span}內的第 ${number(n)} 次起`,
    confirmed: (events, confirming, span) => `計算${events}，須在 ${span}內隨後出現${confirming}`,
  },

  bands: {
    lowest: (band) => `${band}：最低起`,
    above: (band, hundredths) => `${band}：高於 ${points(hundredths)}`,
    from: (band, hundredths) => `${band}：${points(hundredths)} 起`,
    cells: (band, cells) => `${band}：${list(cells)}`,
    leaves: (hundredths) => `低於 ${points(hundredths)} 才離開`,
    coolDown: (span) => `最早 ${span}後可返回`,
    rearm: (hundredths) => `須曾低於 ${points(hundredths)} 才可返回`,
  },
  total: {
    sum: (parts) => parts.join(" + "),
    weighed: (weight, dimension) => `${value(weight)} × ${dimension}`,
    matrix: (rows, columns) => `${rows}與${columns}的矩陣`,
    scale: (from, to) => `由 ${points(from[0])}…${points(from[1])} 換算為 ${points(to[0])}…${points(to[1])}`,
    clip: (low, high) => `限於 ${points(low)} 至 ${points(high)}`,
  },
} satisfies Rules;
