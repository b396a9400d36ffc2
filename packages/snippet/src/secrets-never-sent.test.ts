import fc from "fast-check";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { buildSnippet } from "./build-snippet.ts";
import { hasChromium, openChromium, openSite, until } from "./site.testing.ts";

/** A field of a random form: how it is written, and whether what is typed into it is a secret. */
type Field = { readonly attributes: string; readonly isSecret: boolean; readonly value: string };

const HARMLESS = [
  `name="email" type="email"`,
  `name="company"`,
  `name="note"`,
  `id="only-id"`,
  `name="q" type="search"`,
];
const SECRET = [
  `name="a" type="password"`,
  `name="password" type="password"`,
  `name="b" autocomplete="cc-number"`,
  `name="c" autocomplete="shipping cc-csc"`,
  `name="d" autocomplete="one-time-code"`,
  `name="e" type="hidden"`,
  `name="cvv"`,
  `name="card_holder"`,
  `id="iban"`,
  `name="f" data-plumbline-ignore`,
  `name="shown" type="password" data-show`,
];
/** Valid by Luhn's formula, so that it is a card in whatever field it stands. */
const CARD = "4111 1111 1111 1111";

const field = fc.oneof(
  fc.constantFrom(...HARMLESS).map((attributes) => ({ attributes, isSecret: false })),
  fc.constantFrom(...SECRET).map((attributes) => ({ attributes, isSecret: true })),
  fc.constantFrom(...HARMLESS.slice(1)).map((attributes) => ({ attributes, isSecret: true, value: CARD })),
);
const form = fc.record({
  fields: fc.array(field, { minLength: 1, maxLength: 8 }),
  method: fc.constantFrom("get", "post"),
  isAjax: fc.boolean(),
  identify: fc.boolean(),
});

async function fill(page: Page, fields: readonly Field[]): Promise<void> {
  for (const [k, { value, attributes }] of fields.entries()) {
    const input = page.locator("input").nth(k);
    if (attributes.includes("hidden"))
      await input.evaluate((element, text) => element.setAttribute("value", text), value);
    else await input.fill(value);
    // The page lets people see what they typed.
    if (attributes.includes("data-show")) await input.evaluate((element) => element.setAttribute("type", "text"));
  }
}

test.skipIf(!hasChromium())("no value of a secret field is in any request, whatever the form", async () => {
  const browser = await openChromium();
  const site = await openSite((await buildSnippet()).code);
  const page = await browser.newPage();
  const secrets: string[] = [];
  const open: string[] = [];
  for (const [i, { fields, method, isAjax, identify }] of fc.sample(form, { numRuns: 24, seed: 7 }).entries()) {
    const filled = fields.map((each, k): Field => ({ value: `v${i}x${k}@example.com`, ...each }));
    for (const { value, isSecret } of filled) (isSecret ? secrets : open).push(value);
    site.page(`/form-${i}`, {
      attributes: "data-form-values",
      script: isAjax ? `addEventListener("submit", (event) => event.preventDefault())` : "",
      body: `<form method="${method}" action="/form-${i}" ${identify ? "data-plumbline-identify" : ""}>
        ${filled.map(({ attributes }) => `<input ${attributes}>`).join("")}<button>Send</button></form>`,
    });
    await page.goto(`${site.url}/form-${i}`);
    await page.waitForFunction("window.plumbline?.track");
    await fill(page, filled);
    await page.click("button");
    await page.evaluate("history.pushState({}, '', location.href + '#/next')");
    await until(
      () =>
        site
          .events()
          .filter(({ event, properties }) => event === "Form Submitted" && properties?.["form_action"] === `/form-${i}`)
          .length,
    ).toBeGreaterThan(0);
  }
  await page.goto("about:blank");
  await page.goto(`${site.url}/form-0`);
  await until(() => site.events().filter(({ type }) => type === "page").length).toBeGreaterThan(24);
  await browser.close();
  await site.close();

  const everything = site.requests.map(({ path, body, headers }) => JSON.stringify([path, body, headers])).join("\n");
  const said = decodeURIComponent(everything.replace(/%(?![0-9a-f]{2})/gi, "%25")).replaceAll("+", " ");
  expect(secrets.filter((value) => said.includes(value))).toEqual([]);
  // The rest is there: the law does not hold by silence.
  expect(open.filter((value) => said.includes(value)).length).toBe(open.length);
});
