import type { Event } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { advanceTally } from "../../publish/advance-tally.ts";
import { clearScores } from "../../publish/clear-scores.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const NOON = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
let clock = NOON;
const now = () => clock;
const { receive, newTenant, clientWith } = await testServer(pool, now);

const model = (name: string, extra = "") => `model: ${name}
signals:
  pricing: { on: page, where: { path: { startsWith: /pricing } } }
dimensions: { fit: {}, engagement: {} }
groups:
  web: { dimension: engagement, limit: { total: 25 } }
rules:
  - { id: boss, dimension: fit, when: { trait: title, contains: CEO }, points: 20 }
  - { id: pricing, dimension: engagement, each: pricing, points: 10, group: web, limit: { total: 40 } }
${extra}total: { sum: [fit, engagement] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;
const DEMO = "  - { id: demo, dimension: engagement, each: demo, points: 30 }\n";
const withDemo = (name: string) =>
  model(name, DEMO).replace("signals:\n", "signals:\n  demo: { on: Demo Requested }\n");

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `m${messages++}`, type: "track", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

async function live({ client, workspaceId }: Tenant, name: string, text: string): Promise<void> {
  await client.models.putDraft({ params: { name }, body: text });
  const { publication } = await client.models.publish({ params: { name } });
  await publishAll(pool, workspaceId, publication, now);
}

async function people(tenant: Tenant): Promise<{ ann: string; bob: string }> {
  await send(tenant, [
    { userId: "ann", type: "identify", traits: { email: "ann@acme.example", title: "CEO", name: "Ann" } },
    ...[1, 2, 3, 4, 5].map(() => ({ userId: "ann", type: "page" as const, properties: { path: "/pricing" } })),
    { userId: "bob", type: "page", properties: { path: "/pricing" } },
    { userId: "bob", event: "Demo Requested" },
  ]);
  const rows = await inTransaction(pool, tenant.workspaceId, (session) =>
    session.rows<{ chief: string; lead_id: number }>(
      { name: "", text: "select chief, lead_id from lead where workspace_id = $1" },
      [tenant.workspaceId],
    ),
  );
  const idOf = (user: string) => String(rows.find(({ chief }) => chief.endsWith(user))?.lead_id);
  return { ann: idOf("ann"), bob: idOf("bob") };
}

async function countAll(tenant: Tenant): Promise<void> {
  while ((await advanceTally(pool, tenant.workspaceId, now)) > 0);
}

test("the live model that answers where none is named can be chosen, and a model can be retired and come back", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await live(tenant, "one", model("one"));
  await live(tenant, "two", withDemo("two"));
  await people(tenant);
  const answering = async () => (await client.leads.list()).items[0]?.score?.model;
  expect(await answering()).toBe("two");
  const marked = async () => (await client.models.list()).items.filter((one) => one.isDefault).map(({ name }) => name);
  expect(await marked()).toEqual(["two"]);
  expect(await client.models.setDefault({ params: { name: "one" } })).toMatchObject({ isDefault: true });
  expect(await answering()).toBe("one");
  expect(await client.models.stops({ params: { name: "two" } })).toEqual({
    scored: 2,
    isDefault: false,
    isLast: false,
    signals: ["demo"],
    isHandOff: false,
  });
  expect(await client.models.stops({ params: { name: "one" } })).toMatchObject({ isDefault: true, signals: [] });
  expect(await marked()).toEqual(["one"]);
  await client.models.retire({ params: { name: "one" } });
  expect(await answering()).toBe("two");
  expect(await marked()).toEqual(["two"]);
  expect(await problem(client.models.retire({ params: { name: "one" } }))).toMatchObject({ code: "model-not-live" });
  expect(await problem(client.models.setDefault({ params: { name: "one" } }))).toMatchObject({
    code: "model-not-live",
  });
  expect(await client.models.get({ params: { name: "one" } })).toMatchObject({
    live: null,
    isDefault: false,
    retiredAt: expect.any(String),
    history: [{ number: 1, isLive: false }],
    publications: [{ state: "retired" }],
  });
  expect(await clearScores(pool, workspaceId)).toBe(2);
  expect(await clearScores(pool, workspaceId)).toBe(0);
  await client.models.retire({ params: { name: "two" } });
  expect(await problem(client.leads.list())).toMatchObject({ code: "model-not-live" });
  const { publication } = await client.models.publishVersion({ params: { name: "one", number: 1 } });
  await publishAll(pool, workspaceId, publication, now);
  expect(await answering()).toBe("one");
  expect((await client.models.get({ params: { name: "one" } })).retiredAt).toBeNull();
});

test("a model that was never live can be thrown away with its versions; one that was, cannot", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  await people(tenant);
  await client.models.putDraft({ params: { name: "one" }, body: model("one") });
  await client.models.publish({ params: { name: "one" } });
  await client.models.putDraft({ params: { name: "one" }, body: withDemo("one") });
  await client.models.drop({ params: { name: "one" } });
  expect((await client.models.list()).items).toEqual([]);
  expect((await client.signals.list()).items).toEqual([]);
  expect(await problem(client.models.drop({ params: { name: "one" } }))).toMatchObject({ what: "model" });
  await live(tenant, "one", model("one"));
  expect(await problem(client.models.drop({ params: { name: "one" } }))).toMatchObject({ code: "model-was-live" });
});

test("a draft that was kept under another name is not published as another model", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await client.models.putDraft({ params: { name: "one" }, body: model("one") });
  await inTransaction(pool, workspaceId, (session) =>
    session.rows({ name: "", text: "update model set draft = $2 where workspace_id = $1" }, [
      workspaceId,
      model("two"),
    ]),
  );
  expect(await problem(client.models.publish({ params: { name: "one" } }))).toMatchObject({
    code: "model-misnamed",
    model: "one",
    found: "two",
  });
  expect((await client.models.list()).items.map(({ name }) => name)).toEqual(["one"]);
});

test("a text is tried on leads, on samples with what sales expects, and on somebody who is not", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const params = { name: "one" };
  await live(tenant, "one", model("one"));
  const { ann, bob } = await people(tenant);
  const pick = (lead: string, body: { readonly note?: string; readonly band?: string | null }) =>
    client.models.putSample({ params: { ...params, lead }, body });
  // Several people pick at the same time, in whatever order, and none undoes what another has picked.
  await pick(bob, { note: "Asked for" });
  await pick(ann, { band: null });
  await pick(bob, { note: "Asked for a demo", band: "hot" });
  expect((await pick("999999", {})).items).toEqual([
    { lead: bob, note: "Asked for a demo", name: null, band: "hot" },
    { lead: ann, note: "", name: "Ann", band: null },
    { lead: "999999", note: "", name: null },
  ]);
  const tried = await client.models.try({
    params,
    body: {
      text: withDemo("another"),
      samples: true,
      leads: [ann],
      invented: [{ traits: { title: "CEO" }, events: [{ event: "Demo Requested" }], band: "cold" }],
    },
  });
  expect(tried.missing).toEqual(["999999"]);
  // The signal that nothing measures yet is counted from the events on the spot.
  expect(tried.items).toMatchObject([
    {
      lead: ann,
      name: "Ann",
      band: "hot",
      verdict: { total: 45, version: null },
      expected: { band: null, holds: false },
      live: { band: "hot", verdict: { version: 1, total: 45 } },
    },
    {
      lead: bob,
      band: "hot",
      verdict: { total: 40 },
      expected: { band: "hot", holds: true },
      live: { band: "cold", verdict: { total: 10 } },
      note: "Asked for a demo",
    },
    {
      lead: null,
      verdict: { total: 50 },
      band: "hot",
      live: { verdict: { total: 20 } },
      expected: { band: "cold", holds: false },
    },
  ]);
  expect(tried.items[0]?.verdict.lines).toContainEqual(
    expect.objectContaining({ kind: "group", group: "web", points: -15, cap: 25 }),
  );
  expect((await client.models.list()).items).toMatchObject([{ versions: 1, draftAt: null }]);
  expect(await problem(client.models.try({ params, body: { text: "model: one\n" } }))).toMatchObject({
    code: "model-invalid",
  });
  await client.models.dropSample({ params: { ...params, lead: bob } });
  expect((await client.models.samples({ params })).items.map(({ lead }) => lead)).toEqual([ann, "999999"]);
  for (let other = 0; other < 18; other++) await pick(String(2_000_000 + other), {});
  expect(await problem(pick(bob, {}))).toMatchObject({ code: "too-many-samples", most: 20 });
  // One that is kept can still be written about.
  expect((await pick(ann, { note: "Hers" })).items.at(0)).toMatchObject({ lead: ann, note: "Hers" });
  expect(await problem(client.models.try({ params, body: {} }))).toMatchObject({ what: "draft" });
});

test("what each rule does is counted, goes on where it stopped, and tells of signals", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const params = { name: "one" };
  await live(tenant, "one", model("one"));
  await people(tenant);
  expect(await client.models.rules({ params })).toEqual({ report: null });
  expect((await client.models.countRules({ params })).report).toMatchObject({ state: "counting", done: 0, total: 2 });
  await countAll(tenant);
  const { report } = await client.models.rules({ params });
  expect(report).toMatchObject({
    state: "counted",
    done: 2,
    scored: 2,
    rules: [
      { rule: "boss", leads: 1, sum: 20, mean: 20, limited: 0, lastOn: null },
      // Ann: 50, of which the limit takes 10.
      { rule: "pricing", leads: 2, sum: 50, mean: 25, limited: 1, taken: 10, lastOn: "2026-11-22" },
    ],
    groups: [{ group: "web", dimension: "engagement", limited: 1, taken: 15 }],
  });
  expect(report?.rules.map(({ share }) => share).reduce((a = 0, b) => (a ?? 0) + (b ?? 0), 0)).toBeCloseTo(1, 3);
  expect((await client.signals.list()).items).toMatchObject([
    { isUsed: true, leads: 2, days: [{ day: "2026-11-22", count: 6 }], countedAt: expect.any(String) },
  ]);
  // The last whole count is told while the next one is under way.
  clock += DAY + 1000;
  expect((await client.models.countRules({ params })).report).toMatchObject({ state: "counting", scored: 2 });
  await countAll(tenant);
  expect((await client.models.rules({ params })).report).toMatchObject({ state: "counted" });
  clock = NOON;
});

test("a review freezes what is found, is noted, signed and ended, and says when the next one is due", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const params = { name: "one" };
  await live(tenant, "one", model("one"));
  await people(tenant);
  expect(await client.reviews.putPlan({ params, body: { every: "month", owner: "u1", nextOn: "2026-11-20" } })).toEqual(
    {
      every: "month",
      owner: "u1",
      nextOn: "2026-11-20",
    },
  );
  expect((await client.reviews.due()).items).toEqual([{ model: "one", owner: "u1", dueOn: "2026-11-20" }]);
  const begun = await client.reviews.start({ params });
  expect(begun.report).toMatchObject({
    rules: null,
    since: null,
    feedback: null,
    bands: expect.arrayContaining([
      { band: "hot", leads: 1 },
      { band: "cold", leads: 1 },
    ]),
  });
  expect(await problem(client.reviews.start({ params }))).toMatchObject({ code: "review-under-way" });
  await countAll(tenant);
  await send(tenant, [{ userId: "bob", type: "identify", traits: { title: "CEO" } }]);
  const found = await client.reviews.get({ params: { id: begun.id } });
  expect(found.report.rules).toMatchObject({ state: "counted", rules: [{ rule: "boss", leads: 1 }, {}] });
  expect(found.report.bands).toEqual(begun.report.bands);
  const { history } = await client.models.get({ params });
  const hash = history[0]?.hash as string;
  await client.reviews.sign({ params, body: { role: "sales", hash, review: begun.id, note: "Fine" } });
  const ended = await client.reviews.note({ params: { id: begun.id }, body: { notes: "Boss counts", isEnded: true } });
  expect(ended).toMatchObject({ notes: "Boss counts", endedBy: expect.any(String), signOffs: [{ role: "sales" }] });
  expect(await problem(client.reviews.note({ params: { id: begun.id }, body: { notes: "x" } }))).toMatchObject({
    code: "already-done",
  });
  expect(await client.reviews.plan({ params })).toMatchObject({ nextOn: "2026-12-22" });
  expect((await client.reviews.list({ params })).items).toMatchObject([{ id: begun.id, version: 1 }]);
  const next = await client.reviews.start({ params });
  expect(next.report.since).toBe(begun.startedAt);
});

test("with two sign-offs asked for, a draft needs them for what it means, and versions show them", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const params = { name: "one" };
  await client.workspace.update({ body: { signOff: "both" } });
  const kept = await client.models.putDraft({ params, body: model("one") });
  const hash = kept.hash as string;
  expect(await problem(client.models.publish({ params }))).toMatchObject({
    code: "sign-off-missing",
    roles: ["marketing", "sales"],
    hash,
  });
  const reader = await client.keys.create({ body: { name: "reader", scopes: ["sell"] } });
  const asReader = clientWith(reader.key).reviews.sign({ params, body: { role: "sales", hash } });
  expect(await problem(asReader)).toMatchObject({ code: "role-needed", role: "sales" });
  expect(await problem(client.reviews.sign({ params, body: { role: "sales", hash: "elsewhere" } }))).toMatchObject({
    code: "sign-off-outdated",
  });
  await client.reviews.sign({ params, body: { role: "marketing", hash } });
  expect(await problem(client.models.publish({ params }))).toMatchObject({ roles: ["sales"] });
  await client.reviews.sign({ params, body: { role: "sales", hash } });
  // Another text that means the same is signed as well; another meaning is not.
  await client.models.putDraft({ params, body: `# checked\n${model("one")}` }, { ifMatch: "*" });
  expect((await client.models.draft({ params })).signOffs).toHaveLength(2);
  await client.models.putDraft({ params, body: withDemo("one") }, { ifMatch: "*" });
  expect(await problem(client.models.publish({ params }))).toMatchObject({ code: "sign-off-missing" });
  await client.models.putDraft({ params, body: model("one") }, { ifMatch: "*" });
  await client.models.publish({ params });
  expect((await client.models.get({ params })).history).toMatchObject([
    { signOffs: [{ role: "sales" }, { role: "marketing" }] },
  ]);
});
