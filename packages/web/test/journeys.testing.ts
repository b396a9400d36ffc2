import { readFile } from "node:fs/promises";
import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { emailOf, type House, MODEL, PASSWORD } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { builder, entrance, lead: leadSays, leads, models, settings, shell } = screens;

const WAIT = { timeout: 90_000 };

/** What each role does all day, from its first step to its last. */
export function journeys(house: () => House): void {
  test("sales watches the list, sees a lead rise, reads why, and accepts it with a note", async () => {
    const { url, send, leadOf } = house();
    const email = "rita@riser.example";
    const by = { userId: "riser" };
    const asked = { type: "track", ...by, event: "Demo Requested", properties: {} };
    await send({ type: "identify", ...by, traits: { email, name: "Rita Riser", title: "CEO", company: "Riser" } });
    await leadOf(email);
    const one = await visit(await house().as("sales"), url, "/leads?search=rita@riser.example");
    const { page } = one;
    await page.evaluate("window.isTheSame = true");
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);
    const row = page.getByRole("row").filter({ hasText: "Rita Riser" });
    const total = async () => Number(await row.locator('[data-column="score"] .total').innerText());
    const former = await total();
    await send(asked, { type: "track", ...by, event: "Trial Started", properties: {} });
    await expect.poll(total, WAIT).toBeGreaterThan(former);
    expect(await page.evaluate("window.isTheSame")).toBe(true);

    await row.getByText("Rita Riser").first().click();
    await page.getByRole("heading", { level: 1, name: "Rita Riser" }).waitFor(WAIT);
    const rule = page.getByRole("button", { expanded: false, name: /Asked for a demo/ }).first();
    await rule.click();
    await page.getByText("Demo Requested").first().waitFor(WAIT);
    await page.getByLabel(leadSays.notes.write).fill("She called, and wants a date.");
    await page.reload({ waitUntil: "domcontentloaded" });
    // What was typed is there after a reload.
    await expect.poll(() => page.getByLabel(leadSays.notes.write).inputValue(), WAIT).toMatch(/She called/);
    await page.getByRole("button", { name: shell.save, exact: true }).click();
    await page.getByRole("button", { name: leadSays.sales.accept, exact: true }).click();
    await page.getByText(leadSays.stages.accepted, { exact: true }).first().waitFor(WAIT);
    const id = await leadOf(email);
    const { feedback } = await house().client.leads.get({ params: { id } });
    const { items } = await house().client.leads.notes({ params: { id } });
    expect(feedback?.state).toBe("accepted");
    expect(items.map(({ text }) => text)).toEqual(["She called, and wants a date."]);
    await done(one);
  });

  test("a marketer changes a rule, sees what it says and does, and publishes it", async () => {
    const { url, client } = house();
    const before = await totals(house());
    const one = await visit(await house().as("marketer"), url, `/models/${MODEL}/edit`);
    const { page } = one;
    const card = page.getByRole("button", { name: /^Decides\b/ });
    await card.first().click();
    await page.getByRole("textbox", { name: builder.points, exact: true }).first().fill("33");
    await expect.poll(() => card.first().innerText(), WAIT).toContain("33");
    const text = async () => (await client.models.draft({ params: { name: MODEL } })).text;
    await expect.poll(text, WAIT).toMatch(/id: decides,.*points: 33 \}/);
    await page.reload({ waitUntil: "domcontentloaded" });
    await expect.poll(() => card.first().innerText(), WAIT).toContain("33");

    await page.getByRole("link", { name: builder.publish }).click();
    await page.getByRole("tab", { name: models.tabs.draft }).click();
    await page.getByRole("button", { name: models.preview.start, exact: true }).click();
    await page.getByText(models.preview.bands, { exact: true }).first().waitFor(WAIT);
    await page.getByRole("button", { name: models.publish.act, exact: true }).click();
    // It asks once more, with who moves.
    const question = page.getByRole("dialog");
    await question.getByText(models.preview.bands, { exact: true }).waitFor(WAIT);
    await question.getByRole("button", { name: models.publish.act, exact: true }).click();
    await expect.poll(async () => (await client.models.get({ params: { name: MODEL } })).live, WAIT).toBe(2);
    await one.go("/leads");
    expect(await totals(house())).not.toEqual(before);
    const [first] = (await client.leads.list({ query: { limit: 1 } })).items;
    await page
      .getByRole("row")
      .nth(1)
      .filter({ hasText: first?.name ?? "" })
      .waitFor(WAIT);
    await done(one);
  });

  test("what a marketer wrote offline never undoes what a colleague has published since, and is gone when she signs out", async () => {
    const { url, client } = house();
    const context = await house().as("marketer");
    const points = async ({ page }: Visit) => {
      await page
        .getByRole("button", { name: /^Decides\b/ })
        .first()
        .click();
      return page.getByRole("textbox", { name: builder.points, exact: true }).first();
    };
    const before = await visit(context, url, `/models/${MODEL}/edit`);
    const field = await points(before);
    await field.fill("34");
    await before.page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await context.setOffline(true);
    await field.fill("35");
    await before.page.getByText(builder.states.offline, { exact: true }).waitFor(WAIT);
    await before.page.close();
    await context.setOffline(false);
    await client.models.dropDraft({ params: { name: MODEL } });

    const after = await visit(context, url, `/models/${MODEL}/edit`);
    const { page } = after;
    await page.getByText(shell.changedElsewhere).waitFor(WAIT);
    await page.getByRole("button", { name: shell.theirs, exact: true }).click();
    expect(await (await points(after)).inputValue()).toBe("33");
    await expect(client.models.draft({ params: { name: MODEL } })).rejects.toThrow();

    const [lead] = (await client.leads.list({ query: { limit: 1 } })).items;
    await after.go(`/leads/${lead?.id}`);
    await page.getByLabel(leadSays.notes.write).fill("Only for my eyes.");
    const kept = () => page.evaluate<string>("JSON.stringify(Object.entries(localStorage))");
    expect(await kept()).toContain("Only for my eyes.");
    await page.getByRole("button", { name: shell.account("Some marketer") }).click();
    await page.getByRole("menuitem", { name: shell.signOut }).click();
    await page.waitForURL(/\/entrance/, WAIT);
    expect(await kept()).not.toContain("Only for my eyes.");
    const data = { email: emailOf("marketer"), password: PASSWORD };
    await context.request.post(`${url}/api/auth/sign-in/email`, { headers: { origin: url }, data });
    await done(after);
  });

  test("an admin invites a colleague, who joins by the link", async () => {
    const { url } = house();
    const one = await visit(await house().as("admin"), url, "/settings/people");
    const { page } = one;
    await page.getByRole("button", { name: settings.people.invite, exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(settings.me.email).fill("carla@house.example");
    await dialog.getByRole("button", { name: settings.people.invite, exact: true }).click();
    const link = dialog.getByRole("region", { name: settings.people.link });
    await link.waitFor(WAIT);
    const address = (await link.innerText()).trim();
    await done(one);

    const context = await house().stranger();
    const colleague = await context.newPage();
    await colleague.goto(address);
    await colleague.getByLabel(entrance.name, { exact: true }).fill("Carla Colleague");
    await colleague.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
    await colleague.getByRole("button", { name: entrance.signUp, exact: true }).click();
    await colleague.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    await colleague.getByRole("button", { name: shell.account("Carla Colleague") }).waitFor(WAIT);
    await context.close();
  });

  test("an analyst filters the list and takes it away as a file", async () => {
    const { url, client } = house();
    const one = await visit(await house().as("analyst"), url, "/leads");
    const { page } = one;
    const { items } = await client.leads.list({ query: { limit: 1 } });
    const name = items[0]?.name ?? "";
    await page.getByRole("searchbox").first().fill(name);
    await expect.poll(() => page.getByRole("row").count(), WAIT).toBeLessThan(5);
    await one.settled();
    await page.getByRole("button", { name: leads.export.title, exact: true }).click();
    const coming = page.waitForEvent("download", WAIT);
    await page.getByRole("menuitem", { name: leads.export.csv }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^leads-[\d-]+\.csv$/);
    const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
    expect(lines.length).toBeLessThan(5);
    expect(lines.join("\n")).toContain(name);
    await done(one);
  });

  test("an address says what is looked at: Back undoes a filter, bands count what it leaves, a day can be sent", async () => {
    const { url, client } = house();
    const one = await visit(await house().as("analyst"), url, "/leads");
    const { page } = one;
    await page.getByRole("radiogroup", { name: leads.band }).getByText(/\d/).last().click();
    await page.waitForURL(/[?&]band=/, WAIT);
    await one.settled();
    await page.goBack();
    await page.waitForURL(/\/leads$/, WAIT);

    const query = { totalFrom: 30 };
    const { count, bands } = await client.reports.bands({ query });
    expect(count).toBeGreaterThan(0);
    expect(count).toBe((await client.leads.list({ query })).items.length);
    await one.go("/leads?totalFrom=30");
    const tabs = page.getByRole("radiogroup", { name: leads.band });
    const figures = bands.map(({ count: n }) => String(n)).toReversed();
    await expect.poll(async () => (await tabs.innerText()).match(/\d+/g), WAIT).toEqual(figures);

    const asked = one.requests.length;
    await one.go(`/leads?filter=${encodeURIComponent('{"trait":"country","is":')}`);
    await page.getByText(leads.filter.damaged).waitFor(WAIT);
    expect(one.requests.slice(asked).filter((request) => request.includes("filter="))).toEqual([]);
    await page.getByRole("button", { name: leads.filter.leaveOut }).click();
    await page.getByRole("row").nth(1).waitFor(WAIT);

    const [lead] = (await client.leads.list({ query: { limit: 1 } })).items;
    await one.go(`/leads/${lead?.id}?on=2026-11-01`);
    expect(await page.getByLabel(leadSays.past.field).inputValue()).toBe("2026-11-01");
    await page.getByRole("button", { name: leadSays.past.today, exact: true }).click();
    await page.waitForURL(/\/leads\/\d+$/, WAIT);
    await done(one);
  });

  test("who has forgotten her password sets a new one by a link of an admin", async () => {
    const { url } = house();
    await house().as("readonly");
    const one = await visit(await house().as("admin"), url, "/settings/people");
    await one.page.getByRole("button", { name: settings.people.resetOf("Some readonly") }).click();
    const dialog = one.page.getByRole("dialog");
    await dialog.getByRole("button", { name: settings.people.resetAct }).click();
    const link = dialog.getByRole("region", { name: settings.people.resetLink });
    await link.waitFor(WAIT);
    const address = (await link.innerText()).trim();
    await done(one);

    const context = await house().stranger();
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel(entrance.newPassword, { exact: true }).fill("an entirely new horse");
    await page.getByRole("button", { name: entrance.setIt }).click();
    await page.getByRole("link", { name: entrance.signIn }).click();
    await page.getByLabel(entrance.email, { exact: true }).fill(emailOf("readonly"));
    await page.getByLabel(entrance.password, { exact: true }).fill("an entirely new horse");
    await page.getByRole("button", { name: entrance.signIn, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    await context.close();
  });

  test("by keyboard alone: in, down the list, into a lead, and back", async () => {
    const context = await house().stranger();
    const one = await visit(context, house().url, "/entrance");
    const { page } = one;
    const { keyboard } = page;
    await tabTo(page, entrance.email);
    await keyboard.type(emailOf("sales"));
    await tabTo(page, entrance.password);
    await keyboard.type(PASSWORD);
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    await one.settled();
    for (let pressed = 0; pressed < 80; pressed++) {
      if (await page.evaluate<boolean>(`document.activeElement?.getAttribute("role") === "row"`)) break;
      await keyboard.press("Tab");
    }
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('aria-rowindex')"), WAIT).toBe("4");
    await keyboard.press("Enter");
    await page.waitForURL(/\/leads\/\d+/, WAIT);
    await one.settled();
    // The lead has the keyboard now; the menu is before it.
    await tabTo(page, leads.title, { where: "textContent", key: "Shift+Tab" });
    await keyboard.press("Enter");
    await page.waitForURL(/\/leads(\?|$)/, WAIT);
    await page.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await context.close();
  });

  test("without the server the screen stays and says so, and heals when it is back", async () => {
    const { installation, url, send, leadOf } = house();
    const one = await visit(await house().as("sales"), url, "/leads");
    const { page } = one;
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);
    await installation.stop();
    await page.getByText(shell.notLive, { exact: true }).waitFor(WAIT);
    expect(await page.getByRole("row").count()).toBeGreaterThan(1);
    await page.context().setOffline(true);
    await page.getByText(shell.offline).waitFor(WAIT);
    await installation.start();
    await page.context().setOffline(false);
    await page.getByText(shell.offline).waitFor({ state: "hidden", ...WAIT });
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);
    await send({ type: "identify", userId: "late", traits: { email: "late@house.example", name: "Lena Late" } });
    await leadOf("late@house.example");
    await page.getByRole("searchbox").first().fill("Lena Late");
    await page.getByRole("row").filter({ hasText: "Lena Late" }).waitFor(WAIT);
    await one.close();
  });
}

async function done({ complaints, close }: Visit): Promise<void> {
  expect(complaints, complaints.join("\n")).toEqual([]);
  await close();
}

/** Goes on by tabulator until the field with this label, or what says this itself, has the keyboard. */
async function tabTo(
  page: Page,
  label: string,
  { where = "labels?.[0]?.textContent", key = "Tab" }: { readonly where?: string; readonly key?: string } = {},
): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    const at = await page.evaluate<string>(`document.activeElement?.${where} ?? ''`);
    if (at.startsWith(label)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No tabulator leads to ${label}`);
}

async function totals({ client }: House): Promise<readonly (number | null)[]> {
  return (await client.leads.list({ query: { limit: 50, model: MODEL } })).items.map(({ score }) => score.total);
}
