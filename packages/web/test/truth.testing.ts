import { readFile } from "node:fs/promises";
import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { insights, shell } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 60_000 };
const DAYS = 30;

/** Is the score true? Asked, waited for, read, and taken away. */
export function truth(house: () => House): void {
  test("an analyst asks whether the score is true, and reads the answer", { timeout: 240_000 }, async () => {
    const { url, client } = house();
    const one = await visit(await house().as("analyst"), url, "/leads");
    const { page } = one;
    await page.getByRole("link", { name: shell.titles.insights, exact: true }).click();
    await page.getByRole("button", { name: insights.ask, exact: true }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel(insights.target).selectOption("opportunity");
    await form.getByLabel(insights.horizon).fill(String(DAYS));
    await form.getByRole("button", { name: insights.ask, exact: true }).click();
    await page.getByRole("heading", { name: insights.left, exact: true }).waitFor(WAIT);

    const [study] = (await client.studies.list()).items;
    expect(study?.asked).toMatchObject({ model: MODEL, target: "opportunity", horizon: DAYS, version: "live" });
    const found = await client.studies.get({ params: { id: study?.id ?? "" } });
    if (found.kind !== "truth" || !found.result) throw new Error("There is no answer");
    const { leads, bands, auc } = found.result;
    expect(leads.taken).toBeGreaterThan(0);
    // What is said is what was found.
    const isProven = auc.enough && auc.interval.low > 0.5;
    const isReversed = auc.enough && auc.interval.high < 0.5;
    const otherwise = auc.enough ? "chance" : "unknown";
    const verdict = isProven ? "true" : isReversed ? "reversed" : otherwise;
    await page.getByText(insights.verdicts[verdict], { exact: true }).waitFor(WAIT);
    await page.getByText(insights.leftHint(leads.taken, leads.told), { exact: true }).waitFor(WAIT);

    const coming = page.waitForEvent("download", WAIT);
    await page.getByRole("button", { name: insights.saveOf(insights.byBand), exact: true }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe("conversion-by-band.csv");
    const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    expect(lines).toHaveLength(1 + bands.length);
    expect(lines.slice(1).map((line) => Number(line.split(",")[1]))).toEqual(bands.map((band) => band.leads));

    // The address of the answer can be sent to a colleague, who may read it and not ask.
    const colleague = await visit(await house().as("sales"), url, `/insights?study=${study?.id}`);
    await colleague.page.getByRole("heading", { name: insights.left, exact: true }).waitFor(WAIT);
    expect(await colleague.page.getByRole("button", { name: insights.ask, exact: true }).count()).toBe(0);
    expect([...one.complaints, ...colleague.complaints]).toEqual([]);
    await colleague.close();
    await one.close();
  });
}
