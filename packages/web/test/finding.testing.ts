import { loadPhrases } from "@plumbline/phrases";
import { expect, test, vi } from "vitest";
import { emailOf, type House, MODEL } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { accounts, builder, insights, lead, models, segments, shell, signals } = screens;

const WAIT = { timeout: 60_000 };
const COMPANIES = `model: firms
of: account
dimensions: { fit: { label: Fit } }
rules: [{ id: large, label: Large, dimension: fit, when: { trait: size, gte: 100 }, points: 20 }]
total: { sum: [fit] }
bands: [{ name: cold, label: Cold }, { name: hot, label: Hot, above: 15 }]
`;

/** What is looked for where there is much: accounts, doubles, segments, signals, colleagues. */
export function finding(house: () => House): void {
  const person = (userId: string, traits: Readonly<Record<string, unknown>>) => ({ type: "identify", userId, traits });

  test("accounts stand by the best of their people where no model scores them, and are found by their own name", async () => {
    const { url, client, send, leadOf } = house();
    await send(person("gus", { email: "gus@findable.example", name: "Gus Findable" }), {
      type: "group",
      userId: "gus",
      groupId: "findable.example",
      traits: { name: "Lodestone Works" },
    });
    await leadOf("gus@findable.example");
    const ranked = (await client.accounts.list({ query: { limit: 100 } })).items;
    const totals = ranked.map(({ best }) => best?.score.total ?? Number.NEGATIVE_INFINITY);
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    const one = await visit(await house().as("sales"), url, "/accounts");
    const { page, requests } = one;
    const rows = page.getByRole("table", { name: accounts.title }).getByRole("rowgroup").getByRole("row");
    expect(await rows.first().innerText()).toContain(ranked[0]?.name ?? ranked[0]?.key);
    // All that a row shows comes with the list.
    expect(requests.filter((request) => /\/api\/v1\/(accounts\/|leads\?)/.test(request))).toEqual([]);
    await page.getByRole("searchbox", { name: accounts.search }).fill("lodestone");
    await expect.poll(() => rows.allInnerTexts(), WAIT).toEqual([expect.stringContaining("Gus Findable")]);
    await rows.first().click();
    await page.getByRole("heading", { level: 1, name: "Lodestone Works" }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a model of accounts is tried on accounts, and its samples are accounts", async () => {
    const { url, client } = house();
    const params = { name: "firms" };
    await client.models.putDraft({ params, body: COMPANIES });
    const [account] = (await client.accounts.list({ query: { search: "lodestone" } })).items;
    const one = await visit(await house().as("marketer"), url, "/models/firms/edit");
    const { page } = one;
    await page.getByText(builder.ofAccounts.trial, { exact: true }).click();
    await page.getByRole("combobox", { name: builder.ofAccounts.pickLead, exact: true }).fill("lodestone");
    await page.getByRole("option", { name: "Lodestone Works", exact: true }).click();
    const link = page.getByRole("link", { name: "Lodestone Works", exact: true });
    await link.waitFor(WAIT);
    expect(await link.getAttribute("href")).toBe(`/accounts/${account?.id}`);
    await page.getByLabel(builder.expectedOf("Lodestone Works"), { exact: true }).selectOption({
      label: builder.expectBand("Cold"),
    });
    await page.getByText(builder.holds, { exact: true }).waitFor(WAIT);
    expect((await client.models.samples({ params })).items).toMatchObject([
      { lead: account?.id, name: "Lodestone Works", band: "cold" },
    ]);

    await one.go("/models/firms?tab=samples");
    await page.getByRole("tab", { name: models.samples.ofAccounts.title, selected: true }).waitFor(WAIT);
    const table = page.getByRole("table", { name: models.samples.ofAccounts.title });
    expect(await table.getByRole("link").getAttribute("href")).toBe(`/accounts/${account?.id}`);
    await page.getByLabel(models.samples.ofAccounts.add, { exact: true }).fill("a");
    const options = page.getByRole("listbox").getByRole("option");
    await options.first().waitFor(WAIT);
    await one.settled();
    const named = (await client.accounts.list({ query: { search: "a", limit: 8 } })).items.map(
      ({ name, key }) => name ?? key,
    );
    for (const option of await options.allInnerTexts()) expect(named).toContain(option);
    expect(one.complaints).toEqual([]);
    await one.close();
    await client.models.dropSample({ params: { ...params, lead: account?.id ?? "" } });
    await client.models.dropDraft({ params }, { ifMatch: "*" });
  });

  test("a model of accounts is not offered where outcomes of leads teach, which is said, and has no past to be asked", async () => {
    const { url, client } = house();
    const params = { name: "firms" };
    const study = { kind: "truth", model: "firms", version: "draft", target: "won", horizon: 30 } as const;
    const one = await visit(await house().as("marketer"), url, "/insights");
    const { page } = one;
    const form = page.getByRole("dialog");
    const offered = async () => {
      await page.getByRole("button", { name: insights.ask, exact: true }).first().click();
      const names = await form.getByLabel(insights.model, { exact: true }).getByRole("option").allInnerTexts();
      expect(names).toContain(MODEL);
      return names;
    };
    // As long as there is none, nothing is said of them.
    await offered();
    expect(await form.getByText(insights.ofLeadsOnly).count()).toBe(0);
    await client.models.putDraft({ params, body: COMPANIES });
    await expect(client.studies.create({ body: study })).rejects.toMatchObject({ problem: { status: 409 } });
    await page.reload({ waitUntil: "domcontentloaded" });
    expect(await offered()).not.toContain("firms");
    await form.getByText(insights.ofLeadsOnly, { exact: true }).waitFor(WAIT);

    await one.go("/models/firms?tab=backtest");
    await page.getByRole("tab", { name: models.tabs.draft, selected: true }).waitFor(WAIT);
    const tabs = await page.getByRole("tab").allInnerTexts();
    for (const tab of ["backtest", "proposals"] as const) expect(tabs).not.toContain(models.tabs[tab]);
    expect(one.complaints).toEqual([]);
    await one.close();
    await client.models.dropDraft({ params }, { ifMatch: "*" });
  });

  test("all likely doubles stand on one page, where one pair is merged and another is two people", async () => {
    const { url, client, send, leadOf } = house();
    const twin = (userId: string, name: string, phone: string) =>
      person(userId, { email: `${userId}@twins.example`, name, company: "Twins", phone });
    await send(
      twin("tina1", "Tina Twin", "+49 30 6660001"),
      twin("tina2", "Tina Twin", "+49 30 6660001"),
      twin("toni1", "Toni Twin", "+49 30 7770002"),
      twin("toni2", "Toni Twin", "+49 30 7770002"),
    );
    for (const who of ["tina1", "tina2", "toni1", "toni2"]) await leadOf(`${who}@twins.example`);
    const one = await visit(await house().as("marketer"), url, "/leads");
    const { page } = one;
    await page.getByRole("navigation").getByRole("link", { name: shell.titles.duplicates, exact: true }).click();
    const pairOf = (name: string) => page.getByRole("article").filter({ has: page.getByRole("link", { name }) });
    await pairOf("Tina Twin").waitFor(WAIT);
    expect(await pairOf("Tina Twin").getByRole("link").count()).toBe(2);
    await pairOf("Toni Twin").getByRole("button", { name: lead.duplicates.dismiss, exact: true }).click();
    await pairOf("Toni Twin").waitFor({ state: "hidden", ...WAIT });

    await pairOf("Tina Twin").getByRole("button", { name: lead.duplicates.compare, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: lead.people.merge });
    await dialog.getByRole("table", { name: lead.people.compare }).waitFor(WAIT);
    await dialog.getByLabel(lead.reason).fill("One phone, one name.");
    await dialog.getByRole("button", { name: lead.people.mergeNow, exact: true }).click();
    await pairOf("Tina Twin").waitFor({ state: "hidden", ...WAIT });
    // Whoever tidies up stays where she is.
    expect(new URL(page.url()).pathname).toBe("/duplicates");
    expect(await leadOf("tina1@twins.example")).toBe(await leadOf("tina2@twins.example"));
    expect(await leadOf("toni1@twins.example")).not.toBe(await leadOf("toni2@twins.example"));
    expect(
      (await client.duplicates.list({ query: { limit: 200 } })).items.map(({ one: { name } }) => name),
    ).not.toContain("Toni Twin");
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("the list of segments is one request, and lists are shown at whatever the address says", async () => {
    const { url } = house();
    const one = await visit(await house().as("analyst"), url, "/segments");
    const { page, requests } = one;
    await page.getByRole("table", { name: segments.title }).waitFor(WAIT);
    expect(requests.filter((request) => /\/segments\/\d/.test(request))).toEqual([]);
    expect(await page.getByRole("img", { name: segments.trendOf(0, 2) }).count()).toBeGreaterThan(0);
    await one.go("/lists#50%");
    await page.getByRole("heading", { level: 1, name: segments.lists.title }).waitFor(WAIT);
    await page.getByRole("heading", { name: "rivals" }).first().waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a row of signals says when it was counted", async () => {
    const { url, client } = house();
    await client.models.countRules({ params: { name: MODEL } });
    await vi.waitFor(async () => {
      const { items } = await client.signals.list();
      expect(items.some(({ countedAt }) => countedAt !== null)).toBe(true);
    }, WAIT);
    const one = await visit(await house().as("marketer"), url, "/signals");
    const row = one.page.getByRole("listitem").filter({ has: one.page.getByRole("button", { expanded: false }) });
    const counted = new RegExp(signals.counted("(.+)"));
    await row.getByText(counted).first().waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a marketer names a colleague as the owner of the review", async () => {
    const { url, client } = house();
    await house().as("sales");
    const one = await visit(await house().as("marketer"), url, `/models/${MODEL}?tab=reviews`);
    const { page } = one;
    await page.getByLabel(models.reviews.owner, { exact: true }).selectOption({ label: "Some sales" });
    await page.getByRole("button", { name: shell.save, exact: true }).click();
    const { members } = await client.people.list();
    const sally = members.find(({ email }) => email === emailOf("sales"));
    await expect
      .poll(async () => (await client.reviews.plan({ params: { name: MODEL } })).owner, WAIT)
      .toBe(sally?.id ?? "");
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}
