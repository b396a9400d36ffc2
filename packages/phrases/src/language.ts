/** The languages in which everything is said. */
export const LANGUAGES = ["en", "zh-CN", "zh-TW", "ru"] as const;

export type Language = (typeof LANGUAGES)[number];

/** What is said where the phrases themselves could not be fetched. */
export const WITHOUT_PHRASES: Readonly<Record<Language, { readonly failed: string; readonly retry: string }>> = {
  en: { failed: "Plumbline could not be loaded.", retry: "Try again" },
  "zh-CN": { failed: "无法加载 Plumbline。", retry: "重试" },
  "zh-TW": { failed: "無法載入 Plumbline。", retry: "重試" },
  ru: { failed: "Не удалось загрузить Plumbline.", retry: "Повторить" },
};

const TRADITIONAL = new Set(["hant", "tw", "hk", "mo"]);

/** The nearest of our languages to a tag (`zh-Hant-HK`) or a POSIX locale (`ru_RU.UTF-8`); English where none is near. */
export function pickLanguage(wanted: string | undefined): Language {
  const [language, ...rest] = (wanted ?? "").toLowerCase().split(/[-_.@]/);
  if (language === "ru") return "ru";
  if (language !== "zh") return "en";
  if (rest.includes("hans")) return "zh-CN";
  return rest.some((part) => TRADITIONAL.has(part)) ? "zh-TW" : "zh-CN";
}
