import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language, loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { addressOf, PATHS } from "./addresses.testing.ts";
import { type House, MODEL } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const SCREENSHOTS = join(import.meta.dirname, "../screenshots");
const takesPictures = process.env["PLUMBLINE_SCREENSHOTS"] === "1";

/** Latin words that stand in every language. */
const WORLDWIDE = new Set(
  `Plumbline English YAML JSON NDJSON gzip curl Node HTTP HTTPS CloudEvents Standard Webhooks Segment RudderStack Jitsu
  PostgreSQL Enter Escape Ctrl Shift Home page track identify screen group alias admin marketer sales analyst readonly
  OIDC TOTP UTF Berlin Europe Some house example`.split(/\s+/),
);

const english = new Map(textsOf(await loadPhrases("en")));

/** Proofs of the four languages, and pictures in all of them where they are asked for. */
export function languages(house: () => House): void {
  test("another language is there at once, without loading anything anew", async () => {
    const one = await visit(await house().as("analyst"), house().url, "/leads");
    const { page } = one;
    await page.evaluate("window.isTheSame = true");
    const ru = (await loadPhrases("ru")).screens;
    const en = (await loadPhrases("en")).screens;
    const [lead] = (await house().client.leads.list()).items;
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

  const others = LANGUAGES.filter((one) => takesPictures || one !== "en");
  test.each(others)("nothing is left in English on any screen in %s", { timeout: 600_000 }, async (code) => {
    const context = await house().as("admin");
    const one = await visit(context, house().url, "/leads");
    await one.page.evaluate(`localStorage.setItem("plumbline.language", JSON.stringify(${JSON.stringify(code)}))`);
    await one.close();
    const again = await visit(context, house().url, "/leads");
    const own = textsOf(await loadPhrases(code));
    const left: Record<string, readonly string[]> = {};
    for (const path of PATHS) {
      await again.go(await addressOf(path, house()));
      const found = await leftInEnglish(again, own);
      if (found.length > 0 && code !== "en") left[path] = found;
      if (takesPictures) await picture(again, path, code);
    }
    await again.page.evaluate(`localStorage.removeItem("plumbline.language")`);
    await again.close();
    expect(left).toEqual({});
  });
}

async function change({ page, settled }: Visit, name: string): Promise<void> {
  const labels = await Promise.all(
    LANGUAGES.map(async (one) => (await loadPhrases(one)).screens.shell.account("Some analyst")),
  );
  await page.getByRole("button", { name: new RegExp(`^(${labels.join("|")})$`) }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  await settled();
}

/**
 * What stands on a page and is neither in the page's language nor data: whole sentences that the English phrases
 * have, and Latin words that neither the server has said nor the language itself uses.
 */
async function leftInEnglish({ page, answers }: Visit, own: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const texts = await page.evaluate<readonly string[]>(TEXTS);
  const ofLanguage = new Set(own.values());
  const sentences = new Set([...english.values()].filter((text) => /\w \w/.test(text) && !ofLanguage.has(text)));
  const known = new Set([...wordsOf(answers.join(" ")), ...wordsOf([...own.values()].join(" ")), ...WORLDWIDE]);
  const whole = texts.filter((text) => sentences.has(text));
  const words = texts.filter((text) => wordsOf(text).some((word) => !known.has(word)));
  return [...new Set([...whole, ...words])].slice(0, 12);
}

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z]{4,}/g) ?? [];

/** Every text that is read or read out, but code. */
const TEXTS = `(() => {
  const isCode = (node) => node.closest("pre, code, kbd, .cm-editor, script, style, [lang]:not(html)") !== null;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!isCode(walker.currentNode.parentElement)) found.push(walker.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.querySelectorAll("[" + name + "]")) if (!isCode(one)) found.push(one.getAttribute(name));
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

async function picture({ page }: Visit, path: string, code: Language): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const name = path.replace(/\W+/g, "-").replace(/^-|-$/g, "");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.${code}.${scheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light" });
}
