import type { Explanation } from "../en/explanation.ts";
import { count, figures } from "./figures.ts";

const { ago, day, number, percent, points, quote, signed, value } = figures;

export const explanation = {
  said: (name, what) => `${name}: ${what}`,
  aside: (parts) => ` (${parts.join(", ")})`,
  together: (parts) => parts.join("; "),

  amounts: {
    count: (n) => count(n, "раз", "раза", "раз"),
    sum: (n) => number(n),
    seconds: (n) => count(n, "секунда", "секунды", "секунд"),
    points: (hundredths) => `${signed(hundredths)} по таблице`,
  },
  evidence: {
    on: (date) => day(date),
    lastOn: (date) => `последний раз ${day(date)}`,
    ofAccount: () => "по всей компании",
    overflow: () => "было больше, чем хранится",
    value: (found) => `по значению ${found}`,
    changedBy: (market) => `изменено рынком ${quote(market)}`,
  },

  lines: {
    overRate: () => "сверх лимита за день или период",
    overShared: (group) => `больше, чем группа ${quote(group)} пропускает за день или окно`,
    overTotal: () => "сверх общего лимита",
    faded: () => "затухание со временем",
    fadedTo: (left) => `затухание со временем, осталось ${percent(left)}`,
    atMost: (bound) => `не больше ${points(bound)}`,
    atLeast: (bound) => `не меньше ${points(bound)}`,
    adjusted: (reason, by, on) => `вручную (${by}, ${day(on)}): ${quote(reason)}`,
  },
  total: {
    name: () => "Итог",
    market: (market) => `действует рынок ${quote(market)}`,
    weighed: (dimension, weight) => `${dimension} × ${value(weight)}`,
    rounding: () => "округление до точности модели",
    lost: (reason, dimension) =>
      `ручная поправка ${quote(reason)} ничего не даёт: в модели нет измерения ${quote(dimension)}`,
    scale: (from, to) => `пересчёт из ${points(from[0])}…${points(from[1])} в ${points(to[0])}…${points(to[1])}`,
  },

  reasons: {
    is: (name, value) => `${name} — ${value}`,
    unknown: (name) => `${name} — нет данных`,
    account: (name) => `${name} компании`,
    none: () => "нет",
    ago: (days) => ago(days),
    closeness: (profile, of100) => `близость к профилю ${quote(profile)} — ${number(of100)} из 100`,
    prediction: (name, probability) => `прогноз ${quote(name)} — ${percent(probability)}`,
    noPrediction: (name) => `нет прогноза ${quote(name)}`,
    rate: (part, whole, share) => `отношение ${quote(part)} к ${quote(whole)} — ${percent(share)}`,
    noRate: (part, whole) => `нет ${quote(whole)}, с чем сравнить ${quote(part)}`,
  },
  prediction: {
    within: (said, span) => `${said} за ${span}`,
    because: (said, what) => `${said}, потому что: ${what}`,
    notPinned: (name) => `прогноз ${quote(name)} неизвестен: для него ещё ничего не обучено`,
    notLoaded: (name) => `прогноз ${quote(name)} неизвестен: того, что для него обучено, здесь нет`,
    raises: () => "повышает",
    lowers: () => "понижает",
    lately: (amount, span) => `${amount} за последние ${span}`,
    ever: (amount) => `${amount} за всё время`,
    first: (age) => `впервые ${age}`,
    last: (age) => `в последний раз ${age}`,
    longAgo: (span) => `${span} назад или раньше`,
    ahead: (span) => `через ${span} или раньше`,
    length: (name, letters) => `длина ${name} — ${count(letters, "знак", "знака", "знаков")}`,
  },
  unscored: {
    ineligible: (because) => `нет оценки: оценивать нельзя (${because})`,
    leftOut: () => "нет оценки: модель исключает эту запись",
    leftOutBecause: (reasons) => `нет оценки: модель исключает эту запись, причина: ${reasons}`,
  },
} satisfies Explanation;
