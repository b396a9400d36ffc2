import { parseAddress } from "./parse-address.ts";

/** Hosts of search engines, and the parameter that holds what was searched for. */
const ENGINES: readonly (readonly [host: RegExp, name: string, parameters: readonly string[]])[] = [
  [/(^|\.)google(\.[a-z]{2,3}){1,2}$/, "google", ["q"]],
  [/(^|\.)bing\.com$/, "bing", ["q"]],
  [/(^|\.)yahoo(\.[a-z]{2,3}){1,2}$/, "yahoo", ["p"]],
  [/(^|\.)(yandex(\.[a-z]{2,3}){1,2}|ya\.ru)$/, "yandex", ["text"]],
  [/(^|\.)baidu\.com$/, "baidu", ["wd", "word"]],
  [/(^|\.)duckduckgo\.com$/, "duckduckgo", ["q"]],
  [/(^|\.)naver\.com$/, "naver", ["query"]],
  [/(^|\.)sogou\.com$/, "sogou", ["query", "keyword"]],
  [/(^|\.)so\.com$/, "so", ["q"]],
  [/(^|\.)(ecosia\.org|qwant\.com|startpage\.com)$/, "other", ["q", "query"]],
];

/**
 * What a visitor searched for before coming here: `utm_term` of our own address, else what the
 * search engine left in the referrer (most leave nothing but their name).
 */
export function searchOf(search: string, referrer: string): { search_keyword?: string; search_engine?: string } {
  const term = new URLSearchParams(search).get("utm_term")?.trim();
  const from = parseAddress(referrer);
  const engine = from && ENGINES.find(([host]) => host.test(from.hostname));
  const typed = engine?.[2].map((name) => from?.searchParams.get(name)?.trim()).find(Boolean);
  const keyword = term || typed;
  return {
    ...(keyword ? { search_keyword: keyword.slice(0, 200) } : {}),
    ...(engine ? { search_engine: engine[1] } : {}),
  };
}
