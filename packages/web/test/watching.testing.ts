import { loadPhrases } from "@plumbline/phrases";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { timesOf } from "../src/ui/times.ts";
import { rowsOf, twinOf } from "./by-keyboard.testing.ts";
import { seriousFaults } from "./every-screen.testing.ts";
import { type House, MODEL } from "./house.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens, figures, explanation } = await loadPhrases("en");
const { experiments, insights } = screens;
const { percent, number } = figures;
const { day } = timesOf("en-GB");

const WAIT = { timeout: 120_000 };
/** So many that every arm has enough of them, whoever falls into which. */
const COUNT = 240;
/** Of each arm: who buys, and whose deal is lost. */
const [FEW, LOST] = [12, 3];
const GUARD = experiments.outcomes.lost;
const BASELINE = 0.2;

/** Whoever decides and whoever is large are worth more or less by it. */
const model = (name: string, boss: number, large: number) => `model: ${name}
dimensions: { fit: { label: Fit } }
rules:
  - { id: boss, label: Decides, dimension: fit, when: { trait: title, is: CEO }, points: ${boss} }
  - { id: large, label: Large, dimension: fit, when: { trait: size, is: large }, points: ${large} }
total: { sum: [fit] }
bands: [{ name: cold }, { name: hot, from: 15 }]
`;

/** Experiments from their plan to their end, on a server whose days pass. */
export function watching(house: () => House): void {
  const ids: { live?: string; shadow?: string } = {};
  const results = (id: string | undefined) => house().client.experiments.results({ params: { id: id ?? "" } });
  const stateOf = async (id: string | undefined) =>
    (await house().client.experiments.get({ params: { id: id ?? "" } })).state;
  const looking = async (id: string | undefined) =>
    visit(await house().as("marketer"), house().url, `/experiments?id=${id}`);

  beforeAll(async () => {
    const { client } = house();
    const publish = async (name: string, version: number, text: string) => {
      await client.models.putDraft({ params: { name }, body: text });
      await client.models.publish({ params: { name } });
      await vi.waitUntil(async () => (await client.models.get({ params: { name } })).live === version, WAIT);
    };
    await publish("watched", 1, model("watched", 10, 10));
    await publish("watched", 2, model("watched", 20, 5));
    await client.models.putDraft({ params: { name: "watched" }, body: model("watched", 5, 20) });
    await publish("shadowed", 1, model("shadowed", 20, 5));
    await client.models.putDraft({ params: { name: "shadowed" }, body: model("shadowed", 5, 20) });
    await client.models.setDefault({ params: { name: MODEL } });
  });

  test("experiments of three arms and in the shadow are planned and started, and judge nothing before their time", async () => {
    const { url, client, send, leadOf } = house();
    const one = await visit(await house().as("marketer"), url, "/experiments");
    const { page } = one;
    const form = await begin(page, "Size matters", "watched");
    await form.getByRole("button", { name: experiments.addArm, exact: true }).click();
    await form.getByText(experiments.controlShare(percent(0.34)), { exact: true }).waitFor(WAIT);
    await form.getByLabel(experiments.baseline).fill(String(BASELINE * 100));
    const query = { baseline: BASELINE, difference: 0.02, power: 0.8, alpha: 0.025, share: 33 / 67 };
    const { needed } = await client.experiments.sampleSize({ query });
    const size = experiments.sizeOnce(needed?.control ?? 0, needed?.treatment ?? 0);
    await form.getByText(size, { exact: true }).waitFor(WAIT);
    await form.getByRole("button", { name: experiments.addGuard, exact: true }).click();
    await form.getByLabel(experiments.guard).selectOption("lost");
    await form.getByLabel(experiments.guardDays).fill("1");
    ids.live = await planned(page, form);
    const plan = await client.experiments.get({ params: { id: ids.live } });
    expect(plan).toMatchObject({ state: "draft", mode: "live", horizon: 1, baseline: BASELINE });
    expect(plan.arms.map(({ version, weight }) => `${version}: ${weight}`)).toEqual([
      ...["live: 0.34", "draft: 0.33", "1: 0.33"],
    ]);
    expect(plan.guards).toMatchObject([{ of: { outcome: "lost" }, harm: "higher", horizon: 1 }]);
    await start(page);

    await one.go("/experiments");
    const other = await begin(page, "In the dark", "shadowed");
    await other.getByLabel(experiments.mode, { exact: true }).selectOption("shadow");
    await other.getByLabel(experiments.capacity).fill("20");
    await other.getByLabel(experiments.scoreAfter).fill("0");
    ids.shadow = await planned(page, other);
    await start(page);

    // Half of them decide, and half of either are large.
    const people = Array.from({ length: COUNT }, (_, i) => ({
      ...{ type: "identify", userId: `watched${i}` },
      traits: {
        ...{ email: `watched${i}@firm${i}.example`, name: `watched${i}` },
        ...{ title: i % 2 === 0 ? "CEO" : "Clerk", size: i % 4 < 2 ? "large" : "small" },
      },
    }));
    await send(...people);
    await leadOf(`watched${COUNT - 1}@firm${COUNT - 1}.example`);
    await expect.poll(async () => sumOf((await results(ids.live)).arms, "enrolled"), WAIT).toBe(COUNT);
    await expect.poll(async () => (await results(ids.shadow)).arms[0]?.enrolled, WAIT).toBe(COUNT);
    for (const [at, { name }] of (await results(ids.live)).arms.entries()) {
      const { items } = await client.experiments.leads({ params: { id: ids.live }, query: { arm: name, limit: 200 } });
      // In the first of the versions held against the live one nearly everybody buys.
      const buying = at === 1 ? items.length - FEW : FEW;
      const told = items.map((lead, place) => ({ userId: lead.name ?? "", event: dealOf(place, buying) }));
      await send(...told.flatMap(({ userId, event }) => (event ? [{ type: "track", userId, event }] : [])));
    }

    await one.go(`/experiments?id=${ids.live}`);
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.getByText(experiments.states.running, { exact: true }).waitFor(WAIT);
    const early = await results(ids.live);
    expect(early.arms.map(({ matured }) => matured)).toEqual([0, 0, 0]);
    await page.getByText(experiments.goOnBecause["too-early"](daysLeft(early)), { exact: true }).waitFor(WAIT);
    await expect.poll(() => armsOn(page), WAIT).toEqual(early.arms.map(armInWords));
    expect(await said(page, Object.values(experiments.verdicts))).toEqual([]);
    const leads = page.getByRole("region", { name: experiments.leads, exact: true });
    await leads.getByLabel(experiments.arm, { exact: true }).selectOption(early.arms[2]?.name ?? "");
    const shown = async () => new Set((await rowsOf(leads.getByRole("table"))).map(([, arm]) => arm));
    await expect.poll(shown, WAIT).toEqual(new Set([early.arms[2]?.name]));
    await done(one);
  });

  test("after some days each arm is held against the live one, with guards and every look, and is still not judged", async () => {
    await daysPass(house(), 2);
    await expect.poll(async () => (await results(ids.live)).looks.length, WAIT).toBe(1);
    await daysPass(house(), 3);
    await expect.poll(async () => (await results(ids.live)).looks.length, WAIT).toBe(2);
    const result = await results(ids.live);
    expect(sumOf(result.arms, "matured")).toBe(COUNT);
    expect(result.ratio).toMatchObject({ isBroken: false, alwaysValid: { isBroken: false } });
    expect(result.treatments.map(({ standing }) => standing.low > 0)).toEqual([true, false]);

    const one = await looking(ids.live);
    const { page } = one;
    await expect.poll(() => armsOn(page), WAIT).toEqual(result.arms.map(armInWords));
    expect(await page.getByText(experiments.ratioTitle).count()).toBe(0);
    for (const { arm, difference, standing, bayes, guards } of result.treatments) {
      const part = page.getByRole("region", { name: experiments.against(arm), exact: true });
      const text = await part.innerText();
      expect(text).toContain(points(difference ?? Number.NaN));
      expect(text).toContain(`${points(standing.low)} – ${points(standing.high)}`);
      expect(text).toContain(percent(bayes?.better ?? Number.NaN));
      expect(guards).toMatchObject([{ name: GUARD, isHarmed: false }]);
      expect(text).toContain(`${GUARD}: ${experiments.unharmed}`);
      const looks = page.getByRole("region", { name: explanation.said(experiments.looks, arm), exact: true });
      expect(await twinOf(looks.locator("figure"))).toEqual(
        result.looks.map(({ on, treatments }) => {
          const own = treatments.find((treatment) => treatment.arm === arm);
          return [
            day(on),
            ...[own?.difference, own?.standing.low, own?.standing.high].map((n) => percent(n ?? Number.NaN)),
          ];
        }),
      );
      // Two tables of the same are told apart.
      await looks.getByRole("table", { name: explanation.said(experiments.looks, arm), exact: true }).waitFor(WAIT);
    }
    await page.getByText(experiments.goOnBecause["too-early"](daysLeft(result)), { exact: true }).waitFor(WAIT);
    expect(await said(page, Object.values(experiments.verdicts))).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await done(one);
  });

  test("one that is stopped says that it ended too early to conclude anything, and gives its leads back", async () => {
    const { client, leadOf } = house();
    const lead = await leadOf("watched0@firm0.example");
    const score = async () =>
      (await client.leads.score({ params: { id: lead }, query: { model: "watched" } })) as object;
    expect(await score()).toHaveProperty("experiment");
    const one = await looking(ids.live);
    const { page } = one;
    const before = await results(ids.live);
    await stop(page);
    await expect.poll(() => stateOf(ids.live), WAIT).toBe("stopped");
    await page.getByText(experiments.stoppedBefore["too-early"](daysLeft(before)), { exact: true }).waitFor(WAIT);
    const after = await results(ids.live);
    expect(after.arms).toEqual(before.arms);
    await expect.poll(() => armsOn(page), WAIT).toEqual(after.arms.map(armInWords));
    expect(await page.getByText(experiments.advice, { exact: true }).count()).toBe(0);
    expect(await said(page, Object.values(experiments.verdicts))).toEqual([]);
    for (const act of [experiments.stop, experiments.decide(after.arms[1]?.name ?? "")])
      expect(await page.getByRole("button", { name: act, exact: true }).count()).toBe(0);
    await expect.poll(async () => "experiment" in (await score()), WAIT).toBe(false);
    // It stays to be read, by others as well.
    const colleague = await visit(await house().as("sales"), house().url, "/experiments");
    const card = colleague.page.getByRole("article").filter({ hasText: "Size matters" });
    await card.getByText(experiments.states.stopped, { exact: true }).waitFor(WAIT);
    await done(colleague);
    await done(one);
  });

  test("a version in the shadow is held against the live one on the same leads, and is stopped", async () => {
    const result = await results(ids.shadow);
    const [shadow] = result.shadows;
    if (!shadow?.found) throw new Error("The versions were not compared");
    const { live, shadow: other, interval, atCapacity } = shadow.found;
    const one = await looking(ids.shadow);
    const { page } = one;
    const part = page.getByRole("region", { name: experiments.shadow(shadow.arm), exact: true });
    const text = await part.innerText();
    expect(text).toContain(experiments.shadowLeads(shadow.leads, shadow.converted));
    expect(text).toContain(`${precise(live.auc)} → ${precise(other.auc)}`);
    expect(text).toContain(insights.interval(precise(interval.low), precise(interval.high)));
    expect(text).toContain(`${percent(atCapacity.live)} → ${percent(atCapacity.shadow)}`);
    expect(await armsOn(page)).toEqual(result.arms.slice(0, 1).map(armInWords));
    // Nobody was acted upon by it, and everybody may see what it would have said.
    const [first] = (await house().client.experiments.leads({ params: { id: ids.shadow ?? "" } })).items;
    const shown = await rowsOf(page.getByRole("table", { name: experiments.leads }));
    expect(first?.totals).toHaveLength(2);
    expect(shown[0]?.slice(-2)).toEqual(first?.totals.map((total) => figures.points((total ?? 0) * 100)));
    await stop(page);
    await expect.poll(() => stateOf(ids.shadow), WAIT).toBe("stopped");
    await part.waitFor(WAIT);
    await done(one);
  });
}

const precise = (n: number): string => figures.value(Number(n.toPrecision(3)));
const points = (difference: number): string => experiments.points(difference * 100);

/** What becomes of the lead in this place of its arm: the first buy, and the deals of the last are lost. */
function dealOf(place: number, buying: number): string | null {
  if (place < buying) return "Deal Won";
  return place < buying + LOST ? "Deal Lost" : null;
}

type Result = Awaited<ReturnType<House["client"]["experiments"]["results"]>>;
type Arm = Result["arms"][number];

/** In how many days it may be judged at the soonest. */
function daysLeft({ decision }: Result): number {
  if (decision?.because.kind !== "too-early") throw new Error("It may be judged");
  return decision.because.daysLeft;
}

function sumOf(arms: readonly Arm[], of: "enrolled" | "matured"): number {
  return arms.reduce((sum, arm) => sum + arm[of], 0);
}

/** An arm as the table of arms has it. */
function armInWords({ name, version, enrolled, matured, censored, converted, guards }: Arm): string[] {
  const { count, rate, interval } = converted;
  const shown = (share: number | null) => (share === null ? "–" : percent(share));
  return [
    ...[name, ...[version, enrolled, matured, censored, count].map(number), shown(rate)],
    interval ? `${percent(interval.low)} – ${percent(interval.high)}` : "–",
    ...guards.map((guard) => shown(guard.rate)),
  ];
}

const armsOn = (page: Page) => rowsOf(page.getByRole("table", { name: experiments.arms, exact: true }));

/** Which of these stand on the page. */
async function said(page: Page, words: readonly string[]): Promise<readonly string[]> {
  const text = await page.locator("main").innerText();
  return words.filter((one) => text.includes(one));
}

/** Opens a plan with its name, its model, and a day for leads to convert in. */
async function begin(page: Page, name: string, of: string): Promise<Locator> {
  await page.getByRole("button", { name: experiments.create, exact: true }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: experiments.name, exact: true }).fill(name);
  await form.getByLabel(insights.model).selectOption(of);
  await form.getByLabel(insights.horizon).fill("1");
  return form;
}

/** Keeps the plan; its id. */
async function planned(page: Page, form: Locator): Promise<string> {
  await form.getByRole("button", { name: experiments.create, exact: true }).click();
  await page.waitForURL(/[?&]id=/, WAIT);
  await page.getByText(experiments.states.draft, { exact: true }).waitFor(WAIT);
  return String(new URL(page.url()).searchParams.get("id")).replaceAll('"', "");
}

async function start(page: Page): Promise<void> {
  await page.getByRole("button", { name: experiments.start, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: experiments.start, exact: true }).click();
  await page.getByText(experiments.states.running, { exact: true }).waitFor(WAIT);
}

async function stop(page: Page): Promise<void> {
  await page.getByRole("button", { name: experiments.stop, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: experiments.stop, exact: true }).click();
  await page.getByText(experiments.states.stopped, { exact: true }).waitFor(WAIT);
}

/** The server is started again, and it is so many days after today. */
async function daysPass({ installation }: House, days: number): Promise<void> {
  await installation.stop();
  await installation.start(days);
}

async function done({ complaints, close }: Visit): Promise<void> {
  expect(complaints, complaints.join("\n")).toEqual([]);
  await close();
}
