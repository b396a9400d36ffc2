import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import { phrasesOf } from "./phrases-of.ts";
import type { Mark } from "./said.ts";
import { type Condition, sayCondition } from "./say-condition.ts";
import { sayFilter } from "./say-filter.ts";

const called = (labels: Readonly<Record<string, string>>) => (name: string) => labels[name] ?? name;
const names = {
  signal: called({ pricing: "Visited pricing", delivered: "Delivered mail", opened: "Opened mail" }),
  profile: called({ ideal: "Ideal customer" }),
  unit: (signal: string) => (signal === "spent" ? ("sum" as const) : ("count" as const)),
};
const inAll = (condition: Condition) =>
  LANGUAGES.map((language) => sayCondition(phrasesOf(language), condition, names));
const inEnglish = (condition: Condition, mark?: Mark) => sayCondition(phrasesOf("en"), condition, names, mark);

const ceo = { trait: "title", matches: ["CEO", "VP*"] } as const;
const mail = {
  all: [
    { signal: "delivered", in: "60d", atLeast: 5 },
    { signal: "opened", in: "60d", atMost: 0 },
  ],
} as const;

test("conditions in all languages", () => {
  const said: readonly Condition[] = [
    ceo,
    { all: [ceo, { trait: "employees", gte: 50, lte: 500 }] },
    { any: [mail, { not: { account: "plan", is: "free" } }] },
    mail,
    { signal: "pricing" },
    { signal: "pricing", in: "1d" },
    { not: { signal: "pricing", in: "30d" } },
    { signal: "pricing", of: "account", key: "Suite", between: [2, 5] },
    { signal: "spent", moreThan: 1000.5, in: "8w" },
    { signal: "pricing", daysSince: { moreThan: 30 }, daysSinceFirst: { atLeast: 365 } },
    { rate: { of: "opened", to: "delivered", in: "60d" }, lessThan: 0.1 },
    { profile: "ideal", atLeast: 70 },
    { prediction: "win", atLeast: 0.405 },
    { segment: "Hot" },
    { not: { segment: "Hot" } },
    { trait: "renewal", withinNext: "30d", after: "2026-01-15" },
    { trait: "email", exists: false },
    { all: [] },
    { any: [] },
  ];
  expect(said.map(inAll)).toMatchInlineSnapshot(`
    [
      [
        "title matches “CEO” or “VP*”",
        "title 匹配 “CEO” 或 “VP*”",
        "title 符合 「CEO」 或 「VP*」",
        "title подходит под «CEO» или «VP*»",
      ],
      [
        "(title matches “CEO” or “VP*”) and employees is at least 50 and employees is at most 500",
        "（title 匹配 “CEO” 或 “VP*”）且 employees 至少为 50 且 employees 至多为 500",
        "（title 符合 「CEO」 或 「VP*」）且 employees 至少為 50 且 employees 至多為 500",
        "(title подходит под «CEO» или «VP*») и employees не меньше 50 и employees не больше 500",
      ],
      [
        "(“Delivered mail” at least 5 times in the last 60 days and no “Opened mail” in the last 60 days) or not (the account’s plan is “free”)",
        "（最近 60 天内“Delivered mail”至少 5 次且最近 60 天内没有“Opened mail”）或不满足（公司的 plan 为 “free”）",
        "（最近 60 天內「Delivered mail」至少 5 次且最近 60 天內沒有「Opened mail」）或不符合（公司的 plan 為 「free」）",
        "(«Delivered mail» минимум 5 раз за последние 60 дней и «Opened mail» ни разу за последние 60 дней) или неверно, что (plan компании — «free»)",
      ],
      [
        "“Delivered mail” at least 5 times in the last 60 days and no “Opened mail” in the last 60 days",
        "最近 60 天内“Delivered mail”至少 5 次且最近 60 天内没有“Opened mail”",
        "最近 60 天內「Delivered mail」至少 5 次且最近 60 天內沒有「Opened mail」",
        "«Delivered mail» минимум 5 раз за последние 60 дней и «Opened mail» ни разу за последние 60 дней",
      ],
      [
        "“Visited pricing” at least once",
        "“Visited pricing”至少发生过一次",
        "「Visited pricing」至少發生過一次",
        "«Visited pricing» хотя бы раз",
      ],
      [
        "“Visited pricing” today",
        "今天有“Visited pricing”",
        "今天有「Visited pricing」",
        "«Visited pricing» сегодня",
      ],
      [
        "no “Visited pricing” in the last 30 days",
        "最近 30 天内没有“Visited pricing”",
        "最近 30 天內沒有「Visited pricing」",
        "«Visited pricing» ни разу за последние 30 дней",
      ],
      [
        "“Visited pricing” with “Suite” of the whole account 2–5 times",
        "整个公司的“Visited pricing”中的 “Suite” 2–5 次",
        "整間公司的「Visited pricing」中的 「Suite」 2–5 次",
        "«Visited pricing» по «Suite» по всей компании 2–5 раз",
      ],
      [
        "“spent” more than 1000.5 in the last 8 weeks",
        "最近 8 周内“spent”多于 1000.5",
        "最近 8 週內「spent」多於 1000.5",
        "«spent» больше чем 1000,5 за последние 8 недель",
      ],
      [
        "last “Visited pricing” more than 30 days ago and first “Visited pricing” at least 365 days ago",
        "最近一次“Visited pricing”距今多于 30 天且首次“Visited pricing”距今至少 365 天",
        "最近一次「Visited pricing」距今多於 30 天且首次「Visited pricing」距今至少 365 天",
        "последний раз «Visited pricing» больше чем 30 дней назад и первый раз «Visited pricing» минимум 365 дней назад",
      ],
      [
        "“Opened mail” per “Delivered mail” less than 10% in the last 60 days",
        "最近 60 天内“Opened mail”与“Delivered mail”之比少于 10%",
        "最近 60 天內「Opened mail」與「Delivered mail」之比少於 10%",
        "отношение «Opened mail» к «Delivered mail» меньше чем 10 % за последние 60 дней",
      ],
      [
        "closeness to “Ideal customer” at least 70",
        "与画像“Ideal customer”的接近度至少 70",
        "與輪廓「Ideal customer」的接近度至少 70",
        "близость к профилю «Ideal customer» минимум 70",
      ],
      [
        "prediction “win” at least 40.5%",
        "预测“win”至少 40.5%",
        "預測「win」至少 40.5%",
        "прогноз «win» минимум 40,5 %",
      ],
      [
        "in segment “Hot”",
        "属于细分“Hot”",
        "屬於分眾「Hot」",
        "входит в сегмент «Hot»",
      ],
      [
        "not in segment “Hot”",
        "不属于细分“Hot”",
        "不屬於分眾「Hot」",
        "не входит в сегмент «Hot»",
      ],
      [
        "renewal is in the next 30 days and renewal is after 15 Jan 2026",
        "renewal 在未来 30 天内且 renewal 晚于 2026年1月15日",
        "renewal 在未來 30 天內且 renewal 晚於 2026年1月15日",
        "renewal в ближайшие 30 дней и renewal позже 15 янв. 2026 г.",
      ],
      [
        "email is not known",
        "email 未知",
        "email 未知",
        "email — нет данных",
      ],
      [
        "always",
        "始终成立",
        "一律成立",
        "всегда",
      ],
      [
        "never",
        "始终不成立",
        "一律不成立",
        "никогда",
      ],
    ]
  `);
});

test("what hangs together otherwise stands in brackets, and only that", () => {
  expect(inEnglish({ all: [ceo, { trait: "country", is: "US" }] })).toBe(
    "(title matches “CEO” or “VP*”) and country is “US”",
  );
  expect(inEnglish({ any: [ceo, { trait: "country", is: "US" }] })).toBe(
    "title matches “CEO” or “VP*” or country is “US”",
  );
  expect(inEnglish({ any: [{ trait: "age", gte: 1, lte: 5 }, ceo] })).toBe(
    "(age is at least 1 and age is at most 5) or title matches “CEO” or “VP*”",
  );
  expect(
    inEnglish({
      not: {
        all: [
          { trait: "a", is: 1 },
          { trait: "b", is: 2 },
        ],
      },
    }),
  ).toBe("not (a is 1 and b is 2)");
  expect(inEnglish({ all: [{ any: [{ trait: "a", is: 1 }] }, { trait: "b", is: 2 }] })).toBe("a is 1 and b is 2");
});

test("a long list is counted, and an unfinished question is still a sentence", () => {
  const many = Array.from({ length: 200 }, (_, at) => at);
  expect(inEnglish({ trait: "zip", in: many })).toBe("zip is 0, 1, 2, 3, 4, 5, 6, 7 or one of 192 more");
  expect(inEnglish({ trait: "", before: "" })).toBe("… is before …");
  expect(inEnglish({ trait: "title" })).toBe("title");
  expect(inEnglish({ trait: "seen", before: "2024-03-01" })).toBe("seen is before 1 Mar 2024");
  expect(inEnglish({ trait: "seen", before: "1969-12-31" })).toBe("seen is before 31 Dec 1969");
  expect(inEnglish({ trait: "seen", before: "2100-12-31" })).toBe("seen is before 31 Dec 2100");
});

test("a filter of events in all languages", () => {
  const filter = { all: [{ path: { startsWith: "/pricing" }, type: "page" }, { not: { "context.bot": true } }] };
  expect(LANGUAGES.map((language) => sayFilter(phrasesOf(language), filter))).toEqual([
    "path begins with “/pricing” and type is “page” and not (context.bot is true)",
    "path 开头为 “/pricing” 且 type 为 “page” 且不满足（context.bot 为 是）",
    "path 開頭為 「/pricing」且 type 為 「page」且不符合（context.bot 為 是）",
    "path начинается с «/pricing» и type — «page» и неверно, что (context.bot — да)",
  ]);
  expect(sayFilter(phrasesOf("en"), { all: "x", not: "y" })).toBe("all is “x” and not is “y”");
});

/** Reads the joints and brackets of a sentence whose questions are single letters back into a tree. */
function read(said: string): unknown {
  const tokens = said.match(/not \(|\(|\)|and|or|[A-Z](?= is)|always|never/g) ?? [];
  let at = 0;
  const part = (): unknown => {
    const token = tokens[at++];
    if (token !== "(" && token !== "not (") return token;
    const inner = sequence();
    at++;
    return token === "(" ? inner : { not: inner };
  };
  const sequence = (): unknown => {
    const parts = [part()];
    const joints = new Set<string>();
    while (tokens[at] === "and" || tokens[at] === "or") {
      joints.add(tokens[at++] as string);
      parts.push(part());
    }
    expect(joints.size, said).toBeLessThan(2);
    return parts.length === 1 ? parts[0] : { [[...joints][0] as string]: parts };
  };
  return sequence();
}

/** The same without what makes no difference: groups of one, and groups within groups of their kind. */
function plain(condition: Condition): unknown {
  if ("trait" in condition) return condition.trait;
  if ("not" in condition && typeof condition.not === "object") return { not: plain(condition.not) };
  const [how, parts] = "all" in condition ? (["and", condition.all] as const) : ["or", (condition as { any: [] }).any];
  if (parts.length === 0) return how === "and" ? "always" : "never";
  if (parts.length === 1) return plain(parts[0] as Condition);
  const flat = parts.map(plain).flatMap((part) => {
    const inner = typeof part === "object" && part !== null ? (part as Record<string, unknown>)[how] : undefined;
    return Array.isArray(inner) ? inner : [part];
  });
  return { [how]: flat };
}

test("a sentence can be read in one way only", () => {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("A", "B", "C").map((trait) => ({ trait, is: 1 })),
      fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ),
  }));
  fc.assert(
    fc.property(condition, (one) => {
      expect(read(inEnglish(one))).toEqual(plain(one));
    }),
    { numRuns: 500 },
  );
});

test("what was given can be set off from the words", () => {
  const mark = (given: string) => `<${given}>`;
  expect(inEnglish(ceo, mark)).toBe("<title> matches <“CEO”> or <“VP*”>");
  expect(inEnglish({ signal: "pricing", in: "30d", atLeast: 2 }, mark)).toBe(
    "<“Visited pricing”> at least <2 times> in the last <30 days>",
  );
});
