import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import { phrasesOf } from "./phrases-of.ts";
import { type Rule, type RulePoints, sayLimit, sayRule, sayRuleInMarket } from "./say-rule.ts";
import { sayBands, sayTotal } from "./say-scheme.ts";
import { type SignalDefinition, saySignal } from "./say-signal.ts";

const called = (labels: Readonly<Record<string, string>>) => (name: string) => labels[name] ?? name;
const names = {
  signal: called({ pricing: "Visited pricing" }),
  profile: called({ ideal: "Ideal customer" }),
  group: called({ web: "Web" }),
  market: called({ jp: "Japan" }),
  dimension: called({ fit: "Fit", engagement: "Engagement" }),
};

const RULES: readonly Rule[] = [
  { each: "pricing", points: 15, limit: { total: 45 }, decay: { halfLife: "30d" } },
  { when: { trait: "title", matches: ["CEO", "VP*"] }, points: 20 },
  {
    when: {
      all: [
        { signal: "delivered", in: "60d", atLeast: 5 },
        { signal: "opened", in: "60d", atMost: 0 },
      ],
    },
    points: -10,
    enabled: false,
  },
  { each: "pricing", of: "account", points: 2, window: "8w", limit: { perDay: 1 }, group: "web", decay: "none" },
  {
    each: "pricing",
    points: {
      tiers: [
        { from: 1, to: 2, points: 5 },
        { from: 3, points: 10 },
      ],
    },
    limit: { perDay: { points: 20 }, perWindow: { days: "7d", count: 2, points: 30 } },
  },
  {
    each: "product",
    points: { table: { Analytics: 5, Suite: 10 }, otherwise: 1 },
    from: "2026-01-01",
    until: "2026-03-31",
  },
  { points: { of: { trait: "industry" }, table: { Software: 10 } }, when: { trait: "country", is: "US" } },
  { points: { of: { signal: "pricing", in: "30d" }, tiers: [{ from: 1, points: 1 }] } },
  { points: { of: { profile: "ideal" }, times: 0.2 } },
  { points: { of: { prediction: "win" }, times: 50 }, when: { segment: "Hot" } },
  { points: { of: { account: "size" }, times: 0.01 } },
  { points: 5, decay: { linear: "90d" } },
  { points: 5, decay: { expires: "1w" } },
  {
    each: "pricing",
    points: 5,
    decay: {
      steps: [
        { after: "30d", keep: 0.5 },
        { after: "90d", keep: 0 },
      ],
    },
  },
];

test("rules in all languages", () => {
  expect(
    RULES.map((rule) => LANGUAGES.map((language) => sayRule(phrasesOf(language), rule, names))),
  ).toMatchInlineSnapshot(`
    [
      [
        "+15 for each “Visited pricing”, at most 45, fading by half every 30 days",
        "每次“Visited pricing” +15，最多 45 分，每 30 天衰减一半",
        "每次「Visited pricing」 +15，最多 45 分，每 30 天衰減一半",
        "+15 за каждое событие «Visited pricing», не больше 45, каждые 30 дней остаётся половина",
      ],
      [
        "+20 if title matches “CEO” or “VP*”",
        "若 title 匹配 “CEO” 或 “VP*”，则 +20",
        "若 title 符合 「CEO」 或 「VP*」，則 +20",
        "+20, если title подходит под «CEO» или «VP*»",
      ],
      [
        "switched off: −10 if “delivered” at least 5 times in the last 60 days and no “opened” in the last 60 days",
        "已停用：若 最近 60 天内“delivered”至少 5 次且最近 60 天内没有“opened”，则 −10",
        "已停用：若 最近 60 天內「delivered」至少 5 次且最近 60 天內沒有「opened」，則 −10",
        "отключено: −10, если «delivered» минимум 5 раз за последние 60 дней и «opened» ни разу за последние 60 дней",
      ],
      [
        "+2 for each “Visited pricing” of the whole account, only the last 8 weeks, at most once a day, within the limit of group “Web”, never fading",
        "每次整个公司的“Visited pricing” +2，仅计最近 8 周，每天最多 1 次，受“Web”组上限约束，不衰减",
        "每次整間公司的「Visited pricing」 +2，僅計最近 8 週，每天最多 1 次，受「Web」群組上限約束，不衰減",
        "+2 за каждое событие «Visited pricing» по всей компании, только за последние 8 недель, не чаще чем 1 раз в день, в пределах лимита группы «Web», без затухания",
      ],
      [
        "by the number of “Visited pricing”: +5 at 1–2, +10 at 3 or more, at most 20 a day, at most 2 times in any 7 days, at most 30 in any 7 days",
        "按“Visited pricing”的次数：1–2 得 +5、3 及以上 得 +10，每天最多 20 分，任意 7 天内最多 2 次，任意 7 天内最多 30 分",
        "依「Visited pricing」的次數：1–2 得 +5、3 以上 得 +10，每天最多 20 分，任意 7 天內最多 2 次，任意 7 天內最多 30 分",
        "число событий «Visited pricing»: +5 при 1–2, +10 при 3 и больше, не больше 20 в день, не чаще чем 2 раза за любые 7 дней, не больше 30 за любые 7 дней",
      ],
      [
        "for each “product”: +5 for “Analytics”, +10 for “Suite”, +1 for anything else, from 1 Jan 2026, until 31 Mar 2026",
        "每次“product”：“Analytics” 得 +5、“Suite” 得 +10、其他得 +1，自 2026年1月1日 起，至 2026年3月31日 止",
        "每次「product」：「Analytics」 得 +5、「Suite」 得 +10、其他得 +1，自 2026年1月1日 起，至 2026年3月31日 止",
        "за каждое событие «product»: +5 за «Analytics», +10 за «Suite», +1 за остальное, начиная с 1 янв. 2026 г., по 31 мар. 2026 г. включительно",
      ],
      [
        "by industry: +10 for “Software”, if country is “US”",
        "若 country 为 “US”，则按industry：“Software” 得 +10",
        "若 country 為 「US」，則依industry：「Software」 得 +10",
        "industry: +10 за «Software», если country — «US»",
      ],
      [
        "by the number of “Visited pricing” in the last 30 days: +1 at 1 or more",
        "按最近 30 天内“Visited pricing”的次数：1 及以上 得 +1",
        "依最近 30 天內「Visited pricing」的次數：1 以上 得 +1",
        "число событий «Visited pricing» за последние 30 дней: +1 при 1 и больше",
      ],
      [
        "+0.2 for each unit of closeness to “Ideal customer”",
        "与画像“Ideal customer”的接近度 × +0.2",
        "與輪廓「Ideal customer」的接近度 × +0.2",
        "+0,2 × близость к профилю «Ideal customer»",
      ],
      [
        "+50 for each unit of prediction “win” if in segment “Hot”",
        "若 属于细分“Hot”，则 预测“win” × +50",
        "若 屬於分眾「Hot」，則 預測「win」 × +50",
        "+50 × прогноз «win», если входит в сегмент «Hot»",
      ],
      [
        "+0.01 for each unit of the account’s size",
        "公司的 size × +0.01",
        "公司的 size × +0.01",
        "+0,01 × size компании",
      ],
      [
        "+5 always, fading evenly to nothing in 90 days",
        "始终 +5，在 90 天内匀速衰减至零",
        "一律 +5，在 90 天內等速衰減至零",
        "+5 всегда, равномерно затухает до нуля за 90 дней",
      ],
      [
        "+5 always, gone after 1 week",
        "始终 +5，1 周后失效",
        "一律 +5，1 週後失效",
        "+5 всегда, сгорает через 1 неделю",
      ],
      [
        "+5 for each “Visited pricing”, fading in steps: 50% after 30 days, 0% after 90 days",
        "每次“Visited pricing” +5，分段衰减：30 天后剩 50%、90 天后剩 0%",
        "每次「Visited pricing」 +5，分段衰減：30 天後剩 50%、90 天後剩 0%",
        "+5 за каждое событие «Visited pricing», затухает ступенями: 50 % через 30 дней, 0 % через 90 дней",
      ],
    ]
  `);
});

test("a rule reads as it was promised", () => {
  const [visits, title] = RULES as readonly [Rule, Rule];
  expect(sayRule(phrasesOf("en"), visits, names)).toBe(
    "+15 for each “Visited pricing”, at most 45, fading by half every 30 days",
  );
  expect(sayRule(phrasesOf("en"), title, names)).toBe("+20 if title matches “CEO” or “VP*”");
  expect(sayRuleInMarket(phrasesOf("en"), visits, { points: 8 }, "jp", names)).toBe(
    "in market “Japan”: +8 for each “Visited pricing”, at most 45, fading by half every 30 days",
  );
  expect(sayLimit(phrasesOf("en"), { total: 40, perDay: { points: 5 } })).toBe("at most 5 a day, at most 40");
});

test("a long table is counted, and what else there is stays last", () => {
  const table = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`p${at}`, at]));
  const points: RulePoints = { of: { trait: "product" }, table, otherwise: 1 };
  expect(sayRule(phrasesOf("en"), { points }, names)).toMatch(/\+7 for “p7”, 4 more, \+1 for anything else$/);
});

const SIGNALS: readonly SignalDefinition[] = [
  { on: "page", where: { path: { startsWith: "/pricing" } } },
  { on: ["Demo Requested", "page"], count: { perDay: 1 } },
  { any: true, count: { by: "properties.product" } },
  { where: { plan: "pro" }, count: { by: "product", perDay: 2 } },
  { on: "Order", sum: "properties.value" },
  { on: "Order", max: "properties.value" },
  { on: "page", distinct: "properties.path" },
  { any: true, visits: {} },
  { any: true, visits: { silence: "45m" } },
  { on: "page", visits: { atLeast: "3m" } },
  { on: "page", engaged: {} },
  { on: "page", engaged: { by: "properties.path", silence: "2m" } },
  { steps: [{ on: "page" }, { on: "Demo Requested", where: { size: { gt: 5 } } }], within: "2h" },
  { on: "Email Opened", times: 3, within: "1h" },
  { on: "Email Clicked", confirmedBy: { on: "page" }, within: "5m" },
];

test("signals in all languages", () => {
  expect(
    SIGNALS.map((signal) => LANGUAGES.map((language) => saySignal(phrasesOf(language), signal))),
  ).toMatchInlineSnapshot(`
    [
      [
        "counts page views where path begins with “/pricing”",
        "统计页面浏览（path 开头为 “/pricing”）的次数",
        "計算頁面瀏覽（path 開頭為 「/pricing」）的次數",
        "считает просмотры страниц, где path начинается с «/pricing»",
      ],
      [
        "counts “Demo Requested” or page views, at most once a day",
        "统计“Demo Requested” 或 页面浏览的次数，每天最多 1 次",
        "計算「Demo Requested」 或 頁面瀏覽的次數，每天最多 1 次",
        "считает «Demo Requested» или просмотры страниц, не чаще чем 1 раз в день",
      ],
      [
        "counts all events by properties.product",
        "按 properties.product 统计所有事件的次数",
        "依 properties.product 計算所有事件的次數",
        "считает по значениям properties.product: все события",
      ],
      [
        "counts events where plan is “pro” by product, each at most 2 times a day",
        "按 product 统计事件（plan 为 “pro”）的次数，每项每天最多 2 次",
        "依 product 計算事件（plan 為 「pro」）的次數，每項每天最多 2 次",
        "считает по значениям product, каждое не чаще чем 2 раза в день: события, где plan — «pro»",
      ],
      [
        "adds up properties.value of “Order”",
        "累加“Order”的 properties.value",
        "加總「Order」的 properties.value",
        "складывает properties.value: «Order»",
      ],
      [
        "keeps the largest properties.value of “Order”",
        "取“Order”中最大的 properties.value",
        "取「Order」中最大的 properties.value",
        "хранит наибольшее properties.value: «Order»",
      ],
      [
        "counts different properties.path of page views",
        "统计页面浏览中不同 properties.path 的个数",
        "計算頁面瀏覽中不同 properties.path 的個數",
        "считает разные properties.path: просмотры страниц",
      ],
      [
        "counts visits: all events with no more than 30 minutes of silence between",
        "统计访问次数：所有事件之间的间隔不超过 30 分钟",
        "計算造訪次數：所有事件之間的間隔不超過 30 分鐘",
        "считает визиты: все события с перерывами не дольше чем 30 минут",
      ],
      [
        "counts visits: all events with no more than 45 minutes of silence between",
        "统计访问次数：所有事件之间的间隔不超过 45 分钟",
        "計算造訪次數：所有事件之間的間隔不超過 45 分鐘",
        "считает визиты: все события с перерывами не дольше чем 45 минут",
      ],
      [
        "counts visits that last at least 3 minutes: page views with no more than 30 minutes of silence between",
        "统计持续至少 3 分钟的访问次数：页面浏览之间的间隔不超过 30 分钟",
        "計算持續至少 3 分鐘的造訪次數：頁面瀏覽之間的間隔不超過 30 分鐘",
        "считает визиты, которые длятся не меньше чем 3 минуты: просмотры страниц с перерывами не дольше чем 30 минут",
      ],
      [
        "adds up the seconds between page views no more than 1 minute apart",
        "累加页面浏览之间不超过 1 分钟的秒数",
        "加總頁面瀏覽之間不超過 1 分鐘的秒數",
        "складывает секунды между событиями с перерывами не дольше чем 1 минуту: просмотры страниц",
      ],
      [
        "adds up the seconds between page views no more than 2 minutes apart, by properties.path",
        "按 properties.path 累加页面浏览之间不超过 2 分钟的秒数",
        "依 properties.path 加總頁面瀏覽之間不超過 2 分鐘的秒數",
        "складывает секунды между событиями с перерывами не дольше чем 2 минуты, по значениям properties.path: просмотры страниц",
      ],
      [
        "counts page views, then “Demo Requested” where size is more than 5, all within 2 hours",
        "统计 2 小时内依次发生的次数：页面浏览，然后“Demo Requested”（size 大于 5）",
        "計算 2 小時內依序發生的次數：頁面瀏覽，接著「Demo Requested」（size 大於 5）",
        "считает цепочки за 2 часа: просмотры страниц, затем «Demo Requested», где size больше 5",
      ],
      [
        "counts “Email Opened” from the 3rd within 1 hour on",
        "统计“Email Opened”，从 1 小时内的第 3 次起",
        "計算「Email Opened」，從 1 小時內的第 3 次起",
        "считает «Email Opened», начиная с 3-го за 1 час",
      ],
      [
        "counts “Email Clicked” if page views follow within 5 minutes",
        "统计“Email Clicked”，须在 5 分钟内随后出现页面浏览",
        "計算「Email Clicked」，須在 5 分鐘內隨後出現頁面瀏覽",
        "считает «Email Clicked», если за 5 минут после этого следуют просмотры страниц",
      ],
    ]
  `);
});

test("bands and totals in all languages", () => {
  const bands = [
    { name: "Suspect" },
    { name: "Lead", above: 40, label: "Lead (MQL)" },
    { name: "SQL", from: 60, leaveBelow: 55, coolDown: "7d", rearmBelow: 50 },
    { name: "A", cells: ["A1", "B1"] },
  ];
  const all = ["fit", "engagement"];
  expect(LANGUAGES.map((language) => sayBands(phrasesOf(language), bands))).toMatchInlineSnapshot(`
    [
      [
        "Suspect from the lowest",
        "Lead (MQL) above 40",
        "SQL from 60, left below 55, back after 7 days at the earliest, back only after being below 50",
        "A in A1, B1",
      ],
      [
        "Suspect：最低起",
        "Lead (MQL)：高于 40",
        "SQL：60 起，低于 55 才离开，最早 7 天后可返回，须曾低于 50 才可返回",
        "A：A1、B1",
      ],
      [
        "Suspect：最低起",
        "Lead (MQL)：高於 40",
        "SQL：60 起，低於 55 才離開，最早 7 天後可返回，須曾低於 50 才可返回",
        "A：A1、B1",
      ],
      [
        "Suspect с самого низа",
        "Lead (MQL) выше 40",
        "SQL от 60, выход ниже 55, возврат не раньше чем через 7 дней, возврат только после падения ниже 50",
        "A: A1, B1",
      ],
    ]
  `);
  expect(
    LANGUAGES.map((language) => [
      sayTotal(phrasesOf(language), {}, all, names),
      sayTotal(phrasesOf(language), { sum: { fit: 0.6, engagement: 1 }, clip: [0, 100] }, all, names),
      sayTotal(phrasesOf(language), { matrix: { rows: "fit", columns: "engagement" } }, all, names),
      sayTotal(phrasesOf(language), { sum: ["fit"], scale: { from: [0, 200], to: [1, 100] } }, all, names),
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "Fit + Engagement",
        "0.6 × Fit + Engagement, kept between 0 and 100",
        "matrix of Fit and Engagement",
        "Fit, stretched from 0…200 to 1…100",
      ],
      [
        "Fit + Engagement",
        "0.6 × Fit + Engagement，限于 0 至 100",
        "Fit与Engagement的矩阵",
        "Fit，由 0…200 换算为 1…100",
      ],
      [
        "Fit + Engagement",
        "0.6 × Fit + Engagement，限於 0 至 100",
        "Fit與Engagement的矩陣",
        "Fit，由 0…200 換算為 1…100",
      ],
      [
        "Fit + Engagement",
        "0,6 × Fit + Engagement, в пределах от 0 до 100",
        "матрица: Fit и Engagement",
        "Fit, пересчёт из 0…200 в 1…100",
      ],
    ]
  `);
});
