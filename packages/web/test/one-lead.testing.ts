import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { lead: say } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 120_000 };
const DAY = 86_400_000;
const EMAIL = "ada@adjust.example";
const TWIN = "a.adjust@adjust.example";

/** All that somebody does with one lead, beyond reading it. */
export function oneLead(house: () => House): void {
  test("points are given for a reason, a past day is asked for, the lead is rejected, merged, and taken apart", async () => {
    const { url, client, send, leadOf } = house();
    const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();
    const traits = { name: "Ada Adjust", title: "CEO", company: "Adjust" };
    await send(
      { type: "identify", userId: "ada", timestamp: at(12), traits: { email: EMAIL, ...traits } },
      { type: "track", userId: "ada", timestamp: at(5), event: "Demo Requested", properties: {} },
      { type: "identify", userId: "twin", timestamp: at(3), traits: { email: TWIN, name: "A. Adjust" } },
    );
    const id = await leadOf(EMAIL);
    await leadOf(TWIN);
    // The search finds whoever is called alike, too.
    const emails = async () => {
      const { items } = await client.leads.list({ query: { search: "adjust.example" } });
      return items.map(({ email }) => email).toSorted();
    };
    await expect.poll(emails, WAIT).toEqual([TWIN, EMAIL]);
    const params = { id };
    const totalOf = async () => (await client.leads.score({ params, query: { model: MODEL } })).total ?? 0;
    const one = await visit(await house().as("marketer"), url, `/leads/${id}?model=${MODEL}`);
    const { page } = one;
    const shown = page.locator(".lead-total");
    const before = await totalOf();
    await expect.poll(async () => Number(await shown.innerText()), WAIT).toBe(before);

    await page.getByRole("button", { name: say.adjust.give, exact: true }).click();
    const form = page.locator("form").filter({ has: page.getByLabel(say.adjust.points, { exact: true }) });
    await form.getByLabel(say.adjust.points, { exact: true }).fill("-7");
    await form.getByLabel(say.adjust.for).fill("Met her: she only advises.");
    await form.getByRole("button", { name: say.adjust.give, exact: true }).click();
    await expect.poll(async () => Number(await shown.innerText()), WAIT).toBe(before - 7);
    await page.getByText("Met her: she only advises.").first().waitFor(WAIT);
    const [given] = (await client.leads.get({ params })).adjustments;
    expect(given).toMatchObject({ model: MODEL, points: -7, reason: "Met her: she only advises.", until: null });
    expect(await totalOf()).toBe(before - 7);

    // A day before she asked for a demo.
    await slideTo(page, new Date(Date.now() - 7 * DAY).toISOString().slice(0, 10));
    await one.settled();
    const on = new URL(page.url()).searchParams.get("on") ?? "";
    const past = await client.leads.score({ params, query: { model: MODEL, on } });
    expect(past.total).not.toBe(before - 7);
    await expect.poll(() => sumShown(page), WAIT).toBe(past.total);
    expect(await page.getByRole("button", { name: /Asked for a demo/ }).count()).toBe(0);
    await page.getByRole("button", { name: say.past.today, exact: true }).click();
    await expect.poll(() => sumShown(page), WAIT).toBe(before - 7);

    await page.getByRole("button", { name: say.sales.reject, exact: true }).click();
    await page.getByRole("combobox", { name: say.sales.why }).click();
    await page.getByRole("option", { name: say.feedbackReasons["wrong-contact"], exact: true }).click();
    await page.getByLabel(say.sales.comment).fill("Her colleague decides.");
    await page.getByRole("button", { name: say.sales.reject, exact: true }).last().click();
    await page.getByText(say.stages.rejected, { exact: true }).first().waitFor(WAIT);
    const { feedback } = await client.leads.journey({ params, query: { model: MODEL } });
    expect(feedback).toMatchObject({ state: "rejected", reason: "wrong-contact" });

    await page.getByRole("button", { name: say.people.merge, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(say.people.find).fill(TWIN);
    await dialog.locator(".merge-found").filter({ hasText: "A. Adjust" }).click();
    await dialog.getByLabel(say.reason).fill("One woman, two addresses.");
    await dialog.getByRole("button", { name: say.people.mergeNow, exact: true }).click();
    await page.getByRole("heading", { name: say.people.merges }).waitFor(WAIT);
    const { identities } = await client.leads.get({
      params: { id: new URL(page.url()).pathname.split("/").at(-1) ?? "" },
    });
    expect(identities.map(({ key }) => key)).toEqual(expect.arrayContaining([`email:${EMAIL}`, `email:${TWIN}`]));
    expect(await emails()).toHaveLength(1);

    await page.getByRole("button", { name: say.people.unmerge, exact: true }).click();
    await dialog.getByLabel(say.reason).fill("Two women after all.");
    await dialog.getByRole("button", { name: say.people.unmerge, exact: true }).click();
    await page.getByRole("heading", { name: say.people.merges }).waitFor({ state: "hidden", ...WAIT });
    await expect.poll(emails, WAIT).toEqual([TWIN, EMAIL]);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("what events said joins identities, is read on the lead's page, and is taken apart by who knows better", async () => {
    const { url, client, send, leadOf } = house();
    const email = "jo@joined.example";
    await send(
      { type: "identify", userId: "jo-shop", traits: { email, name: "Jo Joined" } },
      { type: "identify", userId: "jo-booth", traits: { email } },
    );
    const params = { id: await leadOf(email) };
    const joins = async () =>
      (await client.leads.get({ params })).joins.map(({ one, other }) => [one, other].map(bare));
    await expect.poll(joins, WAIT).toContainEqual([email, "jo-booth"]);
    const said = (await joins()).map((pair) => pair.join(" + "));
    const one = await visit(await house().as("marketer"), url, `/leads/${params.id}`);
    const { page } = one;
    const list = page.getByRole("list", { name: say.people.joins, exact: true });
    await list.waitFor(WAIT);
    for (const pair of said) await list.getByText(pair, { exact: true }).waitFor(WAIT);
    expect(await list.getByRole("button", { name: say.people.part }).count()).toBe(said.length);
    const reader = await visit(await house().as("analyst"), url, `/leads/${params.id}`);
    await reader.page.getByText(`${email} + jo-booth`, { exact: true }).waitFor(WAIT);
    expect(await reader.page.getByRole("button", { name: say.people.part }).count()).toBe(0);
    await reader.close();

    const desk = list.getByRole("listitem").filter({ hasText: `${email} + jo-booth` });
    await desk.getByRole("button", { name: say.people.part, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: say.people.part });
    await dialog.getByText(say.people.partHint(email, "jo-booth"), { exact: true }).waitFor(WAIT);
    await dialog.getByLabel(say.reason).fill("The desk of the whole booth.");
    await dialog.getByRole("button", { name: say.people.part, exact: true }).click();
    await desk.waitFor({ state: "hidden", ...WAIT });
    expect(await joins()).not.toContainEqual([email, "jo-booth"]);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

const bare = (key: string) => key.slice(key.indexOf(":") + 1);

/** Moves the slider by its keys, one day that counts after the other, until it stands before a day. */
async function slideTo(page: Page, before: string): Promise<void> {
  const slider = page.getByLabel(say.past.slider, { exact: true });
  await slider.focus();
  for (let pressed = 0; pressed < 30; pressed++) {
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(50);
    const on = new URL(page.url()).searchParams.get("on");
    if (on !== null && on < before) return;
  }
  throw new Error(`The slider never reached ${before}: ${page.url()}`);
}

/** What the lines of the ledger add up to, as it says itself. */
async function sumShown(page: Page): Promise<number> {
  const [, figure = ""] = /(-?[−\d.,]+)/.exec(await page.getByText(ADDS).first().innerText()) ?? [];
  return Number(figure.replace("−", "-"));
}

const ADDS = new RegExp(`^${say.why.adds("")}`);
