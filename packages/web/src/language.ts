import { LANGUAGES, type Language, pickLanguage } from "@plumbline/phrases";
import { remembered } from "./remembered.ts";

/** The language of the screens: the one chosen here before, else the browser's. */
export const language = remembered<Language>("language", () => pickLanguage(navigator.language), isLanguage);

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
