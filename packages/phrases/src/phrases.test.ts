import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES, type Language } from "./language.ts";
import { phrasesOf } from "./phrases-of.ts";
import { samples } from "./samples.testing.ts";

type Sentence = (...given: readonly unknown[]) => string;
type Case = {
  readonly key: string;
  readonly given: readonly unknown[];
  readonly say: (language: Language, given: readonly unknown[]) => string;
};

const isGroup = (part: unknown): part is object => typeof part === "object" && part !== null && !Array.isArray(part);

function partAt(language: Language, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], phrasesOf(language));
}

/** Every sentence there is, with every sample of what it may be given. */
function casesOf(english: object, given: object | undefined, keys: readonly string[]): Case[] {
  return Object.entries(english).flatMap(([key, part]): Case[] => {
    const path = [...keys, key];
    const own: unknown = (given as Record<string, unknown> | undefined)?.[key];
    if (isGroup(part)) return casesOf(part, own as object | undefined, path);
    if (typeof part === "string")
      return [{ key: path.join("."), given: [], say: (language) => partAt(language, path) as string }];
    return (own as readonly (readonly unknown[])[]).map((args) => ({
      key: path.join("."),
      given: args,
      say: (language, now) => (partAt(language, path) as Sentence)(...now),
    }));
  });
}

const CASES = casesOf(phrasesOf("en"), samples, []);
const TRANSLATIONS = LANGUAGES.filter((language) => language !== "en");

/** Codes among the samples: not what people wrote, so not to be said as it stands. */
const CODES = new Set(["kind", "target", "expected", "code", "what", "of", "role", "roles", "state", "because"]);

function withText(given: unknown, change: (text: string) => string, key = ""): unknown {
  if (typeof given === "string") return CODES.has(key) ? given : change(given);
  if (Array.isArray(given)) return given.map((one) => withText(one, change, key));
  if (!isGroup(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([inner, one]) => [inner, withText(one, change, inner)]));
}

function textsIn(given: readonly unknown[]): string[] {
  const texts: string[] = [];
  withText(given, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

// After a change of words: `npx vitest run packages/phrases -u`, then read what it did to spec/phrases.json.
test("every sentence, in all languages, reads as it was agreed", async () => {
  const all = CASES.map(({ key, given, say }) => {
    const said = LANGUAGES.map((language) => `  ${JSON.stringify(language)}: ${JSON.stringify(say(language, given))}`);
    return `{ "say": ${JSON.stringify(key)}, "given": ${JSON.stringify(given)},\n${said.join(",\n")} }`;
  });
  await expect(`[\n${all.join(",\n")}\n]\n`).toMatchFileSnapshot("../../../spec/phrases.json");
});

test("no sentence is empty or has a hole in it", () => {
  for (const { key, given, say } of CASES) {
    for (const language of LANGUAGES) {
      const said = say(language, given);
      expect(said.trim(), key).not.toBe("");
      expect(said, `${key} in ${language}`).not.toMatch(/undefined|NaN(?!`)|\[object|=>/);
    }
  }
});

/** Names that a concept once had beside its own; a reader takes two names for two things. */
const OTHER_NAMES: Readonly<Partial<Record<Language, Readonly<Record<string, RegExp>>>>> = {
  ru: { "рабочая область": /(рабоч|учебн)\S+ пространств/i },
  "zh-CN": { 生效: /上线/, 公司: /所属客户/, 名单: /在列表/ },
  "zh-TW": { 生效: /上線/, 潛在客戶: /線索/, 名單: /在清單/, 電子郵件: /郵箱/, 網路: /網絡/, 資料: /數據/ },
};

test("a concept has one name in a language", () => {
  for (const { key, given, say } of CASES) {
    for (const language of LANGUAGES) {
      for (const [name, others] of Object.entries(OTHER_NAMES[language] ?? {})) {
        expect(say(language, given), `${key}: it is called ${name}`).not.toMatch(others);
      }
    }
  }
});

/** Names of formats and of ourselves, which are the same everywhere. */
const UNTRANSLATED =
  /\b(HTTPS?|NDJSON|JSON|Standard Webhooks|YAML|Excel|gzip|PostgreSQL|plumbline|Plumbline|Webhooks?|OIDC|TOTP|Node\.js|curl|Enter|Segment|RudderStack|Jitsu|CloudEvents|Google Analytics|Global Privacy Control|ActiveCampaign|Eloqua|HubSpot|Marketo|Pardot|BANT)\b/g;

test("nothing is left in English", () => {
  for (const { key, given, say } of CASES) {
    for (const language of TRANSLATIONS) {
      // Longer texts first: one may hold another.
      const own = textsIn(given).sort((a, b) => b.length - a.length);
      const said = own.reduce((text, one) => text.replaceAll(one, ""), say(language, given).replaceAll(/`[^`]*`/g, ""));
      expect(said.replaceAll(UNTRANSLATED, ""), `${key} in ${language}`).not.toMatch(/[A-Za-z]{4}/);
    }
  }
});

const SIMPLIFIED =
  "这发时们数据规则线没资为与样个对码门开关问题总级应请补须说书写读录续选择处间类闭标签现给维阶谁档创错误删换单围条无动态将于随减内称记该压缩坏获统";
const TRADITIONAL =
  "這發時們數據規則線沒資為與樣個對碼門開關問題總級應請補須說書寫讀錄續選擇處間類閉標籤現給維階誰檔創錯誤刪換單圍條無動態將於隨減內稱記該壓縮壞獲統";

test("neither Chinese has characters of the other", () => {
  for (const { key, given, say } of CASES) {
    expect(say("zh-TW", given), key).not.toMatch(new RegExp(`[${SIMPLIFIED}]`));
    expect(say("zh-CN", given), key).not.toMatch(new RegExp(`[${TRADITIONAL}]`));
  }
});

test("what English says of what it was given, every language says unchanged", () => {
  const nasty = fc.constantFrom(
    "{0}",
    "$&",
    "$1",
    "`",
    "'\"",
    "«»",
    "“”",
    "‮שלום",
    "مرحبا",
    "👩🏽‍💻",
    "%s",
    "\\",
    "</b>",
    "__proto__",
  );
  const label = fc.oneof(
    nasty,
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    fc.string({ minLength: 1, maxLength: 40 }),
  );
  const withWords = CASES.filter(({ given, say }) => textsIn(given).some((text) => say("en", given).includes(text)));
  expect(withWords.length).toBeGreaterThan(80);
  fc.assert(
    fc.property(label, fc.constantFrom(...withWords), (text, { given, say }) => {
      // Between brackets, so that it is not found by chance.
      const marked = `⟦${text}⟧`;
      const now = withText(given, () => marked) as unknown[];
      for (const language of LANGUAGES) expect(say(language, now)).toContain(marked);
    }),
    { numRuns: 2000 },
  );
});

test("a sentence ends as its English does", () => {
  const ending = (text: string) =>
    ({ "。": ".", "？": "?", "：": ":" })[text.at(-1) ?? ""] ?? text.at(-1)?.match(/[.?:]/)?.[0] ?? "";
  for (const { key, given, say } of CASES) {
    if (key.startsWith("figures.")) continue;
    for (const language of TRANSLATIONS) {
      // A date in Russian ends with «г.».
      const said = say(language, given).replace(/г\.$/, "г");
      expect(ending(said), `${key} in ${language}: ${said}`).toBe(ending(say("en", given)));
    }
  }
});

test("Russian counts as Russians do", () => {
  const { cli, bands, rejects, explanation } = phrasesOf("ru");
  const say = (how: (n: number) => string) => [1, 2, 5, 11, 21, 22, 1.5].map(how);
  expect(say(cli.summary.scored)).toEqual([
    "оценено: 1 лид",
    "оценено: 2 лида",
    "оценено: 5 лидов",
    "оценено: 11 лидов",
    "оценено: 21 лид",
    "оценено: 22 лида",
    "оценено: 1,5 лида",
  ]);
  expect(say(explanation.amounts.count)).toEqual([
    "1 раз",
    "2 раза",
    "5 раз",
    "11 раз",
    "21 раз",
    "22 раза",
    "1,5 раза",
  ]);
  expect(say((n) => cli.explain.total(n * 100))).toEqual([
    "1 балл",
    "2 балла",
    "5 баллов",
    "11 баллов",
    "21 балл",
    "22 балла",
    "1,5 балла",
  ]);
  expect(bands.outlook.step("Демо", null, 21, "SQL")).toBe("до уровня «SQL»: ещё 21 событие «Демо»");
  expect(rejects["cell-count"]({ found: 3, expected: 8 })).toBe("в строке 3 ячейки, в заголовке 8");
});

test("figures are written as the language writes them", () => {
  const figures = (language: Language) => phrasesOf(language).figures;
  expect(LANGUAGES.map((language) => figures(language).points(6050))).toEqual(["60.5", "60.5", "60.5", "60,5"]);
  expect(LANGUAGES.map((language) => figures(language).signed(-1000))).toEqual(["−10", "−10", "−10", "−10"]);
  expect(LANGUAGES.map((language) => figures(language).signed(1500))).toEqual(["+15", "+15", "+15", "+15"]);
  expect(LANGUAGES.map((language) => figures(language).day(20_432))).toEqual([
    "10 Dec 2025",
    "2025年12月10日",
    "2025年12月10日",
    "10 дек. 2025 г.",
  ]);
  expect(figures("en").points(-0)).toBe("0");
  expect(figures("en").value(2024)).toBe("2024");
});
