import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import { phrasesOf } from "./phrases-of.ts";
import { type Factor, sayFactor, sayPrediction, type ToldPrediction } from "./say-prediction.ts";

const FACTORS: Readonly<Record<string, Factor>> = {
  title: { label: "title", reading: { trait: "title", as: "category" }, value: "ceo", effect: 0.8 },
  country: { label: "country", reading: { account: "country", as: "category" }, value: null, effect: -0.2 },
  trial: { label: "trialEnds", reading: { trait: "trialEnds", as: "days-since" }, value: -7, effect: 0.1 },
  message: { label: "message", reading: { trait: "message", as: "length" }, value: 120, effect: 0.1 },
  pricing: { label: "Visited pricing", reading: { signal: "p", in: "30d" }, value: 4, effect: 1.2 },
  demo: { label: "Demo", reading: { signal: "d", in: "7d" }, value: 0, effect: -0.4 },
  ever: { label: "Demo", reading: { signal: "d", of: "account" }, value: 2, effect: 0.3 },
  last: { label: "Demo", reading: { signal: "d", since: "last" }, value: 14, effect: 0.3 },
  today: { label: "Demo", reading: { signal: "d", since: "first" }, value: 0, effect: 0.3 },
  never: { label: "Demo", reading: { signal: "d", since: "last" }, value: null, effect: -0.3 },
};

test("every kind of factor, in all languages", () => {
  const said = Object.entries(FACTORS).map(([kind, factor]) => [
    kind,
    LANGUAGES.map((language) => sayFactor(phrasesOf(language), factor)),
  ]);
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "country": [
        "account country is not known (lowers it)",
        "公司的 country 未知（使其降低）",
        "公司的 country 未知（使其降低）",
        "country компании — нет данных (понижает)",
      ],
      "demo": [
        "Demo: none in the last 7 days (lowers it)",
        "Demo：最近 7 天内 无（使其降低）",
        "Demo：最近 7 天內 無（使其降低）",
        "Demo: нет за последние 7 дней (понижает)",
      ],
      "ever": [
        "Demo: 2 in all (of the whole account) (raises it)",
        "Demo：累计 2（整个公司）（使其升高）",
        "Demo：累計 2（整間公司）（使其升高）",
        "Demo: 2 за всё время (по всей компании) (повышает)",
      ],
      "last": [
        "Demo: last at least 14 days ago (raises it)",
        "Demo：最近一次在至少 14 天前（使其升高）",
        "Demo：最近一次在至少 14 天前（使其升高）",
        "Demo: в последний раз 14 дней назад или раньше (повышает)",
      ],
      "message": [
        "message is 120 letters long (raises it)",
        "message 的长度为 120 个字符（使其升高）",
        "message 的長度為 120 個字元（使其升高）",
        "длина message — 120 знаков (повышает)",
      ],
      "never": [
        "Demo: none (lowers it)",
        "Demo：无（使其降低）",
        "Demo：無（使其降低）",
        "Demo: нет (понижает)",
      ],
      "pricing": [
        "Visited pricing: 4 in the last 30 days (raises it)",
        "Visited pricing：最近 30 天内 4（使其升高）",
        "Visited pricing：最近 30 天內 4（使其升高）",
        "Visited pricing: 4 за последние 30 дней (повышает)",
      ],
      "title": [
        "title is “ceo” (raises it)",
        "title 为 “ceo”（使其升高）",
        "title 為 「ceo」（使其升高）",
        "title — «ceo» (повышает)",
      ],
      "today": [
        "Demo: first today (raises it)",
        "Demo：首次在今天（使其升高）",
        "Demo：首次在今天（使其升高）",
        "Demo: впервые сегодня (повышает)",
      ],
      "trial": [
        "trialEnds: at most 7 days ahead (raises it)",
        "trialEnds：最多 7 天后（使其升高）",
        "trialEnds：最多 7 天後（使其升高）",
        "trialEnds: через 7 дней или раньше (повышает)",
      ],
    }
  `);
});

test("a prediction with its factors, or why there is none, in all languages", () => {
  const factors = [FACTORS["pricing"], FACTORS["demo"]].flatMap((one) => one ?? []);
  const told: readonly ToldPrediction[] = [
    { name: "win", probability: 0.34, horizon: 90, factors },
    { name: "win", probability: 0.34 },
    { name: "win", probability: null, unknown: "not-pinned" },
    { name: "win", probability: null, unknown: "not-loaded" },
  ];
  const said = told.map((one) => LANGUAGES.map((language) => sayPrediction(phrasesOf(language), one)));
  expect(said).toMatchInlineSnapshot(`
    [
      [
        "prediction “win” is 34% within 90 days, because Visited pricing: 4 in the last 30 days (raises it); Demo: none in the last 7 days (lowers it)",
        "预测“win”为 34%（90 天内），因为 Visited pricing：最近 30 天内 4（使其升高）；Demo：最近 7 天内 无（使其降低）",
        "預測「win」為 34%（90 天內），因為 Visited pricing：最近 30 天內 4（使其升高）；Demo：最近 7 天內 無（使其降低）",
        "прогноз «win» — 34 % за 90 дней, потому что: Visited pricing: 4 за последние 30 дней (повышает); Demo: нет за последние 7 дней (понижает)",
      ],
      [
        "prediction “win” is 34%",
        "预测“win”为 34%",
        "預測「win」為 34%",
        "прогноз «win» — 34 %",
      ],
      [
        "prediction “win” is not known: nothing has been trained for it yet",
        "预测“win”未知：尚未为它训练",
        "預測「win」未知：尚未為它訓練",
        "прогноз «win» неизвестен: для него ещё ничего не обучено",
      ],
      [
        "prediction “win” is not known: what was trained for it is not here",
        "预测“win”未知：其训练产物不在此处",
        "預測「win」未知：其訓練產物不在此處",
        "прогноз «win» неизвестен: того, что для него обучено, здесь нет",
      ],
    ]
  `);
});
