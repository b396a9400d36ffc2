import { expect, test } from "vitest";
import { LANGUAGES, pickLanguage } from "./language.ts";

test.each([
  ["en", "en"],
  ["en_US.UTF-8", "en"],
  ["C", "en"],
  ["C.UTF-8", "en"],
  ["POSIX", "en"],
  ["", "en"],
  [undefined, "en"],
  ["de-DE", "en"],
  ["ruby", "en"],
  ["ru", "ru"],
  ["ru-RU", "ru"],
  ["ru_RU.KOI8-R", "ru"],
  ["RU", "ru"],
  ["zh", "zh-CN"],
  ["zh-SG", "zh-CN"],
  ["zh_CN.GB18030", "zh-CN"],
  ["zh-Hans-HK", "zh-CN"],
  ["zh-Hant", "zh-TW"],
  ["zh-HK", "zh-TW"],
  ["zh-MO", "zh-TW"],
  ["zh_TW.UTF-8", "zh-TW"],
  ["zh-Hant-CN", "zh-TW"],
] as const)("%s is %s", (wanted, language) => {
  expect(pickLanguage(wanted)).toBe(language);
});

test("every language is itself", () => {
  expect(LANGUAGES.map(pickLanguage)).toEqual(LANGUAGES);
});
