import { en, type Phrases } from "./en.ts";
import type { Language } from "./language.ts";
import { ru } from "./ru.ts";
import { zhCN } from "./zh-cn.ts";
import { zhTW } from "./zh-tw.ts";

const PHRASES: Readonly<Record<Language, Phrases>> = { en, "zh-CN": zhCN, "zh-TW": zhTW, ru };

/** Everything that can be said in a language. */
export function phrasesOf(language: Language): Phrases {
  return PHRASES[language];
}
