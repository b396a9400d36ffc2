import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { leads: say, shell } = screens;

const WAIT = { timeout: 60_000 };
const DOMAIN = "desk.example";
const NAMES = ["Dana Desk", "Dora Desk", "Dina Desk", "Dirk Desk"];
const TAG = "autumn fair";
const VIEW = "Who decides at desks";

/** What somebody does with many leads at her desk: views, columns, keys, and one thing for all of them. */
export function desk(house: () => House): void {
  const listed = `/leads?search=${DOMAIN}`;
  beforeAll(async () => {
    const { send, leadOf } = house();
    const known = NAMES.map((name, at) => {
      const email = `${name.split(" ")[0]?.toLowerCase()}@${DOMAIN}`;
      const title = at < 2 ? "CEO" : "Clerk";
      return { type: "identify", userId: `desk${at}`, traits: { email, name, title, desk: `Room ${at}` } };
    });
    await send(...known);
    await leadOf(`dirk@${DOMAIN}`);
  });

  test("which columns there are is chosen, and is so after a reload", async () => {
    const one = await visit(await house().as("marketer"), house().url, listed);
    const { page } = one;
    const heading = (name: string) => page.getByRole("columnheader", { name, exact: true });
    await page.getByRole("button", { name: say.columns.title, exact: true }).click();
    await page.getByRole("checkbox", { name: say.trend, exact: true }).click();
    await page.getByLabel(say.columns.find).fill("desk");
    await page.getByRole("checkbox", { name: "desk", exact: true }).click();
    await page.getByRole("button", { name: say.columns.left("desk"), exact: true }).click();
    await page.keyboard.press("Escape");
    await heading("desk").waitFor(WAIT);
    await page.reload({ waitUntil: "domcontentloaded" });
    await heading("desk").waitFor(WAIT);
    await rowOf(page, "Dina Desk").getByText("Room 2", { exact: true }).waitFor(WAIT);
    expect(await heading(say.trend).count()).toBe(0);
    await page.getByRole("button", { name: say.columns.title, exact: true }).click();
    await page.getByRole("button", { name: say.columns.usual, exact: true }).click();
    await heading(say.trend).waitFor(WAIT);
    expect(await heading("desk").count()).toBe(0);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a view is saved and shared; a colleague finds it with its filter and columns, but may not change it", async () => {
    const { url, client } = house();
    const one = await visit(await house().as("marketer"), url, listed);
    const { page } = one;
    await page.getByRole("button", { name: say.filter.title, exact: true }).click();
    await page.getByLabel(say.filter.totalFrom).fill("1");
    await page.waitForURL(/totalFrom=1/, WAIT);
    await page.keyboard.press("Escape");
    await choose(page, say.views.title, say.views.saveAs);
    const dialog = page.getByRole("dialog", { name: say.views.saveAs });
    await dialog.getByLabel(say.views.name).fill(VIEW);
    await dialog.getByRole("switch", { name: say.views.share }).click();
    await dialog.getByRole("button", { name: shell.save, exact: true }).click();
    await page.getByRole("button", { name: VIEW, exact: true }).waitFor(WAIT);
    await page.waitForURL(/view=/, WAIT);

    // What is changed afterwards is the view's once it is saved.
    await page.getByRole("button", { name: say.columns.title, exact: true }).click();
    await page.getByRole("checkbox", { name: say.tags, exact: true }).click();
    await page.keyboard.press("Escape");
    await page.getByText(say.views.changed, { exact: true }).waitFor(WAIT);
    await choose(page, VIEW, say.views.save);
    await page.getByText(say.views.changed, { exact: true }).waitFor({ state: "hidden", ...WAIT });
    const [kept] = (await client.views.list()).items.filter(({ name }) => name === VIEW);
    expect(kept).toMatchObject({ shared: true, filter: { search: DOMAIN, totalFrom: 1 } });
    expect(kept?.columns).toContain("tags");
    expect(one.complaints).toEqual([]);
    await one.close();

    const colleague = await visit(await house().as("sales"), url, "/leads");
    const theirs = colleague.page;
    await choose(theirs, say.views.title, new RegExp(`^${VIEW}`));
    await theirs.getByRole("columnheader", { name: say.tags, exact: true }).waitFor(WAIT);
    await theirs.reload({ waitUntil: "domcontentloaded" });
    await theirs.getByRole("columnheader", { name: say.tags, exact: true }).waitFor(WAIT);
    await rowOf(theirs, "Dana Desk").waitFor(WAIT);
    expect(await rowOf(theirs, "Dirk Desk").count()).toBe(0);
    await theirs.getByRole("button", { name: VIEW, exact: true }).click();
    await theirs.getByRole("menuitem", { name: say.views.everyone, exact: true }).waitFor(WAIT);
    expect(await theirs.getByRole("menuitem", { name: say.views.edit, exact: true }).count()).toBe(0);
    await theirs.getByRole("menuitem", { name: say.views.everyone, exact: true }).click();
    await theirs.waitForURL(/\/leads$/, WAIT);
    expect(colleague.complaints).toEqual([]);
    await colleague.close();
  });

  test("leads are chosen by keyboard, tagged, found by the tag, and the tag is taken away from everyone found", async () => {
    const { url, client } = house();
    const one = await visit(await house().as("sales"), url, listed);
    const { page } = one;
    const { keyboard } = page;
    const bar = page.getByRole("region", { name: say.bulk.title });
    await rowOf(page, "Dana Desk").waitFor(WAIT);
    // From anywhere on the screen into the list.
    await keyboard.press("j");
    await keyboard.press("x");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("x");
    await bar.getByText(say.chosen(2), { exact: true }).waitFor(WAIT);
    const names = await page.getByRole("row", { selected: true }).allInnerTexts();
    await keyboard.press("Escape");
    await bar.waitFor({ state: "hidden", ...WAIT });
    await keyboard.press("x");
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowUp");
    await keyboard.press("x");
    await bar.getByText(say.chosen(2), { exact: true }).waitFor(WAIT);
    expect((await page.getByRole("row", { selected: true }).allInnerTexts()).map(whoIn)).toEqual(names.map(whoIn));

    await bar.getByRole("button", { name: say.bulk.addTags, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: say.bulk.addTags });
    await dialog.getByRole("combobox", { name: say.tags }).fill(TAG);
    await keyboard.press("Enter");
    await dialog.getByRole("button", { name: say.bulk.apply(2), exact: true }).click();
    await page.getByText(say.bulk.done(2, 2), { exact: true }).waitFor(WAIT);
    const tagged = async () => (await client.leads.list({ query: { tag: TAG } })).items.map(({ name }) => name ?? "");
    expect((await tagged()).toSorted()).toEqual(names.map(whoIn).toSorted());

    await page.getByRole("button", { name: say.filter.title, exact: true }).click();
    await page.getByRole("combobox", { name: say.tags, exact: true }).click();
    await page.getByRole("option", { name: new RegExp(`^${TAG}`) }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: say.filter.chip(say.tags, TAG), exact: true }).waitFor(WAIT);
    await expect.poll(() => page.locator('[role="row"][data-at]').count(), WAIT).toBe(2);
    await page.getByRole("checkbox", { name: say.choose(whoIn(names[0] ?? "")), exact: true }).check();
    await bar.getByRole("button", { name: say.bulk.everyone(2, false), exact: true }).click();
    await bar.getByText(say.bulk.everyoneChosen, { exact: true }).waitFor(WAIT);
    await bar.getByRole("button", { name: say.bulk.removeTags, exact: true }).click();
    const removing = page.getByRole("dialog", { name: say.bulk.removeTags });
    await removing.getByRole("combobox", { name: say.tags }).fill(TAG);
    await keyboard.press("Enter");
    await removing.getByRole("button", { name: say.bulk.apply(2), exact: true }).click();
    await page.getByRole("heading", { name: say.nothingFits }).waitFor(WAIT);
    expect(await tagged()).toEqual([]);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("what is typed for several leads is there again after a reload, until it is done or given up", async () => {
    const { url, client, leadOf } = house();
    const one = await visit(await house().as("sales"), url, `/leads?search=dora@${DOMAIN}`);
    const { page } = one;
    const dialog = page.getByRole("dialog", { name: say.bulk.adjust });
    const reason = dialog.getByLabel(say.bulk.reason);
    const begin = async () => {
      await page.getByRole("checkbox", { name: say.choose("Dora Desk"), exact: true }).check();
      await page.getByRole("button", { name: say.bulk.adjust, exact: true }).click();
      await reason.waitFor(WAIT);
    };
    await begin();
    await dialog.getByLabel(say.bulk.points).fill("9");
    await reason.fill("Met all of them at the fair.");
    await page.reload({ waitUntil: "domcontentloaded" });
    await begin();
    expect(await reason.inputValue()).toBe("Met all of them at the fair.");
    expect(await dialog.getByLabel(say.bulk.points).inputValue()).toBe("9");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden", ...WAIT });
    await page.getByRole("button", { name: say.bulk.adjust, exact: true }).click();
    expect(await reason.inputValue()).toBe("Met all of them at the fair.");
    await dialog.getByRole("combobox", { name: say.bulk.dimension }).click();
    await page.getByRole("option").first().click();
    await dialog.getByRole("button", { name: say.bulk.apply(1), exact: true }).click();
    await page.getByText(say.bulk.done(1, 1), { exact: true }).waitFor(WAIT);
    const { adjustments } = await client.leads.get({ params: { id: await leadOf(`dora@${DOMAIN}`) } });
    expect(adjustments).toMatchObject([{ points: 9, reason: "Met all of them at the fair." }]);
    await begin();
    expect(await reason.inputValue()).toBe("");
    await reason.fill("No.");
    await dialog.getByRole("button", { name: shell.cancel, exact: true }).click();
    await page.getByRole("button", { name: say.bulk.adjust, exact: true }).click();
    expect(await reason.inputValue()).toBe("");
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

/** Which of the names a row has. */
const whoIn = (row: string): string => NAMES.find((name) => row.includes(name)) ?? row;

/** Chooses an entry of a menu by the button's and the entry's name. */
async function choose(page: Page, menu: string, entry: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: menu, exact: true }).click();
  const item = page.getByRole("menuitem", { name: entry, ...(typeof entry === "string" && { exact: true }) });
  await item.click();
}
