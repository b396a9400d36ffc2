import type { Client } from "@plumbline/api";
import { assignArm } from "@plumbline/learning";
import type { Event } from "@plumbline/scoring";
import { findExperimentsToReturn, findLeftActed, inTransaction, keepMonths } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { placeOf, unitOf } from "../../decide/enrol-leads.ts";
import { lookAtExperiments } from "../../learn/experiment/look.ts";
import { returnLeads } from "../../learn/experiment/return-leads.ts";
import { advancePublication } from "../../publish/advance-publication.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const DAY = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
let clock = NOON;
const now = () => clock;
await keepMonths(pool, NOON - 60 * DAY, 6);
const { receive, newTenant, clientWith } = await testServer(pool, now);

/** For the live version one is hot by a demo, for the other one by a title, and from another total on. */
const model = (boss: number, demo: number, hot: number, more = "") => `model: b2b
signals: { demo: { on: Demo Requested }${more} }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: ${boss} }
  - { id: demo, dimension: interest, each: demo, points: ${demo} }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, above: ${hot} }]
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `m${messages++}`, type: "track", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

const rowsOf = <Row>({ workspaceId }: Tenant, text: string): Promise<Row[]> =>
  inTransaction(pool, workspaceId, (session) => session.rows<Row>({ name: "", text }, [workspaceId]));

/** A workspace with a live version by demos and a draft by titles. */
async function furnished(draft = model(30, 1, 25)): Promise<Tenant> {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await client.models.putDraft({ params: { name: "b2b" }, body: model(1, 50, 40) });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
  await client.models.putDraft({ params: { name: "b2b" }, body: draft });
  await inTransaction(pool, workspaceId, (session) =>
    session.rows(
      {
        name: "",
        text: `insert into endpoint (workspace_id, url, secret, types, created_at)
          values ($1, 'https://example.com', '\\x00', '{lead.band.entered,lead.score.changed}', 0)`,
      },
      [workspaceId],
    ),
  );
  await inTransaction(pool, workspaceId, (session) =>
    session.rows(
      { name: "", text: "update workspace set config_version = config_version + 1 where workspace_id = $1" },
      [workspaceId],
    ),
  );
  return tenant;
}

const PLAN = {
  name: "Titles",
  model: "b2b",
  difference: 0.05,
  baseline: 0.1,
  horizon: 10,
  arms: [
    { name: "live", version: "live" as const },
    { name: "titles", version: "draft" as const },
  ],
};

async function started(client: Client, more: object = {}): Promise<string> {
  const { id } = await client.experiments.create({ body: { ...PLAN, ...more } });
  const experiment = await client.experiments.start({ params: { id } });
  expect(experiment).toMatchObject({ state: "running" });
  return id;
}

type Enrolled = { lead_id: number; unit: string; place: number; contaminated: boolean; merged_into: number | null };
const enrolled = (tenant: Tenant) =>
  rowsOf<Enrolled>(
    tenant,
    "select lead_id, unit, place, contaminated, merged_into from enrolment where workspace_id = $1 order by lead_id",
  );

const identify = (userId: string, title = "CEO", email = `${userId}@${userId}.example`) => ({
  ...{ userId, type: "identify" as const, traits: { title, email } },
});

/** So many people, each of a company of their own. */
const people = (count: number, title = "CEO", prefix = "p") =>
  Array.from({ length: count }, (_, i) => identify(`${prefix}${i}`, title));

type Announced = {
  type: string;
  lead: string;
  version: number;
  band: string | null;
  experiment: { id: string; arm: string } | null;
};
const announcements = (tenant: Tenant) =>
  rowsOf<Announced>(
    tenant,
    `select type, payload->'data'->>'lead' as lead, (payload->'data'->>'version')::int as version,
       payload->'data'->>'band' as band, payload->'data'->'experiment' as experiment
     from outbox where workspace_id = $1 order by outbox_id`,
  );

test("each lead is acted upon by its arm's version: score, band, transitions, announcements, history", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await send(tenant, [identify("before")]);
  const id = await started(client);
  await send(tenant, people(40));
  const rows = await enrolled(tenant);
  expect(rows).toHaveLength(40);
  const places = new Map(rows.map(({ lead_id, place }) => [String(lead_id), place]));
  expect(new Set(places.values()).size).toBe(2);
  const { items } = await client.leads.list({ query: { limit: 100 } });
  expect(items).toHaveLength(41);
  for (const { id: lead, name, email, score } of items) {
    const place = places.get(lead);
    if (place === undefined) {
      expect([email ?? name, score.version, score.experiment]).toEqual(["before@before.example", 1, undefined]);
      continue;
    }
    const arm = place === 0 ? "live" : "titles";
    expect(score).toMatchObject({ version: place + 1, experiment: { id, arm }, total: place === 0 ? 1 : 30 });
    expect(score.band).toBe(place === 0 ? "cold" : "hot");
    const shown = await client.leads.get({ params: { id: lead } });
    expect(shown.scores[0]).toMatchObject({ version: place + 1, experiment: { id, arm }, total: score.total });
    const then = await client.leads.score({ params: { id: lead } });
    expect(then).toMatchObject({ version: place + 1, experiment: { id, arm }, total: score.total });
    expect(await client.leads.score({ params: { id: lead }, query: { model: "b2b@1" } })).toMatchObject({ total: 1 });
  }
  // The ranking is one ranking.
  const totals = items.map(({ score }) => score.total ?? 0);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  const entered = (await announcements(tenant)).filter(
    ({ type, band }) => type === "lead.band.entered" && band === "hot",
  );
  expect(entered.map(({ lead }) => lead).sort()).toEqual(
    [...places].flatMap(([lead, place]) => (place ? [lead] : [])).sort(),
  );
  for (const { version, experiment } of entered) expect([version, experiment]).toEqual([2, { id, arm: "titles" }]);
  const changed = (await announcements(tenant)).filter(({ type }) => type === "lead.score.changed");
  const armOf = (lead: string) =>
    ({ 0: { id, arm: "live" }, 1: { id, arm: "titles" } })[places.get(lead) ?? -1] ?? null;
  expect(changed.map(({ experiment }) => experiment)).toEqual(changed.map(({ lead }) => armOf(lead)));
  const moved = (await client.transitions.list({ query: { limit: 200 } })).items;
  expect(new Set(moved.map(({ subject }) => armOf(subject)?.arm))).toEqual(new Set(["titles"]));
  expect(moved.map(({ experiment }) => experiment ?? null)).toEqual(moved.map(({ subject }) => armOf(subject)));
  // The arms are lists, and a band is found wherever a version begins it.
  const hot = await client.leads.list({ query: { experiment: id, arm: "titles", band: "hot", limit: 100 } });
  expect(hot.items.map(({ id: lead }) => lead).sort()).toEqual(entered.map(({ lead }) => lead).sort());
  const none = await client.leads.list({ query: { experiment: id, arm: "live", band: "hot" } });
  expect(none.items).toEqual([]);
  // A demo is worth 30 to one and nothing much to the other.
  const one = rows.find(({ place }) => place === 0) as Enrolled;
  const user = items.find(({ id: lead }) => lead === String(one.lead_id))?.email?.split("@")[0] as string;
  clock += DAY;
  await send(tenant, [{ userId: user, event: "Demo Requested" }]);
  const history = await client.leads.history({ params: { id: String(one.lead_id) } });
  expect(history.transitions[0]).toMatchObject({ from: "cold", to: "hot", version: 1, muted: false });
  const other = rows.find(({ place }) => place === 1) as Enrolled;
  const past = await client.leads.history({ params: { id: String(other.lead_id) } });
  expect([...past.items, ...past.transitions].every(({ version }) => version === 2)).toBe(true);
  expect(past.transitions).not.toEqual([]);
});

test("an arm stays whatever becomes of account and lead, and members of one account are in one", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await started(client);
  const members = Array.from({ length: 6 }, (_, i) => identify(`m${i}`, "CEO", `m${i}@acme.example`));
  await send(tenant, members);
  const first = await enrolled(tenant);
  expect(new Set(first.map(({ unit }) => unit)).size).toBe(1);
  expect(first[0]?.unit).toMatch(/^account:/);
  expect(new Set(first.map(({ place }) => place)).size).toBe(1);
  // Nobody's, then somebody's, then somebody else's.
  await send(tenant, [{ userId: "solo", type: "identify", traits: { title: "CEO" } }]);
  const [solo] = (await enrolled(tenant)).filter(({ unit }) => unit.startsWith("lead:"));
  await send(tenant, [identify("solo", "CEO", "solo@acme.example"), { userId: "m0", type: "group", groupId: "other" }]);
  const after = await enrolled(tenant);
  expect(after.filter(({ lead_id }) => lead_id === solo?.lead_id)).toEqual([solo]);
  expect(after.filter(({ lead_id }) => lead_id !== solo?.lead_id)).toEqual(first);
});

test("who is not scored for a while comes back into the same arm", async () => {
  const tenant = await furnished();
  const users = Array.from({ length: 8 }, (_, i) => `u${i}`);
  await started(tenant.client);
  await send(
    tenant,
    users.map((userId) => ({ userId, type: "identify", traits: { title: "CEO" } })),
  );
  const before = await enrolled(tenant);
  const say = (event: string) =>
    send(
      tenant,
      users.map((userId) => ({ userId, event })),
    );
  await say("Objection Raised");
  expect((await tenant.client.leads.list()).items).toEqual([]);
  clock += 1000;
  await send(
    tenant,
    users.map((userId) => ({ userId, type: "group", groupId: `company of ${userId}` })),
  );
  await say("Objection Withdrawn");
  expect(await enrolled(tenant)).toEqual(before);
  const { items } = await tenant.client.leads.list();
  const scores = new Map(items.map(({ id, score }) => [Number(id), [score.version, score.total]]));
  expect(scores).toEqual(new Map(before.map(({ lead_id, place }) => [lead_id, place === 0 ? [1, 1] : [2, 30]])));
});

test("property: the arm of an account's members is one, whoever comes first", () => {
  const arm = fc.record({ name: fc.uuid(), weight: fc.double({ min: 0.1, max: 10, noNaN: true }) });
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.array(arm, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 2, maxLength: 9 }),
      (salt, arms, account, leads) => {
        const trial = { mode: "live" as const, salt, arms: arms.map((one) => ({ ...one, version: null as never })) };
        const places = leads.map((lead) => placeOf(trial, unitOf(lead, account)));
        expect(new Set(places).size).toBe(1);
        expect(arms[places[0] as number]?.name).toBe(assignArm(salt, `account:${account}`, arms));
        expect(placeOf({ ...trial, mode: "shadow" }, unitOf(1, null))).toBe(0);
      },
    ),
  );
});

test("leads of different arms that become one are left out and counted; those of one arm are one", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const id = await started(client);
  const nameless = Array.from({ length: 12 }, (_, i) => ({
    userId: `u${i}`,
    type: "identify" as const,
    traits: { title: "CEO" },
  }));
  await send(tenant, nameless);
  const rows = await rowsOf<Enrolled & { key: string }>(
    tenant,
    `select enrolment.lead_id, unit, place, contaminated, merged_into, chief as key
     from enrolment join lead using (workspace_id, lead_id) where enrolment.workspace_id = $1 order by lead_id`,
  );
  const [a, b] = [0, 1].map((place) => rows.filter((row) => row.place === place));
  if (!a?.[0] || !a[1] || !a[2] || !b?.[0]) throw new Error("No luck");
  const merge = (one: { lead_id: number }, other: { lead_id: number }) =>
    client.leads.merge({ body: { one: String(one.lead_id), other: String(other.lead_id), reason: "Same" } });
  await merge(a[0], a[1]);
  await merge(a[2], b[0]);
  const after = await enrolled(tenant);
  const of = (lead: number) => after.find(({ lead_id }) => lead_id === lead);
  expect([of(a[0].lead_id), of(a[1].lead_id)].filter((row) => row?.merged_into === null)).toHaveLength(1);
  expect([of(a[0].lead_id)?.contaminated, of(a[1].lead_id)?.contaminated]).toEqual([false, false]);
  expect([of(a[2].lead_id)?.contaminated, of(b[0].lead_id)?.contaminated]).toEqual([true, true]);
  const result = await client.experiments.results({ params: { id } });
  expect(result.contaminated).toBe(2);
  expect(result.arms.reduce((sum, { enrolled: own }) => sum + own, 0)).toBe(rows.length - 3);
  const left = await client.experiments.leads({ params: { id }, query: { figure: "contaminated" } });
  expect(left.items.map((lead) => Number(lead.id))).toEqual([a[2].lead_id, b[0].lead_id].sort((x, y) => x - y));
});

test("a shadow scores and is silent", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const id = await started(client, { mode: "shadow", scoreAfter: 3 });
  await send(tenant, people(6));
  const said = await announcements(tenant);
  expect(new Set(said.map(({ version }) => version))).toEqual(new Set([1]));
  expect(said.some(({ band }) => band === "hot")).toBe(false);
  const { items } = await client.leads.list();
  expect(items.every(({ score }) => score.version === 1 && score.total === 1 && score.experiment === undefined)).toBe(
    true,
  );
  const totals = async () => (await client.experiments.leads({ params: { id } })).items.map((lead) => lead.totals);
  expect(await totals()).toEqual(Array.from({ length: 6 }, () => [1, 30]));
  clock += 3 * DAY;
  await send(tenant, [{ userId: "p0", event: "Demo Requested" }]);
  const after = await totals();
  expect(after.filter(([first]) => first === 51)).toEqual([[51, 31]]);
  clock += DAY;
  await send(tenant, [{ userId: "p0", event: "Demo Requested" }]);
  expect(await totals()).toEqual(after);
  const result = await client.experiments.results({ params: { id } });
  expect(result).toMatchObject({ treatments: [], ratio: null, decision: null, shadows: [{ leads: 0, found: null }] });
});

/** An experiment whose leads are put into arms at hand. */
async function seeded(
  tenant: Tenant,
  counts: readonly (readonly [place: number, leads: number, won: number])[],
  more = {},
) {
  const id = await started(tenant.client, more);
  let lead = 1_000_000;
  for (const [place, leads, won] of counts) {
    await inTransaction(pool, tenant.workspaceId, (session) =>
      session.rows(
        {
          name: "",
          text: `
      with made as (
        insert into identity (workspace_id, identity_id, key, lead_id, states, traits)
        select $1, i, 'user:' || i, i, '\\x', '{}' from generate_series($2::bigint + 1, $2::bigint + $3::bigint) as i
        returning identity_id
      ), told as (
        insert into event (workspace_id, source_id, received_at, at, identity_id, message_id, type, name, body)
        select $1, 1, $6, $6::bigint + 1000, identity_id, identity_id::text, 'track', 'Deal Won', '{}' from made
        where identity_id <= $2::bigint + $4::bigint
      )
      insert into enrolment (workspace_id, experiment_id, lead_id, unit, place, at, on_day, totals)
      select $1, $7, identity_id, 'lead:' || identity_id, $5, $6, 0,
        array[identity_id % 97, case when identity_id <= $2::bigint + $4::bigint then 1000 else 0 end + identity_id % 89]
      from made`,
        },
        [tenant.workspaceId, lead, leads, won, place, clock, Number(id)],
      ),
    );
    lead += leads;
  }
  return id;
}

test("the result: figures that open their leads, what is not ripe, a verdict, and what was looked at is kept", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const id = await seeded(tenant, [
    [0, 1000, 100],
    [1, 1000, 250],
  ]);
  const early = await client.experiments.results({ params: { id } });
  expect(early.arms.map(({ matured, censored, converted }) => [matured, censored, converted.rate])).toEqual([
    [0, 1000, null],
    [0, 1000, null],
  ]);
  expect(early.treatments).toMatchObject([{ difference: null, standing: { p: 1 }, bayes: null }]);
  expect(early.decision).toMatchObject({ do: "continue", because: { kind: "too-early", daysLeft: 14 } });
  clock += 14 * DAY;
  expect(await lookAtExperiments(pool, workspaceId, clock)).toBe(1);
  expect(await lookAtExperiments(pool, workspaceId, clock)).toBe(0);
  const result = await client.experiments.results({ params: { id } });
  expect(result.arms).toMatchObject([
    {
      name: "live",
      version: 1,
      leads: 1000,
      enrolled: 1000,
      matured: 1000,
      censored: 0,
      converted: { count: 100, rate: 0.1 },
    },
    { name: "titles", version: 2, converted: { count: 250, rate: 0.25 } },
  ]);
  const [treatment] = result.treatments;
  expect(treatment?.difference).toBeCloseTo(0.15, 12);
  expect(treatment?.standing.low).toBeGreaterThan(0);
  expect(treatment?.bayes?.better).toBeGreaterThan(0.999);
  expect(result.ratio).toMatchObject({ p: 1, isBroken: false });
  expect(result.decision).toEqual({ do: "stop", because: { kind: "treatment-better", arm: "titles" } });
  expect(result.looks).toHaveLength(1);
  expect(result.looks[0]).toMatchObject({
    matured: 2000,
    treatments: [{ arm: "titles", standing: treatment?.standing }],
  });
  // Every figure is the number of the leads behind it.
  const counted = async (query: object) => {
    let [sum, cursor] = [0, undefined as string | undefined];
    do {
      const page = await client.experiments.leads({
        params: { id },
        query: { ...query, limit: 200, ...(cursor && { cursor }) },
      });
      sum += page.items.length;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return sum;
  };
  for (const arm of result.arms) {
    expect(await counted({ arm: arm.name })).toBe(arm.enrolled);
    expect(await counted({ arm: arm.name, figure: "matured" })).toBe(arm.matured);
    expect(await counted({ arm: arm.name, figure: "censored" })).toBe(arm.censored);
    expect(await counted({ arm: arm.name, figure: "converted" })).toBe(arm.converted.count);
  }
  // What comes after the end is not the arm's doing.
  await client.experiments.stop({ params: { id } });
  clock += 30 * DAY;
  expect((await client.experiments.results({ params: { id } })).daysRun).toBe(14);
});

test("an imbalance that was planted raises the alarm, and stops", async () => {
  const tenant = await furnished();
  const id = await seeded(tenant, [
    [0, 1000, 100],
    [1, 800, 80],
  ]);
  clock += 2 * DAY;
  const { ratio, decision } = await tenant.client.experiments.results({ params: { id } });
  expect(ratio?.isBroken).toBe(true);
  expect(ratio?.p).toBeLessThan(0.001);
  expect(decision).toMatchObject({ do: "stop", because: { kind: "sample-ratio" } });
  await stopsAtTheNextLook(tenant, id, { kind: "sample-ratio" });
});

/** Whoever looks only advises; the look of the day stops it, and says why. */
async function stopsAtTheNextLook(tenant: Tenant, id: string, because: object): Promise<void> {
  const { client, workspaceId } = tenant;
  const own = { params: { id } };
  expect(await client.experiments.get(own)).toMatchObject({ state: "running", endedAt: null });
  expect(await lookAtExperiments(pool, workspaceId, clock)).toBe(1);
  expect(await client.experiments.get(own)).toMatchObject({
    state: "stopped",
    winner: null,
    endedAt: new Date(clock).toISOString(),
  });
  const [noted] = (await client.audit.list()).items;
  expect(noted).toMatchObject({ by: "schedule", action: "experiments.stop", subject: id, details: { because } });
  // Nobody is in it from now on, and what was found stays.
  expect((await client.experiments.results(own)).decision).toMatchObject({ do: "stop", because });
  clock += DAY;
  expect(await lookAtExperiments(pool, workspaceId, clock)).toBe(0);
}

test("a guard that is harmed stops, and opens its leads", async () => {
  const tenant = await furnished();
  const guards = [{ name: "lost", of: { outcome: "won" as const }, margin: 0.02 }];
  const id = await seeded(
    tenant,
    [
      [0, 1000, 50],
      [1, 1000, 200],
    ],
    { guards, target: "opportunity" },
  );
  clock += 15 * DAY;
  const { decision, treatments } = await tenant.client.experiments.results({ params: { id } });
  expect(treatments[0]?.guards).toMatchObject([{ name: "lost", isHarmed: true }]);
  expect(decision).toEqual({ do: "stop", because: { kind: "guard", arm: "titles", guard: "lost" } });
  const page = await tenant.client.experiments.leads({
    params: { id },
    query: { figure: "guard", guard: "lost", arm: "live", limit: 200 },
  });
  expect(page.items).toHaveLength(50);
  await stopsAtTheNextLook(tenant, id, { kind: "guard", arm: "titles", guard: "lost" });
});

test("harm that is rare in one arm is seen by the days of its guard, long before anybody's horizon has passed; early signs alone count nowhere", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const guards = [{ name: "lost", of: { outcome: "won" as const }, margin: 0.01 }];
  const id = await seeded(
    tenant,
    [
      [0, 1000, 3],
      [1, 1000, 150],
    ],
    { guards, target: "opportunity", horizon: 90 },
  );
  const results = () => client.experiments.results({ params: { id } });
  clock += 13 * DAY;
  expect(await lookAtExperiments(pool, workspaceId, clock)).toBe(1);
  const early = await results();
  expect(early.arms.map(({ guards: [own] }) => own)).toEqual(
    Array(2).fill({ name: "lost", of: 0, count: 0, rate: null, interval: null }),
  );
  expect(early.decision).toMatchObject({ do: "continue" });
  clock += DAY;
  const { arms } = await results();
  expect(arms.map(({ matured, guards: [own] }) => [matured, own?.of, own?.count])).toEqual([
    [0, 1000, 3],
    [0, 1000, 150],
  ]);
  const opened = { figure: "guard", guard: "lost", arm: "titles", limit: 1 } as const;
  expect((await client.experiments.leads({ params: { id }, query: opened })).items).toHaveLength(1);
  await stopsAtTheNextLook(tenant, id, { kind: "guard", arm: "titles", guard: "lost" });
});

test("what comes after the days of a guard is none of it", async () => {
  const tenant = await furnished();
  const guards = [{ name: "lost", of: { outcome: "won" as const }, horizon: 3 }];
  const id = await seeded(tenant, [[0, 20, 8]], { guards, target: "opportunity" });
  await inTransaction(pool, tenant.workspaceId, (session) =>
    session.rows(
      { name: "", text: "update event set at = at + $2 where workspace_id = $1 and identity_id <= 1000003" },
      [tenant.workspaceId, 3 * DAY],
    ),
  );
  clock += 4 * DAY;
  const { arms } = await tenant.client.experiments.results({ params: { id } });
  expect(arms[0]?.guards).toMatchObject([{ of: 20, count: 5 }]);
});

/** The pool, but at some of the times that it is asked for a connection there is none. */
function withoutConnection(isGone: (asked: number) => boolean): typeof pool {
  let asked = 0;
  return new Proxy(pool, {
    get(own, key) {
      if (key === "connect" && isGone((asked += 1))) return () => Promise.reject(new Error("gone"));
      const value: unknown = Reflect.get(own, key);
      return typeof value === "function" ? value.bind(own) : value;
    },
  });
}

test("a stop that fails is made up for at the next look", async () => {
  const tenant = await furnished();
  const guards = [{ name: "lost", of: { outcome: "won" as const }, margin: 0.02 }];
  const counts = [
    [0, 1000, 50],
    [1, 1000, 200],
  ] as const;
  const id = await seeded(tenant, counts, { guards, target: "opportunity" });
  clock += 15 * DAY;
  // What the look is kept by works; the stop, which changes the configuration, finds no database any more.
  const failing = withoutConnection((asked) => asked > 2);
  await expect(lookAtExperiments(failing, tenant.workspaceId, clock)).rejects.toThrow("gone");
  await stopsAtTheNextLook(tenant, id, { kind: "guard", arm: "titles", guard: "lost" });
});

test("an experiment that cannot be looked at keeps no other from being looked at, and its failure is told", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  await started(client);
  const body = model(1, 50, 40).replace("b2b", "other");
  await client.models.putDraft({ params: { name: "other" }, body });
  const { publication } = await client.models.publish({ params: { name: "other" } });
  await publishAll(pool, workspaceId, publication, now);
  await client.models.putDraft({ params: { name: "other" }, body: body.replace("points: 50", "points: 51") });
  const sound = await started(client, { model: "other" });
  clock += 2 * DAY;
  // The first is looked at in the second transaction.
  const failing = withoutConnection((asked) => asked === 2);
  await expect(lookAtExperiments(failing, workspaceId, clock)).rejects.toThrow("gone");
  const looked = "select experiment_id::text from experiment_look where workspace_id = $1";
  expect(await rowsOf(tenant, looked)).toEqual([{ experiment_id: sound }]);
});

test("a unit is asked of as a whole, from when the first of its leads was enrolled", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const id = await seeded(tenant, [[0, 8, 0]]);
  const [first, , , last] = [1, 2, 3, 4].map((day) => clock + day * DAY);
  const put = (lead: number, unit: string, at: number | undefined, wonAt?: number) =>
    inTransaction(pool, workspaceId, async (session) => {
      const enrolment = "update enrolment set unit = $3, at = $4 where workspace_id = $1 and lead_id = $2";
      await session.rows({ name: "", text: enrolment }, [workspaceId, 1_000_000 + lead, unit, at]);
      const won = `insert into event (workspace_id, source_id, received_at, at, identity_id, message_id, type, name, body)
        values ($1, 1, $3, $4, $2, $5, 'track', 'Deal Won', '{}')`;
      if (wonAt !== undefined)
        await session.rows({ name: "", text: won }, [workspaceId, 1_000_000 + lead, clock, wonAt, `won-${lead}`]);
    });
  // Ann of acme is enrolled first; Bob, who comes later, had bought before her, whoever comes first in the other one.
  await put(1, "account:1", first);
  await put(2, "account:1", last, clock - 20 * DAY);
  await put(3, "account:2", last);
  await put(4, "account:2", first, clock - 20 * DAY);
  // Between her enrolment and his own he buys.
  await put(5, "account:3", first);
  await put(6, "account:3", last, (first as number) + DAY);
  await put(7, "account:4", first);
  await put(8, "account:4", last);
  clock += 30 * DAY;
  const { convertedBefore, arms } = await client.experiments.results({ params: { id } });
  expect(convertedBefore).toBe(2);
  expect(arms[0]).toMatchObject({ enrolled: 2, matured: 2, converted: { count: 1 } });
});

test("shadow mode compares on the same leads", async () => {
  const tenant = await furnished();
  const id = await seeded(tenant, [[0, 1500, 150]], { mode: "shadow", scoreAfter: 0, capacity: 0.1 });
  clock += 11 * DAY;
  // Drawing leads again takes seconds: not in the thread that answers everybody.
  let threads = 0;
  const count = () => threads++;
  process.on("worker", count);
  const { shadows, treatments } = await tenant.client.experiments.results({ params: { id } });
  process.off("worker", count);
  expect(threads).toBe(1);
  expect(treatments).toEqual([]);
  expect(shadows).toMatchObject([{ arm: "titles", leads: 1500, converted: 150, missing: [] }]);
  expect(shadows[0]?.found?.shadow.auc).toBe(1);
  expect(shadows[0]?.found?.p).toBeLessThan(1e-6);
  expect(shadows[0]?.found?.atCapacity).toMatchObject({ shadow: 1 });
});

test("the winner is published silently; nothing else is meanwhile", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  await send(tenant, [identify("before")]);
  const id = await started(client);
  await send(tenant, people(20));
  expect(await problem(client.models.publish({ params: { name: "b2b" } }))).toMatchObject({ code: "experiment-runs" });
  expect(await problem(client.models.publishVersion({ params: { name: "b2b", number: 2 } }))).toMatchObject({
    code: "experiment-runs",
    experiment: id,
  });
  expect(await problem(client.models.retire({ params: { name: "b2b" } }))).toMatchObject({ code: "experiment-runs" });
  const before = await announcements(tenant);
  const { state, publication } = await client.experiments.decide({ params: { id }, body: { arm: "titles" } });
  expect(state).toBe("deciding");
  // Whoever comes now is in no arm.
  await send(tenant, [identify("late")]);
  expect((await enrolled(tenant)).length).toBe(20);
  await publishAll(pool, workspaceId, publication as string, now);
  const said = (await announcements(tenant)).slice(before.length);
  expect(said.every(({ version }) => version === 1)).toBe(true);
  expect(await client.experiments.get({ params: { id } })).toMatchObject({ state: "decided", winner: "titles" });
  const { items } = await client.leads.list({ query: { limit: 50 } });
  expect(items).toHaveLength(22);
  expect(items.every(({ score }) => score.version === 2 && score.total === 30 && score.band === "hot")).toBe(true);
  expect(await returnLeads(pool, workspaceId, now())).toBe(0);
  expect(await problem(client.experiments.stop({ params: { id } }))).toMatchObject({ code: "already-done" });
});

test("while one runs, nobody looks for leads to give back", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  await started(client);
  await send(tenant, people(20));
  await inTransaction(pool, workspaceId, async (session) => {
    // As if one were left over: whoever looked would find it.
    await session.rows({ name: "", text: "delete from enrolment where workspace_id = $1" }, [workspaceId]);
    expect(await findLeftActed(session, 100)).not.toEqual([]);
  });
  expect(await returnLeads(pool, workspaceId, now())).toBe(0);
});

test("stopped, all leads go back to the live version, and nobody is told", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const id = await started(client);
  await send(tenant, people(20));
  const before = await announcements(tenant);
  await client.experiments.stop({ params: { id } });
  clock += 60_000;
  while ((await returnLeads(pool, workspaceId, now())) > 0);
  const { items } = await client.leads.list({ query: { limit: 50 } });
  expect(items.every(({ score }) => score.version === 1 && score.total === 1 && score.band === "cold")).toBe(true);
  expect((await announcements(tenant)).slice(before.length).filter(({ type }) => type === "lead.band.entered")).toEqual(
    [],
  );
  // From now on nobody is looked for, until another one has ended.
  expect(await inTransaction(pool, workspaceId, findExperimentsToReturn)).toEqual([]);
  const [one] = (await enrolled(tenant)).filter(({ place }) => place === 1);
  const lead = { id: String(one?.lead_id) };
  const { transitions } = await client.leads.history({ params: lead });
  expect(transitions[0]).toMatchObject({ from: "hot", to: "cold", cause: "publish", muted: true, version: 1 });
  // What was live then is not what is live now.
  const on = new Date(clock).toISOString().slice(0, 10);
  clock += 2 * DAY;
  expect(await client.leads.score({ params: lead })).toMatchObject({ version: 1, total: 1 });
  expect(await client.leads.score({ params: lead, query: { on } })).not.toHaveProperty("experiment");
  // It is live again, and a model may be published.
  await client.models.publish({ params: { name: "b2b" } });
});

test("a past score is that of the version and the arm that were live then", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const dayOf = () => new Date(clock).toISOString().slice(0, 10);
  await send(tenant, people(12));
  const before = dayOf();
  clock += 2 * DAY;
  const id = await started(client, { enrols: "everyone" });
  await send(
    tenant,
    Array.from({ length: 12 }, (_, i) => ({ userId: `p${i}`, type: "page" as const })),
  );
  const during = dayOf();
  clock += 2 * DAY;
  await client.experiments.stop({ params: { id } });
  const after = dayOf();
  const one = (await enrolled(tenant)).find(({ place }) => place === 1);
  const on = (day: string) => client.leads.score({ params: { id: String(one?.lead_id) }, query: { on: day } });
  expect(await on(before)).toMatchObject({ version: 1, total: 1 });
  expect(await on(during)).toMatchObject({ version: 2, total: 30, experiment: { id, arm: "titles" } });
  expect(await on(after)).toMatchObject({ version: 1, total: 1 });
  expect(await on(after)).not.toHaveProperty("experiment");
});

test("everyone may be enrolled: who changes bands by that is announced to nobody, what happens then is", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await send(tenant, people(20, "CEO"));
  const before = (await announcements(tenant)).length;
  await started(client, { enrols: "everyone" });
  await send(
    tenant,
    Array.from({ length: 20 }, (_, i) => ({ userId: `p${i}`, type: "page" as const })),
  );
  const rows = await enrolled(tenant);
  expect(rows).toHaveLength(20);
  expect((await announcements(tenant)).slice(before).filter(({ type }) => type === "lead.band.entered")).toEqual([]);
  const { items } = await client.leads.list({ query: { limit: 50 } });
  for (const { id, score } of items) {
    const place = rows.find(({ lead_id }) => String(lead_id) === id)?.place;
    expect(score).toMatchObject({ version: (place ?? 0) + 1, band: place === 1 ? "hot" : "cold" });
  }
});

test("signals that a version needs are filled first; it can be stopped meanwhile", async () => {
  const tenant = await furnished(
    model(30, 1, 25, ", trial: { on: Trial Started }").replace(
      "boss, dimension: fit, when: { trait: title, is: CEO }",
      "trial, dimension: fit, each: trial",
    ),
  );
  const { client, workspaceId } = tenant;
  await send(tenant, [identify("old"), { userId: "old", event: "Trial Started" }]);
  const { id } = await client.experiments.create({ body: PLAN });
  expect(await client.experiments.start({ params: { id } })).toMatchObject({ state: "filling", filling: { done: 0 } });
  await send(tenant, [identify("early")]);
  expect(await enrolled(tenant)).toEqual([]);
  const [{ publication_id: fill }] = (await rowsOf<{ publication_id: number }>(
    tenant,
    "select publication_id from publication where workspace_id = $1 and trial_of is not null",
  )) as [{ publication_id: number }];
  while ((await advancePublication(pool, workspaceId, fill, now)) === "filling");
  expect(await client.experiments.get({ params: { id } })).toMatchObject({ state: "running", filling: null });
  expect((await client.models.get({ params: { name: "b2b" } })).publications).toHaveLength(1);
  await send(
    tenant,
    Array.from({ length: 20 }, (_, i) => ({ userId: `q${i}`, event: "Trial Started" })),
  );
  const rows = await enrolled(tenant);
  expect(rows).toHaveLength(20);
  const { items } = await client.leads.list({ query: { experiment: id, arm: "titles" } });
  expect(items.length).toBe(rows.filter(({ place }) => place === 1).length);
  expect(items.every(({ score }) => score.total === 30)).toBe(true);
  // What is measured for nobody any more is forgotten.
  await client.experiments.stop({ params: { id } });
  const left = await rowsOf<{ count: number }>(
    tenant,
    "select count(*)::int as count from signal_fill where workspace_id = $1",
  );
  expect(left).toEqual([{ count: 1 }]);
  const again = await client.experiments.create({ body: PLAN });
  expect(await client.experiments.start({ params: { id: again.id } })).toMatchObject({ state: "filling" });
  expect(await client.experiments.stop({ params: { id: again.id } })).toMatchObject({ state: "stopped" });
  expect(await rowsOf(tenant, "select from publication where workspace_id = $1 and state = 'filling'")).toEqual([]);
});

test("what cannot be started, changed or decided is refused", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const create = (more: object) => client.experiments.create({ body: { ...PLAN, ...more } });
  const start = (id: string) => problem(client.experiments.start({ params: { id } }));
  expect(await problem(create({ model: "none" }))).toMatchObject({ code: "not-found", what: "model" });
  expect(await problem(create({ arms: [PLAN.arms[0]] }))).toMatchObject({ code: "bad-request" });
  expect(await problem(create({ arms: [PLAN.arms[0], PLAN.arms[0]] }))).toMatchObject({ code: "bad-request" });
  const upside = await create({ arms: [...PLAN.arms].reverse() });
  expect(await start(upside.id)).toEqual(
    expect.objectContaining({ code: "experiment-unready", because: "control-not-live" }),
  );
  expect(await rowsOf(tenant, "select from experiment_arm where workspace_id = $1")).toEqual([]);
  const missing = await create({ arms: [PLAN.arms[0], { name: "nine", version: 9 }] });
  expect(await start(missing.id)).toMatchObject({ code: "not-found", what: "version" });
  expect(await problem(client.experiments.decide({ params: { id: missing.id }, body: { arm: "nine" } }))).toMatchObject(
    {
      because: "not-started",
    },
  );
  const changed = await client.experiments.change({ params: { id: missing.id }, body: { ...PLAN, name: "Other" } });
  expect(changed).toMatchObject({ name: "Other", needed: { control: expect.any(Number) as number } });
  await client.experiments.start({ params: { id: missing.id } });
  expect(await start(missing.id)).toMatchObject({ code: "already-done" });
  expect(await start((await create({})).id)).toMatchObject({ code: "experiment-runs", experiment: missing.id });
  expect(await problem(client.experiments.change({ params: { id: missing.id }, body: PLAN }))).toMatchObject({
    code: "already-done",
  });
  expect(await problem(client.experiments.drop({ params: { id: missing.id } }))).toMatchObject({
    code: "already-done",
  });
  await client.experiments.drop({ params: { id: upside.id } });
  const { items } = await client.experiments.list({ query: { model: "b2b" } });
  expect(items.map(({ state }) => state)).toEqual(["draft", "running"]);
  // Of another workspace there is none.
  const { client: stranger } = await furnished();
  const own = { params: { id: missing.id } };
  for (const ask of [stranger.experiments.get, stranger.experiments.results, stranger.experiments.leads]) {
    expect(await problem(ask(own))).toMatchObject({ code: "not-found", what: "experiment" });
  }
  expect(await problem(stranger.leads.list({ query: { experiment: missing.id } }))).toMatchObject({
    what: "experiment",
  });
});

test("who reads may look, who drafts may plan, and only who publishes may start and decide", async () => {
  const { client } = await furnished();
  const keyOf = async (scope: "read" | "draft" | "models") => {
    const { key } = await client.keys.create({ body: { name: scope, scopes: [scope] } });
    return clientWith(key);
  };
  const [reader, drafter, publisher] = [await keyOf("read"), await keyOf("draft"), await keyOf("models")];
  expect(await problem(reader.experiments.create({ body: PLAN }))).toMatchObject({ code: "forbidden", scope: "draft" });
  const own = { params: { id: (await drafter.experiments.create({ body: PLAN })).id } };
  expect(await problem(drafter.experiments.start(own))).toMatchObject({ code: "forbidden", scope: "models" });
  await publisher.experiments.start(own);
  expect((await reader.experiments.results(own)).arms).toHaveLength(2);
  expect(await problem(drafter.experiments.stop(own))).toMatchObject({ code: "forbidden" });
  expect(await problem(drafter.experiments.decide({ ...own, body: { arm: "live" } }))).toMatchObject({
    code: "forbidden",
  });
  expect(await publisher.experiments.decide({ ...own, body: { arm: "live" } })).toMatchObject({
    ...{ state: "decided", winner: "live", publication: null },
  });
  const query = { baseline: 0.05, difference: 0.02 };
  expect((await reader.experiments.sampleSize({ query })).needed).toMatchObject({ control: 2213, treatment: 2213 });
  expect((await reader.experiments.sampleSize({ query: { baseline: 0.9, difference: 0.2 } })).needed).toBeNull();
});

test("where both have to sign, a version that was never live is signed before it acts", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await client.workspace.update({ body: { signOff: "both" } });
  const { id } = await client.experiments.create({ body: PLAN });
  expect(await problem(client.experiments.start({ params: { id } }))).toMatchObject({ code: "sign-off-missing" });
  const shadow = await client.experiments.create({ body: { ...PLAN, mode: "shadow" } });
  await client.experiments.start({ params: { id: shadow.id } });
  const decide = () => client.experiments.decide({ params: { id: shadow.id }, body: { arm: "titles" } });
  const refusal = await problem(decide());
  expect(refusal).toMatchObject({ code: "sign-off-missing", roles: ["marketing", "sales"] });
  const { hash } = refusal as { hash: string };
  for (const role of ["marketing", "sales"] as const) {
    await client.reviews.sign({ params: { name: "b2b" }, body: { role, hash } });
  }
  expect(await decide()).toMatchObject({ state: "deciding" });
});

test("a transaction that fails after the enrolment leaves nobody enrolled and nothing scored", async () => {
  const tenant = await furnished();
  await started(tenant.client);
  const owner = await pool.connect();
  try {
    await owner.query(`create function fail_${tenant.workspaceId}() returns trigger language plpgsql as
      $$ begin if new.workspace_id = ${tenant.workspaceId} then raise exception 'power cut'; end if; return new; end $$`);
    await owner.query(`create trigger fail_${tenant.workspaceId} after insert on enrolment
      for each row execute function fail_${tenant.workspaceId}()`);
    await send(tenant, [identify("ann")]).catch(() => {});
    expect(await enrolled(tenant)).toEqual([]);
    expect(await rowsOf(tenant, "select from score where workspace_id = $1")).toEqual([]);
    expect(await announcements(tenant)).toEqual([]);
  } finally {
    await owner.query(`drop trigger fail_${tenant.workspaceId} on enrolment`);
    await owner.query(`drop function fail_${tenant.workspaceId}()`);
    owner.release();
  }
  await send(tenant, [identify("bob")]);
  expect(await enrolled(tenant)).toHaveLength(1);
  expect(await rowsOf(tenant, "select from score where workspace_id = $1")).toHaveLength(1);
});
