import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { builder, models, presets, settings, shell } = screens;

const WAIT = { timeout: 90_000 };
const NAME = "signed";
const PARAMS = { params: { name: NAME } } as const;

/** A model from the gallery to its signed, published, reviewed and reverted versions. */
export function publishing(house: () => House): void {
  // Others publish without being signed for.
  afterAll(() => house().client.workspace.update({ body: { signOff: "none" } }));

  test("a preset becomes a draft, is signed by both sides, published, reviewed, changed, and published again as it was", async () => {
    const { client, as, url } = house();
    const owner = await visit(await as("admin"), url, "/settings/workspace");
    await owner.page.getByText(settings.workspace.signOffs.both, { exact: true }).click();
    await owner.page.getByRole("button", { name: shell.save, exact: true }).click();
    await owner.page.getByText(shell.saved, { exact: true }).waitFor(WAIT);
    await done(owner);

    const one = await visit(await as("marketer"), url, "/models");
    const { page } = one;
    await page.getByRole("button", { name: presets.gallery.title, exact: true }).click();
    const gallery = page.getByRole("dialog");
    await gallery.getByRole("button", { name: presets.all["behaviour-basics"].label, exact: true }).click();
    await gallery.getByRole("heading", { name: presets.all["behaviour-basics"].label, exact: true }).waitFor(WAIT);
    await gallery.getByLabel(presets.gallery.name, { exact: true }).fill(NAME);
    await gallery.getByRole("button", { name: presets.gallery.use, exact: true }).click();
    await page.waitForURL(/\/models\/signed\/edit/, WAIT);
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await page.getByRole("link", { name: builder.publish }).click();

    // Nobody publishes what only one side has signed.
    await page.getByText(models.publish.missing(["Marketing", "Sales"]), { exact: true }).waitFor(WAIT);
    const act = page.getByRole("button", { name: models.publish.act, exact: true });
    expect(await act.isDisabled()).toBe(true);
    await page.getByRole("button", { name: models.sign.acts.marketing, exact: true }).click();
    await page.getByText(models.publish.missing(["Sales"]), { exact: true }).waitFor(WAIT);
    expect(await page.getByRole("button", { name: models.sign.acts.sales, exact: true }).count()).toBe(0);
    await expect(client.models.publish(PARAMS)).rejects.toThrow();
    const seller = await visit(await as("sales"), url, `/models/${NAME}?tab=draft`);
    await seller.page.getByLabel(models.sign.note, { exact: true }).fill("As agreed on Monday.");
    await seller.page.getByRole("button", { name: models.sign.acts.sales, exact: true }).click();
    await seller.page.getByText("As agreed on Monday.").waitFor(WAIT);
    await done(seller);
    await page.reload({ waitUntil: "domcontentloaded" });
    await publish(page);
    await live(house(), 1);

    await one.go(`/models/${NAME}?tab=reviews`);
    await page.getByLabel(models.reviews.every, { exact: true }).selectOption("quarter");
    await page.getByLabel(models.reviews.owner, { exact: true }).selectOption({ label: "Some marketer" });
    await page.getByRole("button", { name: shell.save, exact: true }).click();
    await expect.poll(async () => (await client.reviews.plan(PARAMS)).every, WAIT).toBe("quarter");
    await page.getByRole("button", { name: models.reviews.start, exact: true }).click();
    await page.getByLabel(models.reviews.notes, { exact: true }).fill("Keep it as it is.");
    await page.getByRole("button", { name: models.reviews.saveNotes, exact: true }).click();
    await page
      .getByRole("table", { name: models.overview.rules })
      .or(page.getByText(models.reviews.report))
      .first()
      .waitFor(WAIT);
    await page.getByRole("button", { name: models.sign.acts.marketing, exact: true }).click();
    await page.getByRole("button", { name: models.reviews.end, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: models.reviews.end, exact: true }).click();
    await expect
      .poll(async () => (await client.reviews.list({ ...PARAMS, query: {} })).items, WAIT)
      .toMatchObject([{ notes: "Keep it as it is.", endedAt: expect.stringMatching(/^\d{4}-/) }]);

    // Another version by colleagues, who both sign: the first is held against it, and published again.
    await client.workspace.update({ body: { signOff: "none" } });
    const { text } = await client.models.version({ params: { name: NAME, number: 1 } });
    await client.models.putDraft({ ...PARAMS, body: text.replaceAll(/points: \d+/g, "points: 77") });
    await one.go(`/models/${NAME}?tab=draft`);
    // What an owner has changed meanwhile is known after a reload.
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.getByRole("button", { name: models.preview.start, exact: true }).click();
    await page.getByText(models.preview.bands, { exact: true }).first().waitFor(WAIT);
    await namesMovers(page, house());
    await publish(page);
    await live(house(), 2);
    await one.go(`/models/${NAME}?tab=versions`);
    const change = page.getByRole("listitem").filter({ hasText: models.changes.kinds.changed });
    await expect.poll(() => change.first().innerText(), WAIT).toMatch(/\b77\b/);
    await page.getByRole("button", { name: models.versions.revert, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: models.versions.revert, exact: true }).click();
    await live(house(), 1);
    await page
      .getByRole("row")
      .filter({ hasText: models.versions.isLive })
      .getByText("1", { exact: true })
      .waitFor(WAIT);
    await done(one);
  });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: models.publish.act, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: models.publish.act, exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden", ...WAIT });
}

async function live({ client }: House, number: number): Promise<void> {
  await expect.poll(async () => (await client.models.get(PARAMS)).live, WAIT).toBe(number);
}

/** Who enters a band is named, and is in another one now. */
async function namesMovers(page: Page, { client }: House): Promise<void> {
  const moves = page.getByRole("button", { name: /[1-9]\d* enter/ });
  await moves.first().click();
  const mover = page
    .getByRole("table", { name: /^[1-9]\d* enter$/ })
    .getByRole("row")
    .nth(1);
  const [from = "", to = ""] = (await mover.getByRole("cell").allInnerTexts()).slice(1, 3);
  expect(from).not.toBe(to);
  const href = (await mover.getByRole("link").getAttribute("href")) ?? "";
  const id = href.split("/").at(-1)?.split("?")[0] ?? "";
  const { total } = await client.leads.score({ params: { id }, query: { model: NAME } });
  expect(await mover.innerText()).toContain(`\t${total}\t`);
}

async function done({ complaints, close }: Visit): Promise<void> {
  expect(complaints, complaints.join("\n")).toEqual([]);
  await close();
}
