import { readFile } from "node:fs/promises";
import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { condition, leads, segments: say, shell } = screens;

const WAIT = { timeout: 60_000 };
const TOWN = "Segmentville";
const LIVE = "From Segmentville";
const FIXED = "Dinner guests";

/** Groups of leads: one that follows a condition by itself, and one that people are put on. */
export function segmenting(house: () => House): void {
  const settler = (name: string, town = TOWN) => {
    const id = name.toLowerCase().replace(" ", ".");
    return { type: "identify", userId: id, traits: { email: `${id}@town.example`, name, town } };
  };

  test("a live segment is written, kept over a reload, filled, filters the list, follows who comes and goes, and is a file", async () => {
    const { url, send, leadOf } = house();
    await send(settler("Sara Segment"), settler("Saul Segment"), settler("Otto Other", "Elsewhere"));
    for (const who of ["sara", "saul"]) await leadOf(`${who}.segment@town.example`);
    const one = await visit(await house().as("marketer"), url, "/segments");
    const { page } = one;
    await page.getByRole("link", { name: say.create, exact: true }).first().click();
    await page.getByLabel(say.label, { exact: true }).fill(LIVE);
    await page.getByRole("button", { name: condition.addQuestion, exact: true }).click();
    const question = page.getByRole("group", { name: condition.row(1), exact: true });
    await question.getByLabel(condition.names.trait, { exact: true }).fill("town");
    await question.getByLabel(condition.operator, { exact: true }).selectOption(condition.operators.is);
    await question.getByLabel(condition.value, { exact: true }).fill(TOWN);
    const preview = page.getByRole("region", { name: say.preview });
    await preview.getByText(say.found(2, false), { exact: true }).waitFor(WAIT);
    await page.reload({ waitUntil: "domcontentloaded" });
    await preview.getByText(say.found(2, false), { exact: true }).waitFor(WAIT);
    expect(await page.getByLabel(say.label, { exact: true }).inputValue()).toBe(LIVE);
    await preview.getByText("Sara Segment", { exact: true }).waitFor(WAIT);
    await page.getByRole("button", { name: say.make, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: LIVE }).waitFor(WAIT);
    await page.getByText(say.members(2), { exact: true }).waitFor(WAIT);
    await memberOf(page, "Saul Segment").waitFor(WAIT);

    // It follows by itself while somebody looks.
    await send(settler("Sven Segment"), settler("Saul Segment", "Elsewhere"));
    const changes = page.getByRole("region", { name: say.enteredAndLeft });
    await changes.getByRole("listitem").filter({ hasText: "Sven Segment" }).getByText(say.entered).waitFor(WAIT);
    await memberOf(page, "Sven Segment").waitFor(WAIT);
    expect(await memberOf(page, "Saul Segment").count()).toBe(0);
    await changes.getByText(say.left, { exact: true }).first().click();
    await changes.getByRole("listitem").filter({ hasText: "Saul Segment" }).waitFor(WAIT);
    expect(await changes.getByRole("listitem").count()).toBe(1);

    await page.getByRole("button", { name: say.actionsOf(LIVE), exact: true }).click();
    const coming = page.waitForEvent("download", WAIT);
    await page.getByRole("menuitem", { name: say.csv, exact: true }).click();
    const lines = (await readFile(await (await coming).path(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(3);
    for (const who of ["sara", "sven"]) expect(lines.join("\n")).toContain(`${who}.segment@town.example`);
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: say.inLeads, exact: true }).click();
    await page.getByRole("button", { name: leads.filter.chip(leads.filter.segment, LIVE), exact: true }).waitFor(WAIT);
    await expect.poll(() => namesIn(page), WAIT).toEqual(["Sara Segment", "Sven Segment"]);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("leads are put on a fixed segment from the list, and taken off again", async () => {
    const { url, client, send, leadOf } = house();
    await send(settler("Gina Guest"), settler("Gus Guest"));
    for (const who of ["gina", "gus"]) await leadOf(`${who}.guest@town.example`);
    const one = await visit(await house().as("marketer"), url, "/segments/new");
    const { page } = one;
    await page.getByRole("radiogroup", { name: say.kind }).getByText(say.kinds.fixed, { exact: true }).click();
    await page.getByLabel(say.label, { exact: true }).fill(FIXED);
    await page.getByRole("button", { name: say.make, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: FIXED }).waitFor(WAIT);
    await page.getByText(say.nobodyOn, { exact: true }).waitFor(WAIT);

    await one.go("/leads?search=guest@town.example");
    for (const who of ["Gina Guest", "Gus Guest"])
      await page.getByRole("checkbox", { name: leads.choose(who), exact: true }).check();
    await page.getByRole("button", { name: leads.bulk.toSegment, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: leads.bulk.toSegment });
    await dialog.getByRole("combobox", { name: leads.filter.segment }).click();
    await page.getByRole("option", { name: FIXED, exact: true }).click();
    await dialog.getByRole("button", { name: leads.bulk.apply(2), exact: true }).click();
    await dialog.getByText(leads.bulk.put(2, 0)).waitFor(WAIT);
    await page.keyboard.press("Escape");

    const segment = (await client.segments.list()).items.find(({ label }) => label === FIXED);
    await one.go(`/segments/${segment?.id}`);
    await page.getByText(say.members(2), { exact: true }).waitFor(WAIT);
    await page.getByRole("checkbox", { name: say.chooseLead("Gus Guest"), exact: true }).check();
    await page.getByRole("button", { name: say.takeOff(1), exact: true }).click();
    await page.getByText(say.members(1), { exact: true }).waitFor(WAIT);
    await page.getByRole("button", { name: shell.asTable, exact: true }).click();
    const today = page.getByRole("table", { name: say.sizeOverTime }).getByRole("row").nth(1);
    await expect.poll(async () => (await today.innerText()).split("\t").slice(1), WAIT).toEqual(["1", "2", "1"]);
    const { items } = await client.segments.members({ params: { id: segment?.id ?? "" } });
    expect(items.map(({ name }) => name)).toEqual(["Gina Guest"]);
    await page
      .getByRole("region", { name: say.enteredAndLeft })
      .getByText(say.left, { exact: true })
      .nth(1)
      .waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

const memberOf = (page: Page, name: string) =>
  page.getByRole("table", { name: say.membersTitle }).getByRole("row").filter({ hasText: name });

/** Whom the list of leads shows, in the order of the alphabet. */
async function namesIn(page: Page): Promise<readonly string[]> {
  const rows = await page.locator('[role="row"][data-at] .who').allInnerTexts();
  return rows.map((row) => row.split("\n")[0] ?? "").toSorted();
}
