import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language, loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { PRODUCTS } from "../src/presets/resembled.ts";
import { type House, MODEL } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";
import { writtenIn } from "./words-of-data.testing.ts";

const SCREENSHOTS = join(import.meta.dirname, "../screenshots");
const takesPictures = process.env["PLUMBLINE_SCREENSHOTS"] === "1";

/** Latin words that stand in every language. */
const WORLDWIDE = new Set(
  `Plumbline English YAML JSON NDJSON gzip curl Node HTTP HTTPS CloudEvents Standard Webhooks Segment RudderStack Jitsu
  PostgreSQL Enter Escape Ctrl Shift Home page track identify screen group alias admin marketer sales analyst readonly
  OIDC TOTP UTF Berlin Europe Some house example`.split(/\s+/),
);
const phrases = new Map(await Promise.all(LANGUAGES.map(async (one) => [one, await loadPhrases(one)] as const)));
const texts = new Map([...phrases].map(([language, said]) => [language, textsOf(said)]));

/** Proof that a language can be changed where one is. */
export function languages(house: () => House): void {
  test("another language is there at once, without loading anything anew", async () => {
    const one = await visit(await house().as("analyst"), house().url, "/leads");
    const { page } = one;
    await page.evaluate("window.isTheSame = true");
    const [lead] = (await house().client.leads.list()).items;
    const { screens: en } = saidIn("en");
    const { screens: ru } = saidIn("ru");
    const expected = [
      ["/leads", ru.leads.title, en.leads.title],
      [`/leads/${lead?.id}`, ru.lead.why.title, en.lead.why.title],
      [`/models/${MODEL}/edit`, ru.models.title, en.models.title],
    ] as const;
    for (const [path, russian, inEnglish] of expected) {
      await one.go(path);
      await change(one, "Русский");
      await page.getByText(russian, { exact: true }).first().waitFor();
      await change(one, "English");
      await page.getByText(inEnglish, { exact: true }).first().waitFor();
    }
    expect(await page.evaluate("window.isTheSame")).toBe(true);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/**
 * What is left in English on a screen in any other language, which it is shown in one after the other; with pictures
 * in all of them where they are asked for.
 */
export async function leftInEnglish(one: Visit, name: string): Promise<readonly string[]> {
  const left: string[] = [];
  if (takesPictures) await picture(one, name, "en");
  for (const language of LANGUAGES.filter((code) => code !== "en")) {
    await speak(one, language);
    left.push(...(await englishIn(one, language)).map((text) => `${language}: ${text}`));
    if (takesPictures) await picture(one, name, language);
  }
  await speak(one, "en");
  return left;
}

/** As if it were chosen in another tab. */
async function speak({ page, settled }: Visit, language: Language): Promise<void> {
  await page.evaluate(`
    localStorage.setItem("plumbline.language", ${JSON.stringify(JSON.stringify(language))});
    dispatchEvent(new StorageEvent("storage", { key: "plumbline.language" }));
  `);
  await page.locator(`html[lang="${language}"]`).waitFor();
  await settled();
}

async function change({ page, settled }: Visit, name: string): Promise<void> {
  const labels = LANGUAGES.map((one) => saidIn(one).screens.shell.account("Some analyst"));
  await page.getByRole("button", { name: new RegExp(`^(${labels.join("|")})$`) }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  await settled();
}

function saidIn(language: Language) {
  const said = phrases.get(language);
  if (!said) throw new Error(`Nothing is said in ${language}`);
  return said;
}

/**
 * What stands on a page and is neither in the page's language nor data: whole sentences that the English phrases
 * have, and Latin words that neither anybody has written nor the language itself uses: raw codes, too.
 */
async function englishIn({ page, answers }: Visit, language: Language): Promise<readonly string[]> {
  const shown = await page.evaluate<readonly string[]>(TEXTS);
  const ofLanguage = new Set(texts.get(language)?.values());
  const english = [...(texts.get("en")?.values() ?? [])];
  const sentences = new Set(english.filter((text) => /\w \w/.test(text) && !ofLanguage.has(text)));
  const known = new Set([...wordsOf(writtenIn(answers)), ...wordsOf([...ofLanguage].join(" ")), ...WORLDWIDE]);
  const whole = shown.filter((text) => sentences.has(text));
  const words = shown.filter((text) => !isTimeZone(text) && wordsOf(bare(text)).some((word) => !known.has(word)));
  return [...new Set([...whole, ...words])].slice(0, 12);
}

/** Time zones are called the same everywhere. */
function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Without names of products. */
const bare = (text: string): string => PRODUCTS.reduce((left, product) => left.replaceAll(product, ""), text);

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z]{4,}/g) ?? [];

/** Every text that is read or read out, but code. */
const TEXTS = `(() => {
  const isCode = (node) => node.closest("pre, code, kbd, [translate=no], .cm-editor, script, style, [lang]:not(html)") !== null;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!isCode(walker.currentNode.parentElement)) found.push(walker.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.querySelectorAll("[" + name + "]"))
      // What is hidden from who listens is not read out, whatever it is called.
      if (!isCode(one) && !(name === "aria-label" && one.closest("[aria-hidden=true]"))) found.push(one.getAttribute(name));
  return [document.title, ...found].map((text) => text.trim()).filter((text) => text !== "");
})()`;

/** The sentences of a language that need no parameter, by where they stand. */
function textsOf({ screens }: { readonly screens: object }): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (one: unknown, path: string): void => {
    if (typeof one === "string") found.set(path, one);
    else if (typeof one === "object" && one !== null)
      for (const [name, inner] of Object.entries(one)) walk(inner, `${path}.${name}`);
  };
  walk(screens, "");
  return found;
}

async function picture({ page }: Visit, shown: string, code: Language): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const name = shown.replace(/\W+/g, "-").replace(/^-|-$/g, "");
  const take = (kind: string) => page.screenshot({ path: join(SCREENSHOTS, `${name}.${code}.${kind}.png`) });
  const former = page.viewportSize();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(150);
    await take(scheme);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(250);
  await take("phone");
  if (former) await page.setViewportSize(former);
}
