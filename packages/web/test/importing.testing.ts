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
