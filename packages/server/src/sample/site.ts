import { between, pick, type Random, weighted } from "./random.ts";

export const LINES = ["analytics", "automation", "connect"] as const;

export type Page = { readonly path: string; readonly title: string };

const ARTICLES = [
  "five-ways-to-read-a-funnel",
  "spreadsheets-at-the-end-of-the-road",
  "what-buyers-ask-first",
  "shorter-forms-longer-lists",
  "a-quarter-without-cold-calls",
  "dashboards-nobody-opens",
  "how-teams-agree-on-numbers",
  "the-cost-of-late-data",
];
const RESOURCES = [
  ["data-quality-handbook", "e-book"],
  ["state-of-operations", "white paper"],
  ["a-freight-company-in-90-days", "case study"],
  ["a-bank-and-its-branches", "case study"],
  ["administrator-guide", "product manual"],
  ["at-a-glance", "brochure"],
  ["security-overview", "pdf"],
] as const;
const POSTS = ["berlin-engineer", "remote-designer", "taipei-sales"];
const SEARCHES = ["pricing", "api", "export", "security", "integrations", "on-premises", "цена", "価格", "价格"];
export const KEYWORDS = [
  "lotline",
  "funnel analytics",
  "automate reports",
  "data connector",
  "analytics für den mittelstand",
  "自動化 ツール",
];

/** The next page of somebody who wants to buy by `heat`, from 0 to 1, and leans to a product. */
export function nextPage(random: Random, heat: number, line: string): Page {
  const kind = weighted(random, [
    ["home", 2],
    ["product", 3 + 3 * heat],
    ["pricing", 0.3 + 2.2 * heat],
    ["blog", 4 * (1 - heat)],
    ["resources", 1.2],
    ["customers", 0.8],
    ["docs", 1],
    ["careers", 0.12],
    ["demo", 0.1 + 0.8 * heat],
  ] as const);
  return pageOf(random, kind, line);
}

export type PageKind =
  | "home"
  | "product"
  | "pricing"
  | "blog"
  | "resources"
  | "customers"
  | "docs"
  | "careers"
  | "demo";

export function pageOf(random: Random, kind: PageKind, line: string): Page {
  switch (kind) {
    case "home":
      return { path: "/", title: "Lotline" };
    case "product": {
      const product = random.next() < 0.75 ? line : pick(random, LINES);
      return { path: `/products/${product}`, title: `Lotline ${product}` };
    }
    case "pricing":
      return { path: random.next() < 0.8 ? "/pricing" : "/pricing/teams", title: "Pricing" };
    case "blog": {
      const article = pick(random, ARTICLES);
      return { path: `/blog/${article}`, title: article.replaceAll("-", " ") };
    }
    case "resources": {
      const [slug] = pick(random, RESOURCES);
      return { path: `/resources/${slug}`, title: slug.replaceAll("-", " ") };
    }
    case "careers":
      return { path: `/careers/${pick(random, POSTS)}`, title: "Careers" };
    case "docs":
      return { path: `/docs/chapter-${between(random, 1, 12)}`, title: "Documentation" };
    case "customers":
      return { path: "/customers", title: "Customers" };
    case "demo":
      return { path: "/demo", title: "See a demo" };
  }
}

/** A file to take, with what it is. */
export const resourceOf = (random: Random): readonly [string, string] => pick(random, RESOURCES);

export const searchOf = (random: Random): string => pick(random, SEARCHES);

const BROWSERS: readonly (readonly [string, number])[] = [
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    45,
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    18,
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", 8],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0", 12],
];
const PHONES: readonly (readonly [string, number])[] = [
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    3,
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    4,
  ],
];
const CRAWLERS = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
  "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
];

export const browserOf = (random: Random): string => weighted(random, BROWSERS);
export const phoneAgentOf = (random: Random): string => weighted(random, PHONES);
export const crawlerOf = (random: Random): string => pick(random, CRAWLERS);
