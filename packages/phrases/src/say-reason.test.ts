import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import type { Names } from "./names.ts";
import { phrasesOf } from "./phrases-of.ts";
import { type Reason, sayReason, sayUnscored } from "./say-reason.ts";

const asItIs = (name: string) => name;
const names: Names = {
  rule: asItIs,
  group: asItIs,
  signal: (name) => (name === "priced" ? "Visited pricing" : name),
  dimension: asItIs,
  profile: () => "Ideal customer",
  market: asItIs,
  band: asItIs,
};

const signal = { kind: "signal", name: "priced", of: "lead" } as const;
const age = { ...signal, kind: "age" } as const;
const parts = [
  { label: "Industry", holds: true },
  { label: "Size", holds: false },
];

/** Every subject, found and not found. */
const REASONS: Readonly<Record<Reason["subject"]["kind"], Readonly<Record<string, Reason>>>> = {
  trait: {
    text: { subject: { kind: "trait", name: "title" }, value: "CEO" },
    number: { subject: { kind: "trait", name: "employees" }, value: 1200 },
    "yes or no": { subject: { kind: "trait", name: "customer" }, value: true },
    list: { subject: { kind: "trait", name: "tags" }, value: ["VIP", "A"] },
    nothing: { subject: { kind: "trait", name: "title" }, value: null },
  },
  account: {
    text: { subject: { kind: "account", name: "plan" }, value: "Pro" },
    nothing: { subject: { kind: "account", name: "plan" }, value: null },
  },
  signal: {
    some: { subject: signal, value: 3 },
    none: { subject: signal, value: 0 },
    "of the account": { subject: { ...signal, of: "account" }, value: 21 },
  },
  age: {
    long: { subject: age, value: 40 },
    today: { subject: age, value: 0 },
    never: { subject: age, value: null },
  },
  rate: {
    some: { subject: { kind: "rate", name: "Opened", to: "Delivered" }, value: 0.23 },
    none: { subject: { kind: "rate", name: "Opened", to: "Delivered" }, value: null },
  },
  profile: {
    parts: { subject: { kind: "profile", name: "ideal" }, value: 66.67, parts },
    alone: { subject: { kind: "profile", name: "ideal" }, value: 0 },
  },
  prediction: {
    some: { subject: { kind: "prediction", name: "win" }, value: 0.37 },
    none: { subject: { kind: "prediction", name: "win" }, value: null },
    "not trained yet": {
      subject: { kind: "prediction", name: "win" },
      value: null,
      prediction: { name: "win", probability: null, unknown: "not-pinned" },
    },
  },
};

test("every kind of reason, in all languages", () => {
  const said = Object.entries(REASONS).flatMap(([kind, reasons]) =>
    Object.entries(reasons).map(([how, reason]) => [
      `${kind}: ${how}`,
      LANGUAGES.map((language) => sayReason(phrasesOf(language), reason, names)),
    ]),
  );
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "account: nothing": [
        "account plan is not known",
        "公司的 plan 未知",
        "公司的 plan 未知",
        "plan компании — нет данных",
      ],
      "account: text": [
        "account plan is “Pro”",
        "公司的 plan 为 “Pro”",
        "公司的 plan 為 「Pro」",
        "plan компании — «Pro»",
      ],
      "age: long": [
        "Visited pricing (40 days ago)",
        "Visited pricing（40天前）",
        "Visited pricing（40 天前）",
        "Visited pricing (40 дней назад)",
      ],
      "age: never": [
        "Visited pricing (none)",
        "Visited pricing（无）",
        "Visited pricing（無）",
        "Visited pricing (нет)",
      ],
      "age: today": [
        "Visited pricing (today)",
        "Visited pricing（今天）",
        "Visited pricing（今天）",
        "Visited pricing (сегодня)",
      ],
      "prediction: none": [
        "no prediction “win”",
        "没有预测“win”",
        "沒有預測「win」",
        "нет прогноза «win»",
      ],
      "prediction: not trained yet": [
        "prediction “win” is not known: nothing has been trained for it yet",
        "预测“win”未知：尚未为它训练",
        "預測「win」未知：尚未為它訓練",
        "прогноз «win» неизвестен: для него ещё ничего не обучено",
      ],
      "prediction: some": [
        "prediction “win” is 37%",
        "预测“win”为 37%",
        "預測「win」為 37%",
        "прогноз «win» — 37 %",
      ],
      "profile: alone": [
        "closeness to “Ideal customer” is 0 of 100",
        "与画像“Ideal customer”的接近度为 0（满分 100）",
        "與輪廓「Ideal customer」的接近度為 0（滿分 100）",
        "близость к профилю «Ideal customer» — 0 из 100",
      ],
      "profile: parts": [
        "closeness to “Ideal customer” is 66.67 of 100 (Industry ✓, Size ✗)",
        "与画像“Ideal customer”的接近度为 66.67（满分 100）（Industry ✓，Size ✗）",
        "與輪廓「Ideal customer」的接近度為 66.67（滿分 100）（Industry ✓，Size ✗）",
        "близость к профилю «Ideal customer» — 66,67 из 100 (Industry ✓, Size ✗)",
      ],
      "rate: none": [
        "no “Delivered” to hold “Opened” against",
        "没有“Delivered”，无法与“Opened”相比",
        "沒有「Delivered」，無法與「Opened」相比",
        "нет «Delivered», с чем сравнить «Opened»",
      ],
      "rate: some": [
        "“Opened” per “Delivered” is 23%",
        "“Opened”与“Delivered”之比为 23%",
        "「Opened」與「Delivered」之比為 23%",
        "отношение «Opened» к «Delivered» — 23 %",
      ],
      "signal: none": [
        "Visited pricing (none)",
        "Visited pricing（无）",
        "Visited pricing（無）",
        "Visited pricing (нет)",
      ],
      "signal: of the account": [
        "Visited pricing (21, of the whole account)",
        "Visited pricing（21，整个公司）",
        "Visited pricing（21，整間公司）",
        "Visited pricing (21, по всей компании)",
      ],
      "signal: some": [
        "Visited pricing (3)",
        "Visited pricing（3）",
        "Visited pricing（3）",
        "Visited pricing (3)",
      ],
      "trait: list": [
        "tags is “VIP”, “A”",
        "tags 为 “VIP”、“A”",
        "tags 為 「VIP」、「A」",
        "tags — «VIP», «A»",
      ],
      "trait: nothing": [
        "title is not known",
        "title 未知",
        "title 未知",
        "title — нет данных",
      ],
      "trait: number": [
        "employees is 1200",
        "employees 为 1200",
        "employees 為 1200",
        "employees — 1200",
      ],
      "trait: text": [
        "title is “CEO”",
        "title 为 “CEO”",
        "title 為 「CEO」",
        "title — «CEO»",
      ],
      "trait: yes or no": [
        "customer is true",
        "customer 为 是",
        "customer 為 是",
        "customer — да",
      ],
    }
  `);
});

test("why there is no score", () => {
  const company: Reason = { subject: { kind: "trait", name: "company" }, value: "Acme" };
  const inAll = (reason: Parameters<typeof sayUnscored>[1]["reason"]) =>
    LANGUAGES.map((language) => sayUnscored(phrasesOf(language), { reason }, names));
  expect({
    one: inAll({ kind: "who", reasons: [company] }),
    two: inAll({ kind: "who", reasons: [company, { subject: { kind: "trait", name: "customer" }, value: true }] }),
    none: inAll({ kind: "who", reasons: [] }),
    ineligible: inAll({ kind: "ineligible", because: "objection" }),
    ineligibleForAnother: inAll({ kind: "ineligible", because: "on leave" }).slice(0, 2),
  }).toMatchInlineSnapshot(`
    {
      "ineligible": [
        "has no score: may not be scored (the person objects to being scored)",
        "没有评分：不得评分（本人反对被评分）",
        "沒有評分：不得評分（本人反對被評分）",
        "нет оценки: оценивать нельзя (человек возражает против оценки)",
      ],
      "ineligibleForAnother": [
        "has no score: may not be scored (on leave)",
        "没有评分：不得评分（on leave）",
      ],
      "none": [
        "has no score: the model leaves it out",
        "没有评分：不在模型的评分范围内",
        "沒有評分：不在模型的評分範圍內",
        "нет оценки: модель исключает эту запись",
      ],
      "one": [
        "has no score: the model leaves it out, because company is “Acme”",
        "没有评分：不在模型的评分范围内，因为 company 为 “Acme”",
        "沒有評分：不在模型的評分範圍內，因為 company 為 「Acme」",
        "нет оценки: модель исключает эту запись, причина: company — «Acme»",
      ],
      "two": [
        "has no score: the model leaves it out, because company is “Acme”; customer is true",
        "没有评分：不在模型的评分范围内，因为 company 为 “Acme”；customer 为 是",
        "沒有評分：不在模型的評分範圍內，因為 company 為 「Acme」；customer 為 是",
        "нет оценки: модель исключает эту запись, причина: company — «Acme»; customer — да",
      ],
    }
  `);
});
