import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { insights, leads, models, prediction, proposals } = screens;
const { tune } = proposals;

const WAIT = { timeout: 120_000 };
const DAY = 86_400_000;
const HORIZON = "30";
/** So many that a prediction is learned whichever days of theirs are drawn. */
const COUNT = 1600;
const LIKELY = { params: { name: "likely" } } as const;

/** It holds a demo dear and whoever decides cheap; of the people below both count alike. */
const TEXT = `model: likely
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  # Who decides.
  - { id: boss, label: Decides, dimension: fit, when: { trait: title, is: CEO }, points: 4 }
  - { id: demo, label: Asked for a demo, dimension: interest, each: demo, points: 20, limit: { total: 20 } }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, from: 15 }]
`;

/** How many of those buy who neither lead nor ask, do one of both, or both. */
const BUYS = [0.04, 0.35, 0.85];

type Sent = Readonly<Record<string, unknown>>;

/** People of the last year who came one by one and were decided after three weeks; the same every time. */
function people(count: number, prefix: string, now: number): Sent[] {
  return Array.from({ length: count }, (_, i): Sent[] => {
    const userId = `${prefix}${i}`;
    const lot = (salt: number) => (((i + 1) * salt) % 997) / 997;
    const born = now - (60 + Math.floor(lot(613) * 280)) * DAY;
    const [isBoss, asks] = [lot(389) < 0.4, lot(751) < 0.5];
    const isSold = lot(127) < (BUYS[Number(isBoss) + Number(asks)] ?? 0);
    const at = (days: number) => ({ userId, timestamp: new Date(born + days * DAY).toISOString() });
    const traits = { email: `${userId}@people.example`, name: `Person ${userId}`, title: isBoss ? "CEO" : "Clerk" };
    return [
      { type: "identify", ...at(0), traits },
      ...(asks ? [{ type: "track", ...at(1), event: "Demo Requested" }] : []),
      { type: "track", ...at(22), event: isSold ? "Deal Won" : "Deal Lost" },
    ];
  }).flat();
}

async function sendAll({ send }: House, events: readonly Sent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 200) await send(...events.slice(from, from + 200));
}

/** What history teaches, and what people make of it. */
export function learning(house: () => House): void {
  test("what history proposes is accepted into the draft, published, and changes the list", async () => {
    const { client, url, leadOf } = house();
    await client.models.putDraft({ ...LIKELY, body: TEXT });
    await client.models.publish(LIKELY);
    await expect.poll(async () => (await client.models.get(LIKELY)).live, WAIT).toBe(1);
    await sendAll(house(), people(COUNT, "p", Date.now()));
    await leadOf(`p${COUNT - 1}@people.example`);
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
    await page.getByText(prediction.card.because, { exact: true }).waitFor(WAIT);
    const [told] = (await client.predictions.ofLead({ params: { id } })).items;
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
