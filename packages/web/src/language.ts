import { LANGUAGES, type Language, loadFirst, loadPhrases, pickLanguage } from "@plumbline/phrases";
import { remembered } from "./remembered.ts";

/** The language of the screens: the one chosen here before, else the browser's. */
export const language = remembered<Language>("language", () => pickLanguage(navigator.language), isLanguage);

/** Goes over to another language as soon as its words are there; where they cannot be fetched all stays as it is. */
export async function speak(next: Language): Promise<void> {
  await Promise.all([loadFirst(next), loadPhrases(next)]);
  language.set(next);
}

/** Each by itself, for whoever cannot read the others. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  ru: "Русский",
};

function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value);
}
