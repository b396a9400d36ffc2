import type { First } from "./en/first.ts";
import type { Spoken } from "./en/spoken.ts";
import type { Language } from "./language.ts";

/** What the frame and the list of leads say, of one language. */
export async function loadFirst(language: Language): Promise<First> {
  switch (language) {
    case "en":
      return (await import("./en/first.ts")).first;
    case "zh-CN":
      return (await import("./zh-cn/first.ts")).first;
    case "zh-TW":
      return (await import("./zh-tw/first.ts")).first;
    case "ru":
      return (await import("./ru/first.ts")).first;
  }
}

/** What all screens say, of one language: what a browser need not have it does not fetch. */
export async function loadPhrases(language: Language): Promise<Spoken> {
  switch (language) {
    case "en":
      return (await import("./en/spoken.ts")).spoken;
    case "zh-CN":
      return (await import("./zh-cn/spoken.ts")).spoken;
    case "zh-TW":
      return (await import("./zh-tw/spoken.ts")).spoken;
    case "ru":
      return (await import("./ru/spoken.ts")).spoken;
  }
}
