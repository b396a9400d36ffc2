import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import type { Names } from "./names.ts";
import { phrasesOf } from "./phrases-of.ts";
import {
  type Evidence,
  type Line,
  type SaidLine,
  sayDays,
  sayLines,
  sayTotalLines,
  type TotalLine,
} from "./say-line.ts";

const called = (labels: Readonly<Record<string, string>>) => (name: string) => labels[name] ?? name;

const names: Names = {
  rule: called({
    pricing: "Visited pricing",
    "c-level": "C-level",
    product: "Product interest",
    ideal: "Close to ideal",
  }),
  group: called({ web: "Web" }),
  signal: called({ priced: "Visited pricing" }),
  dimension: called({ fit: "Fit", engagement: "Engagement" }),
  profile: called({ ideal: "Ideal customer" }),
  market: called({ jp: "Japan" }),
  band: called({}),
};

const DAY = 20_432; // 2025-12-10
const visits = {
  kind: "each",
  of: "lead",
  days: [
    [DAY - 40, 2],
    [DAY, 1],
  ],
  unit: "count",
  each: 1500,
  kept: 640_000,
  overflow: false,
} as const;
const title = { subject: { kind: "trait", name: "title" }, holds: true, value: "VP Sales" } as const;

const line = (given: Line): readonly Line[] => [given];
const rule = (evidence: Evidence, more: { points?: number; rule?: string; market?: string } = {}) =>
  line({ kind: "rule", rule: "pricing", points: 4500, evidence, ...more });

const flat = ({ figure, words }: SaidLine) => (figure === "" ? words : `${figure}  ${words}`);
const inAll = (lines: readonly Line[]) =>
  LANGUAGES.map((language) => sayLines(phrasesOf(language), lines, names).map(flat).at(-1));
const totalInAll = (given: TotalLine) =>
  LANGUAGES.map((language) => sayTotalLines(phrasesOf(language), [given], names).map(flat)[0]);

/** A line of every kind: a new kind without one does not compile. */
const LINES: Readonly<Record<Line["kind"], Readonly<Record<string, readonly Line[]>>>> = {
  rule: {
    each: rule(visits),
    "on one day": rule({ ...visits, days: [[DAY, 1]] }, { points: 1500 }),
    "of an account, more than kept": rule({ ...visits, of: "account", overflow: true }),
    "by tiers": rule({ ...visits, each: null }, { points: 1000 }),
    "of a sum": rule({ ...visits, unit: "sum", each: 2, days: [[DAY, 125_050]] }, { points: 2501 }),
    "of time": rule({ ...visits, unit: "seconds", each: 10, days: [[DAY, 95_000]] }, { points: 950 }),
    "by table": rule({ ...visits, unit: "points", each: null, days: [[DAY, 1200]] }, { points: 1200, rule: "product" }),
    "losing points, changed by a market": rule({ ...visits, each: -500 }, { points: -1500, market: "jp" }),
    when: rule({ kind: "when", reasons: [title], value: null }, { points: 2000, rule: "c-level" }),
    "when, two reasons and a market": rule(
      { kind: "when", reasons: [title, { subject: { kind: "account", name: "plan" }, value: null }], value: null },
      { points: 2000, rule: "c-level", market: "jp" },
    ),
    "by a value": rule({ kind: "when", reasons: [], value: 67 }, { points: 1340, rule: "ideal" }),
    "for nothing in particular": rule({ kind: "when", reasons: [], value: null }, { points: 500, rule: "ideal" }),
  },
  limit: {
    rate: line({ kind: "limit", rule: "pricing", points: -3000, limit: "rate" }),
    total: line({ kind: "limit", rule: "pricing", points: -500, limit: "total" }),
  },
  decay: {
    "with its rule": [...rule(visits), { kind: "decay", rule: "pricing", points: -1100 }],
    alone: line({ kind: "decay", rule: "pricing", points: -1100 }),
    "of gains and losses": [...rule({ ...visits, kept: 1_400_000 }), { kind: "decay", rule: "pricing", points: -1100 }],
  },
  group: {
    "too high": line({ kind: "group", group: "web", points: -500, cap: 4000 }),
    "too low": line({ kind: "group", group: "web", points: 500, cap: 4000 }),
  },
  adjustment: {
    given: line({ kind: "adjustment", reason: "Met at the fair", by: "Ann", on: DAY, points: 1000 }),
  },
  clip: {
    "too high": line({ kind: "clip", dimension: "engagement", points: -1250, bound: 10_000 }),
    "too low": line({ kind: "clip", dimension: "engagement", points: 1250, bound: -5000 }),
  },
};

const TOTAL_LINES: Readonly<Record<TotalLine["kind"], Readonly<Record<string, TotalLine>>>> = {
  market: { applied: { kind: "market", market: "jp", points: 0 } },
  "lost-adjustment": {
    given: { kind: "lost-adjustment", dimension: "pain", reason: "Met at the fair", points: 0 },
  },
  dimension: {
    whole: { kind: "dimension", dimension: "fit", points: 3000, weight: 10_000 },
    weighed: { kind: "dimension", dimension: "fit", points: 1800, weight: 6000 },
  },
  cell: {
    labelled: {
      kind: "cell",
      cell: "B2",
      points: 6700,
      rows: { name: "fit", label: "B" },
      columns: { name: "engagement", label: "2" },
    },
  },
  rounding: { up: { kind: "rounding", points: 40 } },
  scale: { down: { kind: "scale", points: -5000, from: [0, 20_000], to: [100, 10_000] } },
  clip: {
    "too high": { kind: "clip", points: -500, bound: 10_000 },
    "too low": { kind: "clip", points: 500, bound: 0 },
  },
};

test("every kind of line, in all languages", () => {
  const said = Object.entries(LINES).flatMap(([kind, lines]) =>
    Object.entries(lines).map(([how, given]) => [`${kind}: ${how}`, inAll(given)] as const),
  );
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "adjustment: given": [
        "+10  adjusted by Ann on 10 Dec 2025: “Met at the fair”",
        "+10  Ann 于2025年12月10日手动调整：“Met at the fair”",
        "+10  Ann 於2025年12月10日手動調整：「Met at the fair」",
        "+10  вручную (Ann, 10 дек. 2025 г.): «Met at the fair»",
      ],
      "clip: too high": [
        "−12.5  Engagement: at most 100",
        "−12.5  Engagement：最多 100",
        "−12.5  Engagement：最多 100",
        "−12,5  Engagement: не больше 100",
      ],
      "clip: too low": [
        "+12.5  Engagement: at least −50",
        "+12.5  Engagement：最少 −50",
        "+12.5  Engagement：最少 −50",
        "+12,5  Engagement: не меньше −50",
      ],
      "decay: alone": [
        "−11  Visited pricing: faded with time",
        "−11  Visited pricing：随时间衰减",
        "−11  Visited pricing：隨時間衰減",
        "−11  Visited pricing: затухание со временем",
      ],
      "decay: of gains and losses": [
        "−11  Visited pricing: faded with time",
        "−11  Visited pricing：随时间衰减",
        "−11  Visited pricing：隨時間衰減",
        "−11  Visited pricing: затухание со временем",
      ],
      "decay: with its rule": [
        "−11  Visited pricing: faded with time, 64% left",
        "−11  Visited pricing：随时间衰减，剩余 64%",
        "−11  Visited pricing：隨時間衰減，剩餘 64%",
        "−11  Visited pricing: затухание со временем, осталось 64 %",
      ],
      "group: too high": [
        "−5  Web: at most 40",
        "−5  Web：最多 40",
        "−5  Web：最多 40",
        "−5  Web: не больше 40",
      ],
      "group: too low": [
        "+5  Web: at least −40",
        "+5  Web：最少 −40",
        "+5  Web：最少 −40",
        "+5  Web: не меньше −40",
      ],
      "limit: rate": [
        "−30  Visited pricing: more than its limit per day or window lets in",
        "−30  Visited pricing：超出每日或时间窗口内的上限",
        "−30  Visited pricing：超出每日或時間範圍內的上限",
        "−30  Visited pricing: сверх лимита за день или период",
      ],
      "limit: total": [
        "−5  Visited pricing: more than its limit in total",
        "−5  Visited pricing：超出总上限",
        "−5  Visited pricing：超出總上限",
        "−5  Visited pricing: сверх общего лимита",
      ],
      "rule: by a value": [
        "+13.4  Close to ideal: for 67",
        "+13.4  Close to ideal：依据 67",
        "+13.4  Close to ideal：依據 67",
        "+13,4  Close to ideal: по значению 67",
      ],
      "rule: by table": [
        "+12  Product interest: +12 by its table (on 10 Dec 2025)",
        "+12  Product interest：按分值表 +12（发生于2025年12月10日）",
        "+12  Product interest：依分數表 +12（發生於2025年12月10日）",
        "+12  Product interest: +12 по таблице (10 дек. 2025 г.)",
      ],
      "rule: by tiers": [
        "+10  Visited pricing: 3 times (last on 10 Dec 2025)",
        "+10  Visited pricing：3 次（最近一次在2025年12月10日）",
        "+10  Visited pricing：3 次（最近一次在2025年12月10日）",
        "+10  Visited pricing: 3 раза (последний раз 10 дек. 2025 г.)",
      ],
      "rule: each": [
        "+45  Visited pricing: 3 times × 15 (last on 10 Dec 2025)",
        "+45  Visited pricing：3 次 × 15（最近一次在2025年12月10日）",
        "+45  Visited pricing：3 次 × 15（最近一次在2025年12月10日）",
        "+45  Visited pricing: 3 раза × 15 (последний раз 10 дек. 2025 г.)",
      ],
      "rule: for nothing in particular": [
        "+5  Close to ideal",
        "+5  Close to ideal",
        "+5  Close to ideal",
        "+5  Close to ideal",
      ],
      "rule: losing points, changed by a market": [
        "−15  Visited pricing: 3 times × −5 (last on 10 Dec 2025, changed by market “Japan”)",
        "−15  Visited pricing：3 次 × −5（最近一次在2025年12月10日，由市场“Japan”修改）",
        "−15  Visited pricing：3 次 × −5（最近一次在2025年12月10日，由市場「Japan」修改）",
        "−15  Visited pricing: 3 раза × −5 (последний раз 10 дек. 2025 г., изменено рынком «Japan»)",
      ],
      "rule: of a sum": [
        "+25.01  Visited pricing: 1,250.5 × 0.02 (on 10 Dec 2025)",
        "+25.01  Visited pricing：1,250.5 × 0.02（发生于2025年12月10日）",
        "+25.01  Visited pricing：1,250.5 × 0.02（發生於2025年12月10日）",
        "+25,01  Visited pricing: 1 250,5 × 0,02 (10 дек. 2025 г.)",
      ],
      "rule: of an account, more than kept": [
        "+45  Visited pricing: 3 times × 15 (of the whole account, last on 10 Dec 2025, there was more than is kept)",
        "+45  Visited pricing：3 次 × 15（整个公司，最近一次在2025年12月10日，实际发生的多于所保留的）",
        "+45  Visited pricing：3 次 × 15（整間公司，最近一次在2025年12月10日，實際發生的多於所保留的）",
        "+45  Visited pricing: 3 раза × 15 (по всей компании, последний раз 10 дек. 2025 г., было больше, чем хранится)",
      ],
      "rule: of time": [
        "+9.5  Visited pricing: 95 seconds × 0.1 (on 10 Dec 2025)",
        "+9.5  Visited pricing：95 秒 × 0.1（发生于2025年12月10日）",
        "+9.5  Visited pricing：95 秒 × 0.1（發生於2025年12月10日）",
        "+9,5  Visited pricing: 95 секунд × 0,1 (10 дек. 2025 г.)",
      ],
      "rule: on one day": [
        "+15  Visited pricing: 1 time × 15 (on 10 Dec 2025)",
        "+15  Visited pricing：1 次 × 15（发生于2025年12月10日）",
        "+15  Visited pricing：1 次 × 15（發生於2025年12月10日）",
        "+15  Visited pricing: 1 раз × 15 (10 дек. 2025 г.)",
      ],
      "rule: when": [
        "+20  C-level: title is “VP Sales”",
        "+20  C-level：title 为 “VP Sales”",
        "+20  C-level：title 為 「VP Sales」",
        "+20  C-level: title — «VP Sales»",
      ],
      "rule: when, two reasons and a market": [
        "+20  C-level: title is “VP Sales”; account plan is not known (changed by market “Japan”)",
        "+20  C-level：title 为 “VP Sales”；公司的 plan 未知（由市场“Japan”修改）",
        "+20  C-level：title 為 「VP Sales」；公司的 plan 未知（由市場「Japan」修改）",
        "+20  C-level: title — «VP Sales»; plan компании — нет данных (изменено рынком «Japan»)",
      ],
    }
  `);
});

test("every kind of line of the total, in all languages", () => {
  const said = Object.entries(TOTAL_LINES).flatMap(([kind, lines]) =>
    Object.entries(lines).map(([how, given]) => [`${kind}: ${how}`, totalInAll(given)] as const),
  );
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "cell: labelled": [
        "+67  Fit B × Engagement 2 → B2",
        "+67  Fit B × Engagement 2 → B2",
        "+67  Fit B × Engagement 2 → B2",
        "+67  Fit B × Engagement 2 → B2",
      ],
      "clip: too high": [
        "−5  Total: at most 100",
        "−5  总分：最多 100",
        "−5  總分：最多 100",
        "−5  Итог: не больше 100",
      ],
      "clip: too low": [
        "+5  Total: at least 0",
        "+5  总分：最少 0",
        "+5  總分：最少 0",
        "+5  Итог: не меньше 0",
      ],
      "dimension: weighed": [
        "+18  Fit × 0.6",
        "+18  Fit × 0.6",
        "+18  Fit × 0.6",
        "+18  Fit × 0,6",
      ],
      "dimension: whole": [
        "+30  Fit",
        "+30  Fit",
        "+30  Fit",
        "+30  Fit",
      ],
      "lost-adjustment: given": [
        "0  the adjustment “Met at the fair” counts for nothing: the model has no dimension “pain”",
        "0  手动调整“Met at the fair”不起作用：模型没有维度“pain”",
        "0  手動調整「Met at the fair」不起作用：模型沒有維度「pain」",
        "0  ручная поправка «Met at the fair» ничего не даёт: в модели нет измерения «pain»",
      ],
      "market: applied": [
        "market “Japan” applies",
        "适用市场“Japan”",
        "適用市場「Japan」",
        "действует рынок «Japan»",
      ],
      "rounding: up": [
        "+0.4  rounded to the precision of the model",
        "+0.4  按模型精度取整",
        "+0.4  依模型精確度四捨五入",
        "+0,4  округление до точности модели",
      ],
      "scale: down": [
        "−50  stretched from 0…200 to 1…100",
        "−50  由 0…200 换算为 1…100",
        "−50  由 0…200 換算為 1…100",
        "−50  пересчёт из 0…200 в 1…100",
      ],
    }
  `);
});

test("what happened is told day by day, in its own unit", () => {
  const days = (evidence: Evidence) => LANGUAGES.map((language) => sayDays(phrasesOf(language), evidence));
  expect(days(visits)).toEqual([
    ["31 Oct 2025: 2 times", "10 Dec 2025: 1 time"],
    ["2025年10月31日：2 次", "2025年12月10日：1 次"],
    ["2025年10月31日：2 次", "2025年12月10日：1 次"],
    ["31 окт. 2025 г.: 2 раза", "10 дек. 2025 г.: 1 раз"],
  ]);
  const [english] = days({ ...visits, unit: "sum", days: [[DAY, 125_050]] });
  expect(english).toEqual(["10 Dec 2025: 1,250.5"]);
  expect(sayDays(phrasesOf("ru"), { ...visits, unit: "seconds", days: [[DAY, 95_500]] })).toEqual([
    "10 дек. 2025 г.: 95,5 секунды",
  ]);
  expect(sayDays(phrasesOf("en"), { ...visits, unit: "points", days: [[DAY, -250]] })).toEqual([
    "10 Dec 2025: −2.5 by its table",
  ]);
  expect(sayDays(phrasesOf("en"), { kind: "when", reasons: [title], value: null })).toEqual([]);
});

test("any name, reason and value stands in its line unchanged", () => {
  const nasty = fc.constantFrom(
    "{name}",
    "$&",
    "$1",
    "`",
    "\"'",
    "«»",
    "‮שלום",
    "مرحبا",
    "👩🏽‍💻",
    "%s",
    "\\n",
    "</b>",
    "__proto__",
  );
  const text = fc.oneof(nasty, fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }));
  const lines = Object.values(LINES).flatMap((kinds) => Object.values(kinds));
  fc.assert(
    fc.property(text, fc.constantFrom(...LANGUAGES), fc.constantFrom(...lines), (given, language, plain) => {
      const marked = `⟦${given}⟧`;
      const mark = () => marked;
      const all: Names = {
        rule: mark,
        group: mark,
        signal: mark,
        dimension: mark,
        profile: mark,
        market: mark,
        band: mark,
      };
      const changed = plain.map((one) => (one.kind === "adjustment" ? { ...one, reason: marked, by: marked } : one));
      for (const { words } of sayLines(phrasesOf(language), changed, all)) expect(words).toContain(marked);
      const because: Evidence = { kind: "when", reasons: [{ ...title, value: marked }], value: [marked] };
      const [said] = sayLines(phrasesOf(language), rule(because), names);
      expect(said?.words.split(marked)).toHaveLength(3);
    }),
    { numRuns: 1000 },
  );
});
