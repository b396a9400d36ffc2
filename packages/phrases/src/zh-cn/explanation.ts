import type { Explanation } from "../en/explanation.ts";
import { figures } from "./figures.ts";

const { ago, day, number, percent, points, quote, signed, value } = figures;

export const explanation = {
  said: (name, what) => `${name}：${what}`,
  aside: (parts) => `（${parts.join("，")}）`,
  together: (parts) => parts.join("；"),

  amounts: {
    count: (n) => `${number(n)} 次`,
    sum: (n) => number(n),
    seconds: (n) => `${number(n)} 秒`,
    points: (hundredths) => `按分值表 ${signed(hundredths)}`,
  },
  evidence: {
    on: (date) => `发生于${day(date)}`,
    lastOn: (date) => `最近一次在${day(date)}`,
    ofAccount: () => "整个公司",
    overflow: () => "实际发生的多于所保留的",
    value: (found) => `依据 ${found}`,
    changedBy: (market) => `由市场${quote(market)}修改`,
  },

  lines: {
    overRate: () => "超出每日或时间窗口内的上限",
    overShared: (group) => `超出${quote(group)}组每日或每个时间窗的上限`,
    overTotal: () => "超出总上限",
    faded: () => "随时间衰减",
    fadedTo: (left) => `随时间衰减，剩余 ${percent(left)}`,
    atMost: (bound) => `最多 ${points(bound)}`,
    atLeast: (bound) => `最少 ${points(bound)}`,
    adjusted: (reason, by, on) => `${by} 于${day(on)}手动调整：${quote(reason)}`,
  },
  total: {
    name: () => "总分",
    market: (market) => `适用市场${quote(market)}`,
    weighed: (dimension, weight) => `${dimension} × ${value(weight)}`,
    rounding: () => "按模型精度取整",
    lost: (reason, dimension) => `手动调整${quote(reason)}不起作用：模型没有维度${quote(dimension)}`,
    scale: (from, to) => `由 ${points(from[0])}…${points(from[1])} 换算为 ${points(to[0])}…${points(to[1])}`,
  },

  reasons: {
    is: (name, value) => `${name} 为 ${value}`,
    unknown: (name) => `${name} 未知`,
    account: (name) => `公司的 ${name}`,
    none: () => "无",
    ago: (days) => ago(days),
    closeness: (profile, of100) => `与画像${quote(profile)}的接近度为 ${number(of100)}（满分 100）`,
    prediction: (name, probability) => `预测${quote(name)}为 ${percent(probability)}`,
    noPrediction: (name) => `没有预测${quote(name)}`,
    rate: (part, whole, share) => `${quote(part)}与${quote(whole)}之比为 ${percent(share)}`,
    noRate: (part, whole) => `没有${quote(whole)}，无法与${quote(part)}相比`,
  },
  prediction: {
    within: (said, span) => `${said}（${span}内）`,
    because: (said, what) => `${said}，因为 ${what}`,
    notPinned: (name) => `预测${quote(name)}未知：尚未为它训练`,
    notLoaded: (name) => `预测${quote(name)}未知：其训练产物不在此处`,
    raises: () => "使其升高",
    lowers: () => "使其降低",
    lately: (amount, span) => `最近 ${span}内 ${amount}`,
    ever: (amount) => `累计 ${amount}`,
    first: (age) => `首次在${age}`,
    last: (age) => `最近一次在${age}`,
    longAgo: (span) => `至少 ${span}前`,
    ahead: (span) => `最多 ${span}后`,
    length: (name, letters) => `${name} 的长度为 ${number(letters)} 个字符`,
  },
  unscored: {
    ineligible: (because) => `没有评分：不得评分（${because}）`,
    leftOut: () => "没有评分：不在模型的评分范围内",
    leftOutBecause: (reasons) => `没有评分：不在模型的评分范围内，因为 ${reasons}`,
  },
} satisfies Explanation;
