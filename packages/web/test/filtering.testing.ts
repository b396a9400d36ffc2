import { loadPhrases } from "@plumbline/phrases";
import { beforeAll, expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { condition, leads: say } = screens;

const WAIT = { timeout: 60_000 };
const DOMAIN = "sieve.example";
const NOT_YET = "Half a tho";

/** What is typed for a filter, and what becomes of it once the filter is cleared. */
export function filtering(house: () => House): void {
  beforeAll(async () => {
    const { send, leadOf } = house();
    const traits = { email: `sina@${DOMAIN}`, name: "Sina Sieve" };
    await send({ type: "identify", userId: "sina", traits });
    await leadOf(traits.email);
  });

  test("a condition that is not applied yet is there after a reload, and gone for good once all is cleared", async () => {
    const one = await visit(await house().as("marketer"), house().url, `/leads?search=${DOMAIN}`);
    const { page } = one;
    const drawer = page.getByRole("dialog", { name: say.filter.title });
    const question = drawer.getByRole("group", { name: condition.row(1), exact: true });
    const typed = question.getByLabel(condition.names.trait, { exact: true });
    const open = async () => {
      await page.getByRole("button", { name: say.filter.title, exact: true }).click();
      await drawer.getByRole("button", { name: say.filter.apply, exact: true }).waitFor(WAIT);
    };
    await open();
    await drawer.getByRole("button", { name: condition.addQuestion, exact: true }).click();
    await typed.fill(NOT_YET);
    await page.reload({ waitUntil: "domcontentloaded" });
    await open();
    await expect.poll(() => typed.inputValue(), WAIT).toBe(NOT_YET);

    // The drawer stands open meanwhile, and shows it at once.
    await drawer.getByRole("button", { name: say.filter.clear, exact: true }).click();
    await typed.waitFor({ state: "hidden", ...WAIT });
    await page.waitForURL(/\/leads$/, WAIT);
    for (const again of ["reopened", "reloaded"]) {
      if (again === "reloaded") await page.reload({ waitUntil: "domcontentloaded" });
      else await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "hidden", ...WAIT });
      await open();
      expect(await typed.count(), again).toBe(0);
    }

    // What nobody has applied can be thrown away, too.
    await drawer.getByRole("button", { name: condition.addQuestion, exact: true }).click();
    await typed.fill(NOT_YET);
    await drawer.getByRole("button", { name: say.views.discard, exact: true }).click();
    await typed.waitFor({ state: "hidden", ...WAIT });
    await page.reload({ waitUntil: "domcontentloaded" });
    await open();
    expect(await typed.count()).toBe(0);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("what is being typed when all is cleared does not come after it", async () => {
    const one = await visit(await house().as("marketer"), house().url, `/leads?search=${DOMAIN}`);
    const { page } = one;
    await page.getByRole("button", { name: say.filter.title, exact: true }).click();
    const drawer = page.getByRole("dialog", { name: say.filter.title });
    const owner = drawer.getByRole("combobox", { name: say.owner, exact: true });
    await owner.waitFor(WAIT);
    // Both at once, before the pause after which what is typed is told.
    await page.evaluate(typeAndClear(say.owner, say.filter.clear));
    await page.waitForURL(/\/leads$/, WAIT);
    await expect.poll(() => owner.inputValue(), WAIT).toBe("");
    // Nor later: what is typed next is told, and nothing but that.
    await drawer.getByLabel(say.filter.totalFrom, { exact: true }).fill("-1000");
    await page.waitForURL(/totalFrom=-1000/, WAIT);
    expect(new URL(page.url()).search).toBe("?totalFrom=-1000");
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/** Types into the field of a label, and presses a button before anything else can happen. */
const typeAndClear = (field: string, button: string) => `(() => {
  const drawer = document.querySelector("[role=dialog]");
  const named = (tag, name) => [...drawer.querySelectorAll(tag)].find((one) => one.textContent === name);
  const input = named("label", ${JSON.stringify(field)}).control;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, "Nobody");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  named("button", ${JSON.stringify(button)}).click();
})()`;
