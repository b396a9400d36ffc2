import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { leads, sources } = (await loadPhrases("en")).screens;
const { imports } = sources;

const WAIT = { timeout: 120_000 };
const FILE = `Mailbox;Who;What she does;Our number
ines@import.example;Ines Import;CEO;4711
ivan@import.example;Ivan Import;Clerk;4712
;Nobody;Clerk;4713
`;

/** So many that somebody sees them being read. */
const MANY = 80_000;
const PEOPLE = 40;

/** A list that somebody has, as a file. */
export function importing(house: () => House): void {
  test("a file is dropped, its columns are said, and its people are in the list", async () => {
    const { url, client, leadOf } = house();
    const one = await visit(await house().as("marketer"), url, "/imports");
    const { page } = one;
    await drop(page, "people.csv", FILE);
    const becomes = (column: string) => page.getByRole("combobox", { name: `${imports.becomes}: ${column}` });
    await becomes("Mailbox").waitFor(WAIT);
    await page.getByRole("radio", { name: imports.kinds.leads }).check();
    await choose(page, becomes("Mailbox"), `${imports.targets.email} *`);
    await choose(page, becomes("Who"), "name");
    await choose(page, becomes("What she does"), "title");
    await choose(page, becomes("Our number"), imports.ignore);
    await page.getByRole("button", { name: imports.start, exact: true }).click();
    const card = page.getByRole("article", { name: "people.csv" }).first();
    await card.getByText(imports.states.done, { exact: true }).waitFor(WAIT);
    await card.getByRole("button", { name: imports.report, exact: true }).click();
    const report = page.getByRole("dialog");
    await report.getByRole("table", { name: imports.rejectedRows }).waitFor(WAIT);
    await page.keyboard.press("Escape");
    await report.waitFor({ state: "hidden", ...WAIT });

    const { name, email, traits } = await client.leads.get({ params: { id: await leadOf("ines@import.example") } });
    expect({ name, email, traits }).toEqual({
      ...{ name: "Ines Import", email: "ines@import.example" },
      traits: { email: "ines@import.example", name: "Ines Import", title: "CEO" },
    });
    await page.getByRole("link", { name: leads.title, exact: true }).click();
    await page.getByRole("searchbox").first().fill("import.example");
    for (const who of ["Ines Import", "Ivan Import"])
      await page.getByRole("row").filter({ hasText: who }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a large file is followed, rested, stopped, and read again: nothing is half, and nothing counts twice", async () => {
    const { url, client, leadOf } = house();
    const one = await visit(await house().as("marketer"), url, "/imports");
    const { page } = one;
    const text = manyEvents(MANY);
    const card = page.getByRole("article", { name: "many.csv", exact: true }).first();
    const begin = async () => {
      await drop(page, "many.csv", text);
      await page.getByRole("button", { name: imports.start, exact: true }).click();
      await card.getByText(imports.states.running, { exact: true }).waitFor(WAIT);
    };
    const newest = async () => {
      const [found] = (await client.imports.list({ query: { limit: 1 } })).items;
      if (found?.fileName !== "many.csv") throw new Error("There is no such import");
      return { ...found, report: found.report as Readonly<Record<string, unknown>> };
    };
    /** How many of them the workspace has, by the books and by whom they are about. */
    const kept = async () => {
      const stored = (await client.books.list({ query: {} })).total.stored - before;
      const { items } = await client.leads.list({ query: { search: "bulk.example" } });
      return { stored, leads: items.length };
    };
    const before = (await client.books.list({ query: {} })).total.stored;

    await begin();
    const bar = card.getByRole("progressbar");
    const share = async () => Number(await bar.getAttribute("aria-valuenow"));
    await expect.poll(share, WAIT).toBeGreaterThan(0);
    const early = await share();
    await expect.poll(share, WAIT).toBeGreaterThan(early);
    await card.getByRole("button", { name: imports.pause, exact: true }).click();
    await card.getByText(imports.states.paused, { exact: true }).waitFor(WAIT);
    const told = async () => {
      const { report, recordsDone, bytesDone, bytesTotal } = await newest();
      return imports.howFar(Number(report["stored"]), recordsDone, 1 - bytesDone / (bytesTotal ?? 1));
    };
    const rested = async () => (await card.innerText()).includes(await told());
    await expect.poll(rested, WAIT).toBe(true);
    const first = await newest();
    expect(first.recordsDone).toBeGreaterThan(0);
    expect(first.recordsDone).toBeLessThan(MANY);
    expect(await kept()).toMatchObject({ stored: first.recordsDone });
    await page.reload({ waitUntil: "domcontentloaded" });
    await card.getByText(await told(), { exact: true }).waitFor(WAIT);
    // Nobody reads that all is well while a part of it has not been looked at.
    await card.getByRole("button", { name: imports.report, exact: true }).click();
    const report = page.getByRole("dialog");
    await report.getByText(await told(), { exact: true }).waitFor(WAIT);
    expect(await report.getByText(imports.noneRejected).count()).toBe(0);
    await page.keyboard.press("Escape");
    await report.waitFor({ state: "hidden", ...WAIT });

    await card.getByRole("button", { name: imports.resume, exact: true }).click();
    await expect.poll(async () => (await newest()).recordsDone, WAIT).toBeGreaterThan(first.recordsDone);
    await card.getByRole("button", { name: imports.stop, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: imports.stopTitle("many.csv") });
    await expect.poll(async () => (await dialog.innerText()).includes(await told()), WAIT).toBe(true);
    const { recordsDone: taken, id } = await newest();
    await dialog.getByRole("button", { name: imports.stop, exact: true }).click();
    await page.getByText(imports.stopped("many.csv", taken), { exact: true }).waitFor(WAIT);
    await card.waitFor({ state: "hidden", ...WAIT });
    expect(taken).toBeLessThan(MANY);
    await expect(client.imports.get({ params: { id } })).rejects.toMatchObject({ problem: { status: 404 } });
    expect(await kept()).toMatchObject({ stored: taken });

    await begin();
    await card.getByText(imports.states.done, { exact: true }).waitFor(WAIT);
    const again = await newest();
    expect(again.report).toMatchObject({ stored: MANY - taken, duplicates: taken });
    await leadOf(`bulk${PEOPLE - 1}@bulk.example`);
    expect(await kept()).toEqual({ stored: MANY, leads: PEOPLE });
    await card.getByRole("button", { name: imports.report, exact: true }).click();
    await report.getByText(imports.noneRejected, { exact: true }).waitFor(WAIT);
    const figures = (await report.innerText()).replaceAll(",", "");
    for (const figure of [MANY, taken, MANY - taken]) expect(figures).toContain(String(figure));
    await page.keyboard.press("Escape");
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/** What a few people did, as a file with an id for each of their deeds. */
function manyEvents(count: number): string {
  const begun = Date.now() - 20 * 86_400_000;
  const lines = Array.from({ length: count }, (_, n) => {
    const at = new Date(begun + n * 1000).toISOString();
    return `bulk-${n},bulk${n % PEOPLE}@bulk.example,Catalogue Opened,${at}`;
  });
  return `messageId,email,event,timestamp\n${lines.join("\n")}\n`;
}

/** Drops a file where files are dropped. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const all = new DataTransfer();
    all.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: "text/csv" }));
    return all;
  })()`);
  await page.dispatchEvent(".file-drop", "drop", { dataTransfer });
}

async function choose(page: Page, field: ReturnType<Page["locator"]>, name: string): Promise<void> {
  await field.click();
  await page.getByRole("option", { name, exact: true }).first().click();
}
