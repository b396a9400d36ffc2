import { type Asked, FIGURES, type KpiCell, type KpiFigure, type Population, type routes } from "@plumbline/api";
import { type Chance, seeded } from "@plumbline/learning";
import type { Event } from "@plumbline/scoring";
import { inTransaction, keepMonths } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { sweep } from "../../decide/sweep.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const HOUR = 3_600_000;
const at = (text: string) => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00Z`);
const NOW = at("2026-06-30T12:00");
let clock = NOW;
await keepMonths(pool, at("2026-01-01"), 8);
const { receive, newTenant, clientWith } = await testServer(pool, () => clock);

const MODEL = `model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: 20 }
  - { id: demo, dimension: interest, each: demo, points: 30 }
total: { sum: [fit, interest] }
markets:
  - { name: dach, where: { trait: country, in: [DE, AT, CH] } }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;

let messages = 0;
type Said = Partial<Event> & { readonly timestamp: number };

async function send(tenant: Tenant, events: readonly Said[]): Promise<void> {
  const { workspaceId, sourceId } = tenant;
  const items = events.map((event) => arrived({ messageId: `m${messages++}`, type: "track", ...event } as Event));
  await receive({ workspaceId, sourceId, receivedAt: clock, items });
}

async function furnished(model = MODEL): Promise<Tenant> {
  clock = at("2026-01-01");
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await client.workspace.update({ body: { currency: "EUR" } });
  await client.models.putDraft({ params: { name: "b2b" }, body: model });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, () => clock);
  return tenant;
}

const campaign = (source: string, medium: string, name: string) => ({
  context: { campaign: { source, medium, name } },
});

/** Sent as it happened, so that bands are entered when they are. */
async function live(tenant: Tenant, events: readonly Said[]): Promise<void> {
  for (const event of events.toSorted((a, b) => a.timestamp - b.timestamp)) {
    clock = event.timestamp;
    await send(tenant, [event]);
  }
  clock = NOW;
}

/** The fixture of docs/kpis.md: four leads of March, one of February, one of April. */
const FIXTURE: readonly Said[] = [
  { userId: "eve", timestamp: at("2026-02-10"), type: "page", ...campaign("Google", "cpc", "brand") },
  { userId: "eve", timestamp: at("2026-03-13"), event: "Opportunity Created" },
  {
    userId: "eve",
    timestamp: at("2026-03-31"),
    event: "Opportunity Won",
    properties: { value: 3000, currency: "EUR" },
  },
  { userId: "ann", timestamp: at("2026-03-01"), type: "page", ...campaign("google", "cpc", "spring") },
  { userId: "ann", timestamp: at("2026-03-01T11:00"), event: "Demo Requested" },
  { userId: "ann", timestamp: at("2026-03-01T12:00"), event: "Sales Contacted" },
  { userId: "ann", timestamp: at("2026-03-05"), type: "page", ...campaign("newsletter", "email", "march") },
  { userId: "ann", timestamp: at("2026-03-06"), event: "Opportunity Created", properties: { opportunity_id: 1 } },
  {
    userId: "ann",
    timestamp: at("2026-03-11"),
    event: "Deal Won",
    properties: { value: "1000", currency: "eur", opportunity_id: 1 },
  },
  // What comes after it has won nobody.
  { userId: "ann", timestamp: at("2026-03-20"), type: "page", ...campaign("google", "cpc", "upsell") },
  { userId: "ben", timestamp: at("2026-03-11"), type: "page", ...campaign("google", "cpc", "spring") },
  { userId: "ben", timestamp: at("2026-03-11T11:00"), event: "Demo Requested" },
  { userId: "ben", timestamp: at("2026-03-11T14:00"), event: "Meeting Booked" },
  { userId: "ben", timestamp: at("2026-04-10"), event: "Opportunity Created" },
  {
    userId: "ben",
    timestamp: at("2026-04-30"),
    event: "Closed Won",
    properties: { value: 500, currency: "USD" },
  },
  { userId: "cho", timestamp: at("2026-03-21"), type: "identify", traits: { country: "DE", leadSource: "Fair" } },
  { userId: "cho", timestamp: at("2026-03-21T11:00"), event: "Demo Requested" },
  // Only one of the two says the id of the deal.
  { userId: "cho", timestamp: at("2026-03-26"), event: "Opportunity Opened", properties: { opportunity_id: 7 } },
  { userId: "cho", timestamp: at("2026-04-10"), event: "Opportunity Lost", properties: { reason: "price" } },
  { userId: "dan", timestamp: at("2026-03-31"), type: "identify", traits: { country: "US" } },
  { userId: "fay", timestamp: at("2026-04-01"), type: "page" },
  { anonymousId: "device", timestamp: at("2026-03-02"), type: "page", ...campaign("google", "cpc", "spring") },
];

const MARCH = { from: "2026-03-01", until: "2026-03-31" } as const;

async function spent({ client }: Tenant): Promise<void> {
  const cost = { medium: "cpc", campaign: "spring", from: "2026-03-01", until: "2026-03-31" };
  await client.costs.create({ body: { ...cost, source: "Google", amount: 310, currency: "EUR" } });
  const other = { source: "newsletter", from: "2026-03-30", until: "2026-04-02", amount: 400, currency: "USD" };
  await client.costs.create({ body: other });
  const rates = [
    { day: "2026-03-27", base: "EUR", currency: "USD", rate: 1.25 },
    { day: "2026-04-29", base: "EUR", currency: "USD", rate: 1.25 },
  ];
  await client.rates.put({ body: { rates } });
}

const valuesIn = ({ figures }: KpiCell) =>
  Object.fromEntries(figures.map(({ figure, value }) => [figure, value])) as Record<KpiFigure, number | null>;
const near = (value: number) => expect.closeTo(value, 9) as number;

test("the figures of March, as with a pencil: by cohort and by period", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  await spent(tenant);
  const cohort = await tenant.client.kpis.get({ query: MARCH });
  expect(cohort).toMatchObject({
    period: MARCH,
    before: { from: "2026-01-29", until: "2026-02-28", asOf: "2026-05-30" },
    ...{ asOf: "2026-06-30", model: "b2b", currency: "EUR", groups: [], omitted: 0 },
  });
  // Costs: 310 € and two of four days of 400 $ at 1.25.
  expect(valuesIn(cohort.all)).toEqual({
    ...{ leads: 4, opportunities: 3, customers: 2, costs: near(470), revenue: near(1400), cac: near(235) },
    ...{ "lead-to-opportunity": 0.75, "opportunity-to-customer": near(2 / 3), "win-rate": near(2 / 3) },
    ...{ roi: near((1400 - 470) / 470), "cycle-length": 10 },
    // Ann, Ben and Cho had 30 points when they were handed over, Dan has none.
    ...{ "lead-quality": 22.5, "lead-quality-per-cost": near(90 / 470) },
    // Ann was called after an hour, Ben after three, Cho never.
    "speed-to-lead": near(180),
    // Three opportunities, two of them won, 2,000 € on average; 5 days: Ann took 5, Eve 18, Cho never.
    velocity: near((3 * (2 / 3) * 2000) / 5),
  });
  expect(cohort.all.losses).toMatchObject([{ reason: "price", leads: 1, share: near(1 / 3) }]);
  const period = await tenant.client.kpis.get({ query: { ...MARCH, basis: "period" } });
  expect(valuesIn(period.all)).toMatchObject({
    ...{ leads: 4, opportunities: 3, customers: 2, revenue: 4000, cac: near(235), "cycle-length": 10 },
    ...{ "lead-to-opportunity": 0.75, "opportunity-to-customer": near(2 / 3), "win-rate": 1 },
  });
  const before = cohort.all.figures.find(({ figure }) => figure === "leads")?.before;
  expect(before).toEqual({ value: 1, change: 3 });
  // As it was known in the middle of April: Ben was not won yet, and Cho had just been lost.
  const then = await tenant.client.kpis.get({ query: { ...MARCH, asOf: "2026-04-12" } });
  expect(valuesIn(then.all)).toMatchObject({ customers: 1, opportunities: 3, "lead-to-opportunity": 0.75 });
  const earlier = await tenant.client.kpis.get({ query: { ...MARCH, asOf: "2026-03-31" } });
  expect(valuesIn(earlier.all)).toMatchObject({ customers: 1, opportunities: 2, "win-rate": 1 });
});

const FADING = MODEL.replace("interest: {}", "interest: { decay: { halfLife: 30d } }").replace(
  "points: 30",
  "points: 16",
);

test("before is as it was known then, also where scores fade: two cohorts that are alike have one LQS", async () => {
  const tenant = await furnished(FADING);
  const demo = (userId: string, day: string) => ({ userId, timestamp: at(day), event: "Demo Requested" });
  // Sixty days before the end of what is known of each period: 16 points are 4.
  const told = [demo("old", "2026-01-30"), demo("new", "2026-05-01")];
  for (let day = at("2026-01-29"); day <= NOW; day += 24 * HOUR) {
    clock = day;
    await send(
      tenant,
      told.filter(({ timestamp }) => timestamp === day),
    );
    while (!(await sweep(pool, tenant.workspaceId, day)).isDone);
  }
  clock = NOW;
  const quality = async (query: object = {}) => {
    const { all, before } = await tenant.client.kpis.get({
      query: { from: "2026-04-01", until: "2026-06-30", ...query },
    });
    const found = all.figures.find(({ figure }) => figure === "lead-quality");
    return [before.asOf, found?.before?.value, found?.value];
  };
  expect(await quality()).toEqual(["2026-03-31", 4, 4]);
  // Thirty days earlier both were twice as much.
  expect(await quality({ asOf: "2026-05-31" })).toEqual(["2026-03-01", 8, 8]);
  const asked = { population: "leads-created-scored", from: "2026-04-01", until: "2026-06-30" } as const;
  const scores = async (isBefore: boolean) =>
    (await tenant.client.kpis.leads({ query: { ...asked, isBefore: isBefore ? "true" : "false" } })).items.map(
      ({ score }) => score,
    );
  expect([await scores(true), await scores(false)]).toEqual([[4], [4]]);
});

const LIMITED = MODEL.replace("interest: {}", "interest: { decay: { halfLife: 3d } }")
  .replace("points: 30", "points: 30, limit: { perDay: 1, total: 40 }")
  .replace("above: 25", "above: 90");

test("a total is told as it was at the end of every day, also where what came changed only when it is looked at next", async () => {
  const tenant = await furnished(LIMITED);
  const FIRST = at("2026-04-01");
  const DAYS = 40;
  const chance = seeded(5);
  const visited = Array.from({ length: DAYS }, (_, i) => i < 4 || chance() < 1 / 4);
  const expected: (number | null)[] = [];
  for (let i = 0; i < DAYS; i += 1) {
    clock = FIRST + i * 24 * HOUR;
    while (!(await sweep(pool, tenant.workspaceId, clock)).isDone);
    if (visited[i]) await send(tenant, [{ userId: "ann", timestamp: clock, event: "Demo Requested" }]);
    expected.push((await tenant.client.leads.list()).items[0]?.score.total ?? null);
  }
  expect(new Set(expected).size).toBeGreaterThan(10);
  const [from, until] = ["2026-04-01", "2026-05-10"];
  const told: (number | null)[] = [];
  for (let i = 0; i < DAYS; i += 1) {
    const asOf = new Date(FIRST + i * 24 * HOUR).toISOString().slice(0, 10);
    const query = { population: "leads-created-scored", from, until, asOf } as const;
    const { items } = await tenant.client.kpis.leads({ query });
    told.push(items[0]?.score ?? null);
  }
  expect(told).toEqual(expected);
  // Days that end alike are one change.
  const [lead] = (await tenant.client.leads.list()).items;
  const { items } = await tenant.client.leads.history({ params: { id: lead?.id as string }, query: { limit: 100 } });
  const changes = expected.filter((total, i) => total !== expected[i - 1]);
  expect(items.map(({ total }) => total).reverse()).toEqual(changes);
});

test("by source, campaign, market, band, version and cohort; costs are of one group, or of none", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  await spent(tenant);
  const by = async (grouping: NonNullable<Asked<typeof routes.kpis.get>["query"]["by"]>, more: object = {}) => {
    const { groups } = await tenant.client.kpis.get({ query: { ...MARCH, by: grouping, ...more } });
    return groups.map((group) => {
      const { leads, customers, costs, cac } = valuesIn(group);
      return [group.key, leads, customers, costs === null ? null : Math.round(costs), cac];
    });
  };
  expect(await by("source")).toEqual([
    ["google", 2, 2, 310, near(155)],
    ["", 1, 0, 0, null],
    ["fair", 1, 0, 0, null],
    ["newsletter", 0, 0, 160, null],
  ]);
  expect(await by("source", { touch: "last" })).toEqual([
    ["", 1, 0, 0, null],
    ["fair", 1, 0, 0, null],
    ["google", 1, 1, 310, near(310)],
    ["newsletter", 1, 1, 160, near(160)],
  ]);
  expect(await by("campaign", { touch: "last" })).toMatchObject([
    ["", 2, 0, 160, null],
    ["march", 1, 1, 0, null],
    ["spring", 1, 1, 310, near(310)],
    // Eve's, who came in February.
    ["brand", 0, 0, 0, null],
  ]);
  expect(await by("medium")).toMatchObject([
    ["", 2, 0, 160, null],
    ["cpc", 2, 2, 310, near(155)],
  ]);
  expect(await by("market")).toEqual([
    ["", 3, 2, null, null],
    ["dach", 1, 0, null, null],
  ]);
  expect(await by("band")).toEqual([
    ["hot", 3, 2, null, null],
    ["", 1, 0, null, null],
  ]);
  expect(await by("version")).toEqual([["1", 4, 2, null, null]]);
  expect(await by("cohort", { from: "2026-02-01" })).toEqual([
    ["2026-02", 1, 1, 0, null],
    ["2026-03", 4, 2, 470, near(235)],
  ]);
  const { groups } = await tenant.client.kpis.get({ query: { ...MARCH, by: "market" } });
  const cac = groups[0]?.figures.find(({ figure }) => figure === "cac");
  expect(cac?.missing).toEqual([{ what: "costs-not-split" }]);
});

test("a rate or a currency that is not known is an answer, never one for one", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  const revenueOf = async () => {
    const { all } = await tenant.client.kpis.get({ query: MARCH });
    return all.figures.find(({ figure }) => figure === "revenue");
  };
  expect(await revenueOf()).toMatchObject({
    value: null,
    missing: [{ what: "rate", currency: "USD", day: "2026-04-30" }],
  });
  // Eight days old.
  await tenant.client.rates.put({
    body: { rates: [{ day: "2026-04-22", base: "EUR", currency: "USD", rate: 2 }] },
  });
  expect((await revenueOf())?.value).toBeNull();
  await tenant.client.rates.put({
    body: { rates: [{ day: "2026-04-24", base: "EUR", currency: "USD", rate: 2 }] },
  });
  expect((await revenueOf())?.value).toBe(1250);
  await tenant.client.workspace.update({ body: { currency: null } });
  expect(await revenueOf()).toMatchObject({ value: null, missing: [{ what: "currency" }] });
  // In pounds, by way of the euro.
  await tenant.client.workspace.update({ body: { currency: "GBP" } });
  const days = ["2026-03-11", "2026-04-24", "2026-04-30"];
  const rates = days.map((day) => ({ day, base: "EUR", currency: "GBP", rate: 0.5 }));
  await tenant.client.rates.put({ body: { rates } });
  // 1,000 € are 500 £; 500 $ are 250 € of six days before, and those 125 £.
  expect((await revenueOf())?.value).toBe(625);
});

const BASES = ["cohort", "period"] as const;
const GROUPINGS = ["source", "medium", "campaign", "market", "band", "version", "cohort"] as const;

/** Everything that figures say, and every lead that they open. */
async function everything({ client }: Tenant) {
  const asked = { from: "2026-02-15", until: "2026-05-15" };
  const said = [];
  for (const basis of BASES) {
    for (const by of GROUPINGS) {
      const { all, groups } = await client.kpis.get({ query: { ...asked, basis, by, touch: "last" } });
      said.push({ basis, by, all, groups });
    }
  }
  return said;
}

async function leadsOf({ client }: Tenant, query: object): Promise<{ leads: string[]; count: number }> {
  const leads: string[] = [];
  let counted = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await client.kpis.leads({
      query: {
        from: "2026-02-15",
        until: "2026-05-15",
        touch: "last",
        limit: 7,
        ...query,
        ...(cursor && { cursor }),
      } as never,
    });
    leads.push(...page.items.map(({ lead }) => lead));
    counted = page.count;
    if (page.next === null) return { leads, count: counted };
    cursor = page.next;
  }
}

function randomHistory(chance: Chance, people: number): Said[] {
  const pick = <One>(...some: readonly One[]): One => some[Math.floor(chance() * some.length)] as One;
  return Array.from({ length: people }, (_, i) => {
    const start = at("2026-01-20") + Math.floor(chance() * 100 * 24) * HOUR;
    const day = () => start + Math.floor(chance() * 60 * 24) * HOUR;
    const who = () => (chance() < 0.3 ? { anonymousId: `device${i % 40}` } : { userId: `user${i}` });
    const events: Said[] = [
      {
        userId: `user${i}`,
        timestamp: day(),
        type: "identify",
        traits: { country: pick("DE", "US"), email: `a${i % 50}@x.example` },
      },
    ];
    for (let n = Math.floor(chance() * 6); n >= 0; n--) {
      const name = pick(
        "Opportunity Created",
        "Opportunity Won",
        "Opportunity Lost",
        "Lead Disqualified",
        "Demo Requested",
        "Sales Contacted",
      );
      events.push({
        ...who(),
        timestamp: day(),
        event: name,
        properties: {
          value: pick(1, 20, 300),
          currency: pick("EUR", "USD"),
          reason: pick("price", "timing"),
          deal_id: pick("x", "y"),
        },
      });
      events.push({
        ...who(),
        timestamp: day(),
        type: "page",
        ...campaign(pick("google", "meta"), pick("cpc", "email"), pick("a", "b")),
      });
    }
    if (chance() < 0.3)
      events.push({ anonymousId: `device${i % 40}`, userId: `user${i}`, timestamp: day(), type: "page" });
    return events;
  }).flat();
}

function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  return items
    .map((item) => ({ item, key: chance() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const OPENED = ["cohort source", "cohort band", "cohort cohort", "period campaign", "period market"];

type Told = Awaited<ReturnType<typeof everything>>[number];

/** How many leads each population of a cell has, as its figures say. */
function sidesOf({ figures }: KpiCell): ReadonlyMap<Population, number> {
  const sides = figures.flatMap(({ numerator, denominator }) => [numerator, denominator]);
  return new Map(sides.flatMap((side) => (side ? [[side.population, side.leads] as const] : [])));
}

/** Opens everything that a cell counts; returns how many leads that were. */
async function openCell(tenant: Tenant, cell: KpiCell, query: object, basis: Told["basis"]): Promise<number> {
  let opened = 0;
  for (const [population, count] of sidesOf(cell)) {
    const found = await leadsOf(tenant, { ...query, basis, population });
    expect(found.count, `${JSON.stringify(query)} ${basis} ${population}`).toBe(count);
    expect(new Set(found.leads).size).toBe(count);
    opened += count;
  }
  const population = basis === "cohort" ? "opportunities-opened-lost" : "opportunities-decided-lost";
  for (const { reason, leads } of cell.losses)
    expect(await leadsOf(tenant, { ...query, basis, population, reason })).toMatchObject({ count: leads });
  return opened;
}

test("whatever the order and the batches: the same figures; and each opens as many leads as it counts", async () => {
  const chance = seeded(11);
  const history = randomHistory(chance, 50).map((event, i) => ({ ...event, messageId: `r${i}` }));
  const [batch, stream] = [await furnished(), await furnished()];
  clock = NOW;
  await money(batch);
  await money(stream);
  await send(batch, history);
  for (let rest = shuffled(history, chance); rest.length > 0; ) {
    const some = rest.slice(0, 1 + Math.floor(chance() * 20));
    // What was sent before is recognised.
    await send(stream, [...some, ...some.slice(0, 2)]);
    rest = rest.slice(some.length);
  }
  const said = await everything(batch);
  const streamed = await everything(stream);
  expect(withoutHistory(streamed)).toEqual(withoutHistory(said));
  for (const { figure, value } of said[0]?.all.figures ?? []) expect(value, figure).not.toBe(0);

  let opened = 0;
  for (const [i, { basis, by, all, groups }] of streamed.entries()) {
    // Not everything on everything.
    if (i % GROUPINGS.length === 0) opened += await openCell(stream, all, {}, basis);
    if (OPENED.includes(`${basis} ${by}`))
      for (const group of groups) opened += await openCell(stream, group, { by, group: group.key }, basis);
    // Everybody is in one group.
    const parts = groups.map((group) => sidesOf(group).get("leads-created") ?? 0);
    expect(parts.reduce((sum, leads) => sum + leads, 0)).toBe(sidesOf(all).get("leads-created"));
  }
  expect(opened).toBeGreaterThan(500);
  const paged = await leadsOf(stream, { population: "leads-created", limit: 7 });
  expect(paged).toEqual(await leadsOf(stream, { population: "leads-created" }));
});

/** In which band and with which score somebody was handed over was decided by what was known then: it is history. */
function withoutHistory(told: readonly Told[]) {
  const plain = (cell: KpiCell) => ({
    ...cell,
    figures: cell.figures.filter(({ figure }) => !figure.startsWith("lead-quality")),
  });
  return told
    .filter(({ by }) => by !== "band")
    .map(({ all, groups, ...asked }) => ({ ...asked, all: plain(all), groups: groups.map(plain) }));
}

async function money({ client }: Tenant): Promise<void> {
  const rates = Array.from({ length: 30 }, (_, i) => ({
    ...{ base: "EUR", currency: "USD", rate: 1 + i / 100 },
    day: new Date(at("2026-01-20") + i * 5 * 24 * HOUR).toISOString().slice(0, 10),
  }));
  await client.rates.put({ body: { rates } });
  const cost = { source: "google", from: "2026-01-01", until: "2026-06-30", amount: 1000, currency: "USD" };
  await client.costs.create({ body: cost });
}

test("the pages of a list are of one list, whatever comes between them", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  const page = (cursor?: string) =>
    tenant.client.kpis.leads({
      query: { ...MARCH, population: "leads-created", limit: 3, ...(cursor !== undefined && { cursor }) },
    });
  const first = await page();
  expect([first.items.length, first.count]).toEqual([3, 4]);
  await send(tenant, [{ userId: "gil", timestamp: at("2026-03-30"), type: "page" }]);
  clock += 1000;
  const second = await page(first.next as string);
  expect([second.items.length, second.count, second.next]).toEqual([1, 4, null]);
  const again = await page();
  expect(again.count).toBe(5);
  // Who is gone since is left out.
  const [last] = second.items;
  await tenant.client.leads.erase({ params: { id: last?.lead as string }, query: { erase: "true" } });
  expect(await page(first.next as string)).toMatchObject({ items: [], next: null });
  expect(await problem(page("no cursor"))).toMatchObject({ code: "bad-cursor" });
  clock = NOW;
});

test("merging leads and taking it back changes what they are worth together, and nothing else", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  const { client } = tenant;
  const whole = async () => (await client.kpis.get({ query: { ...MARCH, basis: "period", by: "source" } })).groups;
  const before = await whole();
  const created = async () => (await client.kpis.leads({ query: { ...MARCH, population: "leads-created" } })).items;
  const leads = await created();
  const [ann, ben] = leads;
  const body = { one: ann?.lead ?? "", other: ben?.lead ?? "", reason: "The same person" };
  const { decision, lead } = await client.leads.merge({ body });
  const fewer = await created();
  expect(fewer).toHaveLength(leads.length - 1);
  expect(fewer.find((one) => one.lead === lead)).toMatchObject({
    opportunityOn: "2026-03-06",
    won: [
      { amount: 1000, currency: "EUR", day: "2026-03-11" },
      { amount: 500, currency: "USD", day: "2026-04-30" },
    ],
  });
  expect(await whole()).not.toEqual(before);
  await client.leads.unmerge({ params: { id: lead }, body: { decision, reason: "They are not" } });
  expect(await created()).toEqual(leads);
  expect(await whole()).toEqual(before);
});

test("who is erased is in no figure, and nothing of what was told of them is kept", async () => {
  const tenant = await furnished();
  await live(tenant, FIXTURE);
  const { client, workspaceId } = tenant;
  const { items } = await client.kpis.leads({ query: { ...MARCH, population: "leads-created-won" } });
  const kept = () =>
    inTransaction(pool, workspaceId, (session) =>
      session.rows({ name: "", text: "select message_id from outcome union all select message_id from touch" }, []),
    );
  const all = await kept();
  for (const { lead } of items) await client.leads.erase({ params: { id: lead }, query: { erase: "true" } });
  expect(valuesIn((await client.kpis.get({ query: MARCH })).all)).toMatchObject({ leads: 2, customers: 0 });
  // Of Ann five and of Ben three; of Eve three, of Cho two, and of the device one.
  expect([all.length, (await kept()).length]).toEqual([14, 6]);
});

test("what cannot be asked is refused", async () => {
  const { client } = await furnished();
  clock = NOW;
  expect(await problem(client.kpis.get({ query: { from: "2026-05-01", until: "2026-04-01" } }))).toMatchObject({
    code: "bad-request",
    issues: [{ path: "from", code: "too-large" }],
  });
  expect(await problem(client.kpis.get({ query: { from: "1900-05-01" } }))).toMatchObject({
    issues: [{ path: "from", code: "too-small" }],
  });
  expect(await problem(client.kpis.leads({ query: { population: "leads-won", group: "x" } }))).toMatchObject({
    issues: [{ path: "by", code: "missing" }],
  });
  expect(await problem(client.kpis.leads({ query: { population: "leads-won", cursor: "x" } }))).toMatchObject({
    code: "bad-cursor",
  });
  const empty = await client.kpis.get();
  expect(empty.period).toEqual({ from: "2026-04-02", until: "2026-06-30" });
  for (const { figure, value } of empty.all.figures) {
    const isSum = FIGURES[figure].unit === "count" || figure === "revenue" || figure === "costs";
    expect(value, figure).toBe(isSum ? 0 : null);
  }
});

test("figures without a model that is live know nothing of hand-offs", async () => {
  clock = NOW;
  const tenant = await newTenant();
  await send(tenant, [{ userId: "ann", timestamp: at("2026-06-01"), event: "Opportunity Won" }]);
  const { model, all } = await tenant.client.kpis.get();
  expect([model, valuesIn(all)["speed-to-lead"], valuesIn(all).customers]).toEqual([null, null, 1]);
});

test("who may only read changes neither costs nor rates", async () => {
  const tenant = await furnished();
  const { key } = await tenant.client.keys.create({ body: { name: "Reader", scopes: ["read"] } });
  const reader = clientWith(key);
  await reader.kpis.get();
  await reader.costs.list();
  const body = { source: "x", from: "2026-01-01", until: "2026-01-01", amount: 1, currency: "EUR" };
  const refused = { code: "forbidden", scope: "write" };
  expect(await problem(reader.costs.create({ body }))).toMatchObject(refused);
  expect(await problem(reader.costs.import({ body: "x" }))).toMatchObject(refused);
  expect(await problem(reader.rates.import({ body: "x" }))).toMatchObject(refused);
});
