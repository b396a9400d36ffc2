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
    points: (hundredths) => `依分數表 ${signed(hundredths)}`,
  },
  evidence: {
    on: (date) => `發生於${day(date)}`,
    lastOn: (date) => `最近一次在${day(date)}`,
    ofAccount: () => "整間公司",
    overflow: () => "實際發生的多於所保留的",
    value: (found) => `依據 ${found}`,
    changedBy: (market) => `由市場${quote(market)}修改`,
  },

  lines: {
    overRate: () => "超出每日或時間範圍內的上限",
    overShared: (group) => `超出${quote(group)}群組每日或每個時間窗的上限`,
    overTotal: () => "超出總上限",
    faded: () => "隨時間衰減",
    fadedTo: (left) => `隨時間衰減，剩餘 ${percent(left)}`,
    atMost: (bound) => `最多 ${points(bound)}`,
    atLeast: (bound) => `最少 ${points(bound)}`,
    adjusted: (reason, by, on) => `${by} 於${day(on)}手動調整：${quote(reason)}`,
  },
  total: {
    name: () => "總分",
    market: (market) => `適用市場${quote(market)}`,
    weighed: (dimension, weight) => `${dimension} × ${value(weight)}`,
    rounding: () => "依模型精確度四捨五入",
    lost: (reason, dimension) => `手動調整${quote(reason)}不起作用：模型沒有維度${quote(dimension)}`,
    scale: (from, to) => `由 ${points(from[0])}…${points(from[1])} 換算為 ${points(to[0])}…${points(to[1])}`,
  },

  reasons: {
    is: (name, value) => `${name} 為 ${value}`,
    unknown: (name) => `${name} 未知`,
    account: (name) => `公司的 ${name}`,
    none: () => "無",
    ago: (days) => ago(days),
    closeness: (profile, of100) => `與輪廓${quote(profile)}的接近度為 ${number(of100)}（滿分 100）`,
    prediction: (name, probability) => `預測${quote(name)}為 ${percent(probability)}`,
    noPrediction: (name) => `沒有預測${quote(name)}`,
    rate: (part, whole, share) => `${quote(part)}與${quote(whole)}之比為 ${percent(share)}`,
    noRate: (part, whole) => `沒有${quote(whole)}，無法與${quote(part)}相比`,
  },
  prediction: {
    within: (said, span) => `${said}（${span}內）`,
    because: (said, what) => `${said}，因為 ${what}`,
    notPinned: (name) => `預測${quote(name)}未知：尚未為它訓練`,
    notLoaded: (name) => `預測${quote(name)}未知：其訓練產物不在此處`,
    raises: () => "使其升高",
    lowers: () => "使其降低",
    lately: (amount, span) => `最近 ${span}內 ${amount}`,
    ever: (amount) => `累計 ${amount}`,
    first: (age) => `首次在${age}`,
    last: (age) => `最近一次在${age}`,
    longAgo: (span) => `至少 ${span}前`,
    ahead: (span) => `最多 ${span}後`,
    length: (name, letters) => `${name} 的長度為 ${number(letters)} 個字元`,
  },
  unscored: {
    ineligible: (because) => `沒有評分：不得評分（${because}）`,
    leftOut: () => "沒有評分：不在模型的評分範圍內",
    leftOutBecause: (reasons) => `沒有評分：不在模型的評分範圍內，因為 ${reasons}`,
  },
} satisfies Explanation;
