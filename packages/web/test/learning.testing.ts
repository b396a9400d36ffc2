import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { LIKELY, people, sendAll, tellPeople } from "./likely.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { insights, leads, models, prediction, proposals } = screens;
const { tune } = proposals;

const WAIT = { timeout: 120_000 };
const HORIZON = "30";

/** What history teaches, and what people make of it. */
export function learning(house: () => House): void {
  test("what history proposes is accepted into the draft, published, and changes the list", async () => {
    const { client, url } = house();
    await tellPeople(house());
    const before = await totals(house());
    const one = await visit(await house().as("marketer"), url, "/models/likely?tab=proposals");
    const { page } = one;
    await page.getByLabel(insights.horizon).fill(HORIZON);
    await page.getByRole("button", { name: proposals.ask, exact: true }).click();
    const card = page.getByRole("article").filter({ has: page.getByRole("heading", { name: /^Decides: 4 →/ }) });
    await card.waitFor(WAIT);
    // Somebody says no, and thinks again.
    await card.getByRole("button", { name: new RegExp(`^${proposals.dismiss}`) }).click();
    await card.getByText(proposals.standings.dismissed, { exact: true }).waitFor(WAIT);
    await card.getByRole("button", { name: proposals.restore, exact: true }).click();
    await card.getByRole("button", { name: new RegExp(`^${proposals.accept}`) }).click();
    await card.getByText(proposals.standings["in-draft"], { exact: true }).waitFor(WAIT);
    const { text } = await client.models.draft(LIKELY);
    expect(text).toContain("# Who decides.");
    expect(text).not.toContain("points: 4 }");

    await page.getByRole("tab", { name: models.tabs.draft }).click();
    await page.getByRole("button", { name: models.preview.start, exact: true }).click();
    await page.getByText(models.preview.bands, { exact: true }).first().waitFor(WAIT);
    await page.getByRole("button", { name: models.publish.act, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: models.publish.act, exact: true }).click();
    await expect.poll(async () => (await client.models.get(LIKELY)).live, WAIT).toBe(2);
    const after = await totals(house());
    expect(after).not.toEqual(before);
    await one.go("/leads?model=likely");
    await page.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    const [first] = (await client.leads.list({ query: { limit: 1, model: "likely" } })).items;
    await page
      .getByRole("row")
      .nth(1)
      .filter({ hasText: first?.name ?? "" })
      .filter({ hasText: String(first?.score.total) })
      .waitFor(WAIT);
    await done(one);
  });

  test("a prediction is trained, replaced, taken back, and every lead says why it has its own", async () => {
    const { client, url, leadOf } = house();
    const win = { params: { name: "win" } } as const;
    const one = await visit(await house().as("marketer"), url, "/predictions");
    const { page } = one;
    await page.getByRole("button", { name: prediction.create, exact: true }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel(insights.model).selectOption("likely");
    await form.getByLabel(insights.horizon).fill(HORIZON);
    await form.getByRole("button", { name: prediction.begin, exact: true }).click();
    await page.getByRole("heading", { name: prediction.quality, exact: true }).waitFor(WAIT);
    const former = (await client.predictions.get(win)).champion;
    expect(former).not.toBeNull();

    await sendAll(house(), people(150, "q", Date.now()));
    await leadOf("q149@people.example");
    await page.getByRole("button", { name: prediction.train, exact: true }).click();
    await page.getByRole("button", { name: prediction.promote, exact: true }).click(WAIT);
    await page.getByRole("dialog").getByRole("button", { name: prediction.promote, exact: true }).click();
    await page.getByRole("button", { name: prediction.revert, exact: true }).waitFor(WAIT);
    expect((await client.predictions.get(win)).champion).not.toBe(former);
    await page.getByRole("button", { name: prediction.revert, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: prediction.revert, exact: true }).click();
    await expect.poll(async () => (await client.predictions.get(win)).champion, WAIT).toBe(former);

    const open = { userId: "open", type: "identify", traits: { email: "open@people.example", title: "CEO" } };
    await house().send(open, { userId: "open", type: "track", event: "Demo Requested" });
    const id = await leadOf("open@people.example");
    await one.go(`/leads/${id}`);
    // Whatever the house predicts beside it.
    await page.getByText(prediction.card.because, { exact: true }).first().waitFor(WAIT);
    const { items } = await client.predictions.ofLead({ params: { id } });
    const told = items.find(({ name }) => name === win.params.name);
    expect(told?.told.probability).toBeGreaterThan(0.5);
    expect(told?.told.factors.length).toBeGreaterThan(0);
    await done(one);
  });

  test("auto-tune is turned on within bounds, says what it did, and is turned off", async () => {
    const { client, url } = house();
    const one = await visit(await house().as("marketer"), url, "/models/likely?tab=proposals");
    const { page } = one;
    await page.getByRole("button", { name: tune.turnOn, exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(insights.horizon).fill(HORIZON);
    await form.getByLabel(tune.mostPoints).fill("1");
    await form.getByRole("button", { name: tune.turnOn, exact: true }).click();
    await form.waitFor({ state: "hidden", ...WAIT });
    await page.getByText(tune.on, { exact: true }).waitFor(WAIT);
    const run = page.getByRole("table", { name: tune.log }).getByRole("row").nth(1);
    const outcome = async () => (await client.autoTune.runs(LIKELY)).items[0]?.outcome ?? null;
    await expect.poll(outcome, WAIT).not.toBeNull();
    const [ended] = (await client.autoTune.runs(LIKELY)).items;
    if (!ended?.outcome) throw new Error("It has not run");
    const said = ended.made === null ? tune.outcomes[ended.outcome] : tune.published(ended.made);
    await run.getByText(said, { exact: true }).waitFor(WAIT);
    await page.getByRole("button", { name: tune.turnOff, exact: true }).click();
    await page.getByText(tune.isOff, { exact: true }).waitFor(WAIT);
    expect(await client.autoTune.get(LIKELY)).toMatchObject({ isOn: false, bounds: { mostPoints: 1 } });
    // Who may not set it may see how it is set.
    const colleague = await visit(await house().as("analyst"), url, "/models/likely?tab=proposals");
    await colleague.page.getByText(tune.isOff, { exact: true }).waitFor(WAIT);
    expect(await colleague.page.getByRole("button", { name: tune.turnOn, exact: true }).count()).toBe(0);
    await done(colleague);
    await done(one);
  });
}

async function done({ complaints, close }: Visit): Promise<void> {
  expect(complaints, complaints.join("\n")).toEqual([]);
  await close();
}

async function totals({ client }: House): Promise<readonly (number | null)[]> {
  return (await client.leads.list({ query: { limit: 50, model: "likely" } })).items.map(({ score }) => score.total);
}
