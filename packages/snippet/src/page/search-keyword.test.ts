import { expect, test } from "vitest";
import { searchOf } from "./search-keyword.ts";

test.each([
  ["", "https://www.google.co.uk/search?q=lead+scoring", { search_keyword: "lead scoring", search_engine: "google" }],
  ["", "https://www.google.com/", { search_engine: "google" }],
  [
    "",
    "https://yandex.ru/search/?text=%D1%81%D0%BA%D0%BE%D1%80%D0%B8%D0%BD%D0%B3",
    { search_keyword: "скоринг", search_engine: "yandex" },
  ],
  ["", "https://www.baidu.com/s?wd=%E8%AF%84%E5%88%86", { search_keyword: "评分", search_engine: "baidu" }],
  ["?utm_term=crm", "", { search_keyword: "crm" }],
  ["?utm_term=crm", "https://www.bing.com/search?q=other", { search_keyword: "crm", search_engine: "bing" }],
  ["", "https://partner.example/?q=private", {}],
  ["", "https://google.example.org.evil/?q=x", {}],
  ["", "", {}],
])("%s from %s", (search, referrer, expected) => {
  expect(searchOf(search, referrer)).toEqual(expected);
});
