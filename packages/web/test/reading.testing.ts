import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { tabTo } from "./tab-to.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { accounts, lead: say, shell } = screens;

const WAIT = { timeout: 60_000 };
const DAY = 86_400_000;

/** What a lead and its account tell who reads them, and what is asked of them and changes nothing. */
export function reading(house: () => House): void {
  const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();

  test("an entry of the timeline is opened, a kind is left out, and the chart is read as a table", async () => {
    const { url, send, leadOf } = house();
    const by = { userId: "tina" };
    const traits = { email: "tina@time.example", name: "Tina Time", seniority: "manager" };
    const asked = { type: "track", event: "Demo Requested", properties: { product: "Scales" } };
    await send({ type: "identify", ...by, timestamp: at(6), traits }, { ...asked, ...by, timestamp: at(4) });
    const id = await leadOf("tina@time.example");
    const one = await visit(await house().as("analyst"), url, `/leads/${id}?model=${MODEL}`);
    const { page } = one;
    const timeline = page.getByRole("region", { name: say.timeline.title });
    const entry = timeline.getByRole("button", { name: /^Demo Requested/ }).first();
    await tabTo(entry);
    await page.keyboard.press("Enter");
    await timeline.getByRole("listitem").filter({ hasText: "product: Scales" }).first().waitFor(WAIT);
    expect(await entry.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await timeline.getByText("Scales").count()).toBe(0);
    await timeline.getByRole("checkbox", { name: say.timeline.kinds.event, exact: true }).press("Space");
    await entry.waitFor({ state: "hidden", ...WAIT });
    expect(await timeline.getByRole("listitem").count()).toBeGreaterThan(0);

    const [changed, total] = await changedLead(house());
    await one.go(`/leads/${changed}?model=${MODEL}`);
    const history = page.getByRole("region", { name: say.history.title });
    await history.getByRole("img", { name: say.history.chart }).waitFor(WAIT);
    await tabTo(history.getByRole("button", { name: shell.asTable, exact: true }));
    await page.keyboard.press("Enter");
    const rows = history.getByRole("table", { name: say.history.chart }).getByRole("row");
    await expect.poll(async () => (await rows.nth(1).innerText()).split("\t")[1], WAIT).toBe(String(total));
    expect(await rows.count()).toBeGreaterThan(2);
    await page.keyboard.press("Enter");
    await history.getByRole("img", { name: say.history.chart }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("what if she asked for a demo: the score is said, nothing is stored, and it is as the server says", async () => {
    const { url, client, send, leadOf } = house();
    await send({ type: "identify", userId: "ida", traits: { email: "ida@if.example", name: "Ida If" } });
    const params = { id: await leadOf("ida@if.example") };
    const one = await visit(await house().as("sales"), url, `/leads/${params.id}?model=${MODEL}`);
    const { page } = one;
    const form = page.getByRole("region", { name: say.whatIf.title });
    await form.getByRole("button", { name: say.whatIf.addEvent, exact: true }).click();
    await form.getByLabel(say.whatIf.name, { exact: true }).fill("Demo Requested");
    await form.getByRole("button", { name: say.whatIf.addTrait, exact: true }).click();
    await form.getByLabel(say.whatIf.trait, { exact: true }).fill("seniority");
    await form.getByLabel(say.whatIf.value, { exact: true }).fill("vp");
    const body = { model: MODEL, events: [{ type: "track", event: "Demo Requested" }], traits: { seniority: "vp" } };
    const { before, after } = await client.leads.whatIf({ params, body } as never);
    expect(after.total).toBeGreaterThan(before.total ?? 0);
    const said = async () => (await form.innerText()).match(/-?\d+/g)?.map(Number) ?? [];
    await expect.poll(said, WAIT).toEqual(expect.arrayContaining([before.total, after.total]));
    await form.getByRole("button", { name: say.whatIf.clear, exact: true }).click();
    expect(await form.getByLabel(say.whatIf.name, { exact: true }).count()).toBe(0);
    expect((await client.leads.score({ params, query: { model: MODEL } })).total).toBe(before.total);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a lead goes back for a reason until a day, which is kept while it is written; a note is never lost to another", async () => {
    const { url, client, send, leadOf } = house();
    await send({ type: "identify", userId: "reni", traits: { email: "reni@back.example", name: "Reni Back" } });
    const params = { id: await leadOf("reni@back.example") };
    const one = await visit(await house().as("sales"), url, `/leads/${params.id}?model=${MODEL}`);
    const { page } = one;
    const sales = page.getByRole("region", { name: say.sales.title });
    const begin = () => sales.getByRole("button", { name: say.sales.recycle, exact: true }).first().click();
    await begin();
    await sales.getByRole("combobox", { name: say.sales.whyBack }).click();
    await page.getByRole("option", { name: say.feedbackReasons["no-budget"], exact: true }).click();
    await sales.getByLabel(say.sales.comment).fill("A new budget in spring.");
    const day = new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10);
    await sales.getByLabel(say.sales.returnOn).fill(day);
    await page.reload({ waitUntil: "domcontentloaded" });
    await begin();
    expect(await sales.getByLabel(say.sales.comment).inputValue()).toBe("A new budget in spring.");
    expect(await sales.getByLabel(say.sales.returnOn).inputValue()).toBe(day);
    await sales.getByRole("button", { name: say.sales.recycle, exact: true }).last().click();
    await page.getByText(say.stages.recycled, { exact: true }).first().waitFor(WAIT);
    const { feedback } = await client.leads.journey({ params, query: { model: MODEL } });
    expect(feedback).toMatchObject({ state: "recycled", reason: "no-budget", returnOn: day });

    // Reading the lead again after the first note takes as long as the second one is written.
    const note = page.getByLabel(say.notes.write);
    let mayAnswer = () => {};
    const held = new Promise<void>((resolve) => (mayAnswer = resolve));
    await page.route(/\/notes\?/, async (route) => {
      await held;
      await route.continue();
    });
    await note.fill("The first one.");
    await page.keyboard.press("Control+Enter");
    await expect.poll(async () => (await client.leads.notes({ params })).items.length, WAIT).toBe(1);
    await expect.poll(() => note.inputValue(), WAIT).toBe("");
    await note.fill("The second one, begun before the first was shown.");
    mayAnswer();
    await page.getByText("The first one.", { exact: true }).first().waitFor(WAIT);
    expect(await note.inputValue()).toBe("The second one, begun before the first was shown.");
    await page.unroute(/\/notes\?/);
    await note.fill("");
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("likely doubles are told; one is two people, the other is merged by keyboard alone", async () => {
    const { url, client, send, leadOf } = house();
    const double = (userId: string, email: string, name: string) => ({
      ...{ type: "identify", userId },
      traits: { email, name, company: "Doubles", phone: "+49 30 5550123" },
    });
    await send(
      double("doppel1", "dora.double@double.example", "Dora Double"),
      double("doppel2", "ddouble@double.example", "Dora Double"),
      double("doppel3", "other.double@double.example", "Otto Double"),
    );
    const id = await leadOf("dora.double@double.example");
    const pairs = async () => (await client.duplicates.list({ query: { lead: id } })).items.length;
    await expect.poll(pairs, WAIT).toBe(2);
    const one = await visit(await house().as("marketer"), url, `/leads/${id}?model=${MODEL}`);
    const { page } = one;
    const { keyboard } = page;
    const doubles = page.getByRole("region", { name: say.duplicates.title });
    const pair = doubles.locator(".lead-note").filter({ hasText: "Otto Double" });
    await tabTo(pair.getByRole("button", { name: say.duplicates.dismiss, exact: true }));
    await keyboard.press("Enter");
    await pair.waitFor({ state: "hidden", ...WAIT });

    const compare = doubles.getByRole("button", { name: say.duplicates.compare, exact: true });
    await tabTo(compare);
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: say.people.merge });
    await dialog.getByRole("table", { name: say.people.compare }).waitFor(WAIT);
    await keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden", ...WAIT });
    // Whoever uses the keyboard goes on where she was.
    await expect.poll(() => compare.evaluate((one) => one.matches(":focus")), WAIT).toBe(true);

    await tabTo(page.getByRole("button", { name: say.people.merge, exact: true }));
    await keyboard.press("Enter");
    await expect
      .poll(() => dialog.getByLabel(say.people.find).evaluate((one) => one.matches(":focus")), WAIT)
      .toBe(true);
    await keyboard.type("ddouble@double.example");
    const found = dialog.getByRole("button", { name: /ddouble@double\.example/ });
    await found.waitFor(WAIT);
    await tabTo(found);
    await keyboard.press("Enter");
    await dialog.getByRole("table", { name: say.people.compare }).waitFor(WAIT);
    await tabTo(dialog.getByLabel(say.reason));
    await keyboard.type("One phone, one name.");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: say.people.merges }).waitFor(WAIT);
    const merged = await client.leads.get({ params: { id: await leadOf("ddouble@double.example") } });
    expect(merged.identities.map(({ key }) => key)).toContain("email:dora.double@double.example");
    await expect.poll(() => page.evaluate("document.activeElement !== document.body"), WAIT).toBe(true);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("accounts are ranked by a score of their own, whose lines add up, with their people and what these did", async () => {
    const { url, client, send, leadOf } = house();
    const staff = (userId: string, name: string, more: object = {}) => ({
      ...{ type: "identify", userId },
      traits: { email: `${userId}@weigh.example`, name, company: "Weigh", ...more },
    });
    const group = { type: "group", groupId: "weigh", traits: { name: "Weigh & Sons", industry: "Scales" } };
    await send(
      ...[staff("wilma", "Wilma Weigh", { seniority: "vp" }), staff("willi", "Willi Weigh")],
      ...[
        { ...group, userId: "wilma" },
        { ...group, userId: "willi" },
      ],
      { type: "track", userId: "willi", event: "Demo Requested", properties: {} },
    );
    await leadOf("willi@weigh.example");
    await client.models.putDraft({ params: { name: "companies" }, body: COMPANIES });
    await client.models.publish({ params: { name: "companies" } });
    await expect.poll(async () => (await client.models.get({ params: { name: "companies" } })).live, WAIT).toBe(1);
    const one = await visit(await house().as("analyst"), url, "/accounts");
    const { page } = one;
    await page.getByText(accounts.byScore, { exact: true }).waitFor(WAIT);
    const rows = page.getByRole("table", { name: accounts.title }).locator("[data-at]");
    await rows.first().filter({ hasText: "Weigh & Sons" }).waitFor(WAIT);
    await expect.poll(() => rows.first().innerText(), WAIT).toMatch(/\b45\b[\s\S]*Warm/);
    await tabTo(rows.first());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Weigh & Sons" }).waitFor(WAIT);
    const score = page.getByRole("region", { name: accounts.score, exact: true });
    for (const line of [/^\+30\s+.*scales/i, /^\+15\s+.*demo/i])
      await expect.poll(async () => (await lines(score)).some((text) => line.test(text)), WAIT).toBe(true);
    const people = page.getByRole("region", { name: accounts.peopleRanked }).getByRole("listitem");
    await expect.poll(() => people.count(), WAIT).toBe(2);
    expect(await people.first().innerText()).toContain("Willi Weigh");
    await page.getByRole("region", { name: accounts.signals }).getByText("Asked for a demo").first().waitFor(WAIT);
    const history = page.getByRole("region", { name: accounts.history });
    await history.getByRole("button", { name: shell.asTable, exact: true }).click();
    await history.getByRole("table", { name: accounts.history }).getByText("45", { exact: true }).first().waitFor(WAIT);
    await people.first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Willi Weigh" }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/** A lead whose score has changed on several days, and the score. */
async function changedLead({ client }: House): Promise<readonly [id: string, total: number]> {
  const { items } = await client.leads.list({ query: { model: MODEL, limit: 20 } });
  for (const { id, score } of items) {
    const history = await client.leads.history({ params: { id }, query: { model: MODEL } });
    if (history.items.length > 2 && score.total !== null) return [id, score.total];
  }
  throw new Error("Nobody's score has changed");
}

const COMPANIES = `model: companies
label: Companies
of: account
signals: { demo: { label: Asked for a demo, on: Demo Requested } }
dimensions: { fit: { label: Fit }, interest: { label: Interest } }
rules:
  - { id: scales, label: Makes scales, dimension: fit, when: { trait: industry, is: Scales }, points: 30 }
  - { id: demo, label: Asked for a demo, dimension: interest, each: demo, points: 15 }
total: { sum: [fit, interest] }
bands: [{ name: cold, label: Cold }, { name: warm, label: Warm, from: 40 }]
`;

/** The lines of a score, each as one text. */
async function lines(score: ReturnType<Page["getByRole"]>): Promise<readonly string[]> {
  const all = await score.locator(".accounts-line").allInnerTexts();
  return all.map((text) => text.replaceAll("\n", " "));
}
