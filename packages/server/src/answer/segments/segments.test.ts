import type { Event, JsonObject } from "@plumbline/scoring";
import { findEventsOf, findIdentitiesOf, findLead, inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { advanceSegment } from "../../segment/advance-segment.ts";
import { sweepSegments } from "../../segment/sweep-segments.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const { receive, newTenant, app } = await testServer(pool, now);
const DAY = 86_400_000;

const model = (who = "") => `model: b2b
signals:
  pricing: { on: page, where: { path: { startsWith: /pricing } } }
dimensions: { fit: {}, engagement: {} }
${who}rules:
  - { id: boss, dimension: fit, when: { trait: title, contains: CEO }, points: 20 }
  - { id: pricing, dimension: engagement, each: pricing, points: 10, limit: { total: 50 } }
total: { sum: [fit, engagement] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `s${messages++}`, type: "track", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

async function publish({ client, workspaceId }: Tenant, text: string): Promise<void> {
  await client.models.putDraft({ params: { name: "b2b" }, body: text });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
}

async function built({ workspaceId }: Tenant, id: string): Promise<void> {
  while ((await advanceSegment(pool, workspaceId, Number(id), now)) !== "live");
}

const PEOPLE: Readonly<Record<string, JsonObject>> = {
  ann: { email: "ann@acme.example", name: "Ann", title: "CEO", company: "Acme" },
  bob: { email: "bob@beta.example", name: "Bob", title: "Clerk", company: "Beta" },
  carl: { email: "carl@gamma.example", name: "Carl", title: "CEO", company: "Gamma" },
};

/** Three people, of whom Ann is hot. */
async function furnished(): Promise<Tenant & { readonly idOf: (name: string) => string }> {
  const tenant = await newTenant();
  await publish(tenant, model());
  await send(
    tenant,
    Object.entries(PEOPLE).map(([userId, traits]) => ({ userId, type: "identify" as const, traits })),
  );
  await send(tenant, [{ userId: "ann", type: "page", properties: { path: "/pricing" } }]);
  const { items } = await tenant.client.leads.list({});
  return { ...tenant, idOf: (name) => items.find((lead) => lead.name === name)?.id ?? "none" };
}

const namesIn = async ({ client }: Tenant, id: string) =>
  (await client.segments.members({ params: { id } })).items.map(({ name }) => name);

test("a live segment: previewed, made, filled, followed, filtered by, exported and removed", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const where = { trait: "title", contains: "CEO" };
  const preview = await client.segments.preview({ body: { where } });
  expect(preview.size).toEqual({ value: 2, isEstimate: false });
  expect(preview.sample.map(({ name }) => name).sort()).toEqual(["Ann", "Carl"]);
  const { id, state } = await client.segments.create({ body: { name: "bosses", where } });
  expect(state).toBe("building");
  await built(tenant, id);
  expect(await namesIn(tenant, id)).toEqual(["Ann", "Carl"]);
  const first = await client.segments.members({ params: { id }, query: { limit: 1 } });
  const second = await client.segments.members({ params: { id }, query: { limit: 1, cursor: first.next ?? "" } });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["Ann", "Carl"]);
  expect(second.next).toBeNull();
  await send(tenant, [{ userId: "bob", type: "identify", traits: { title: "CEO" } }]);
  clock += DAY;
  await send(tenant, [{ userId: "ann", type: "identify", traits: { title: "retired" } }]);
  expect(await namesIn(tenant, id)).toEqual(["Bob", "Carl"]);
  const changes = await client.segments.changes({ params: { id } });
  expect(changes.items.map(({ name, says, cause }) => [name, says, cause])).toEqual([
    ["Ann", "left", "event"],
    ["Bob", "entered", "event"],
    ["Ann", "entered", "fill"],
    ["Carl", "entered", "fill"],
  ]);
  const { items: days } = await client.segments.trend({ params: { id }, query: { days: 3 } });
  expect(days.map(({ size, entered, left }) => [size, entered, left])).toEqual([
    [0, 0, 0],
    [3, 3, 0],
    [2, 0, 1],
  ]);
  const own = await client.segments.create({ body: { name: "mine" } });
  const other = await client.segments.create({ body: { name: "others", where: { segment: "bosses" } } });
  await client.views.create({ body: { name: "Bosses", filter: { segment: "bosses" }, columns: [], shared: true } });
  // As the pages of each of them say it, asked at once.
  for (const one of (await client.segments.list({})).items) {
    const { items } = await client.segments.trend({ params: { id: one.id } });
    expect(one.trend).toEqual(items.map(({ size }) => size));
    expect(one.usedBy).toEqual((await client.segments.get({ params: { id: one.id } })).usedBy);
  }
  const bosses = (await client.segments.list({})).items.find(({ name }) => name === "bosses");
  expect(bosses?.trend.slice(-3)).toEqual([0, 3, 2]);
  expect(bosses?.usedBy.map(({ kind, name }) => [kind, name])).toEqual([
    ["segment", "others"],
    ["view", "Bosses"],
  ]);
  for (const { id: done } of [other, own]) await client.segments.drop({ params: { id: done } });
  const [view] = (await client.views.list()).items;
  await client.views.drop({ params: { id: view?.id ?? "" } });
  const listed = await client.leads.list({ query: { segment: "bosses" } });
  expect(listed.items.map(({ name }) => name).sort()).toEqual(["Bob", "Carl"]);
  const csv = Buffer.from(await client.leads.export({ query: { segment: "bosses" } })).toString();
  expect(csv.trim().split("\r\n")).toHaveLength(3);
  expect((await problem(client.leads.list({ query: { segment: "none" } }))).code).toBe("not-found");
  await client.segments.drop({ params: { id } });
  expect((await client.segments.list({})).items).toEqual([]);
});

test("a condition that makes no sense is refused at its place, before anything is kept", async () => {
  const { client } = await furnished();
  const wrong = (where: unknown, extra: object = {}) =>
    problem(client.segments.create({ body: { name: "x", where: where as never, ...extra } }));
  expect(await wrong({ all: [{ trait: "a", is: 1 }, { signal: "pricng" }] })).toMatchObject({
    code: "model-invalid",
    problems: [{ problem: { code: "unknown-reference", path: ["where", "all", 1, "signal"], suggestion: "pricing" } }],
  });
  expect(await wrong({ trait: "a", iz: 1 })).toMatchObject({
    problems: [{ problem: { code: "unknown-key", path: ["where", "iz"] } }],
  });
  expect(await wrong({ segment: "nobody" })).toMatchObject({
    problems: [{ problem: { code: "unknown-reference", kind: "segment" } }],
  });
  expect(await wrong({ trait: "a", is: 1 }, { model: "none" })).toMatchObject({ code: "model-not-live" });
  expect(await wrong({ trait: "a", is: 1 }, { within: [{ model: "b2b", bands: ["tepid"] }] })).toMatchObject({
    code: "bad-request",
    issues: [{ path: "within.0.bands.0", code: "not-one-of", expected: "cold, hot" }],
  });
  expect((await client.segments.list({})).items).toEqual([]);
});

test("a segment with a signal of its own is filled from the past, and by bands it follows the score", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const body = {
    name: "readers",
    where: { signal: "read", in: "3d", atLeast: 1 },
    signals: { read: { on: "page" } },
    within: [{ model: "b2b", bands: ["hot"] }],
  };
  expect((await client.segments.preview({ body: { where: body.where, signals: body.signals } })).size.value).toBe(1);
  const { id, state } = await client.segments.create({ body });
  expect(state).toBe("filling");
  await built(tenant, id);
  expect(await namesIn(tenant, id)).toEqual(["Ann"]);
  clock += 3 * DAY;
  while (!(await sweepSegments(pool, tenant.workspaceId, now())).isDone);
  expect(await namesIn(tenant, id)).toEqual([]);
  // What nobody may depend on nobody can.
  expect(await problem(client.segments.create({ body: { name: "y", where: { segment: "readers" } } }))).toMatchObject({
    code: "segment-of-scores",
    segment: "readers",
  });
  await client.models.putDraft({
    params: { name: "b2b" },
    body: model("who: { not: { segment: readers } }\n"),
  });
  expect((await problem(client.models.publish({ params: { name: "b2b" } }))).code).toBe("segment-of-scores");
  // What was not counted for a while has to be filled again.
  await client.segments.drop({ params: { id } });
  await send(tenant, [{ userId: "carl", type: "page" }]);
  const again = await client.segments.create({ body: { name: "readers", where: body.where, signals: body.signals } });
  expect(again.state).toBe("filling");
  await built(tenant, again.id);
  expect(await namesIn(tenant, again.id)).toEqual(["Carl"]);
});

test("a fixed segment: by ids, by a filter, by a file; nobody else can say who is on it, and nobody was seen by it", async () => {
  const tenant = await furnished();
  const { client, idOf, workspaceId } = tenant;
  const { id, trait } = await client.segments.create({ body: { name: "vip" } });
  expect(trait).toBe("segment.vip");
  const before = await inTransaction(pool, workspaceId, (session) => findLead(session, Number(idOf("Ann"))));
  clock += 2 * DAY;
  const put = await client.segments.put({ params: { id }, body: { leads: [idOf("Ann"), "999999999"] } });
  expect(put).toEqual({ put: 1, already: 0, missing: ["999999999"], more: false });
  expect((await client.segments.put({ params: { id }, body: { leads: [idOf("Ann")] } })).already).toBe(1);
  const after = await inTransaction(pool, workspaceId, (session) => findLead(session, Number(idOf("Ann"))));
  expect(after?.last_at).toBe(before?.last_at);
  await client.segments.put({ params: { id }, body: { filter: { search: "carl" } } });
  expect(await namesIn(tenant, id)).toEqual(["Ann", "Carl"]);
  expect(await client.segments.take({ params: { id }, body: { leads: [idOf("Ann"), idOf("Bob")] } })).toEqual({
    taken: 1,
    missing: [],
  });
  const body =
    'name;E-Mail\n"Bob; the clerk";BOB@beta.example\nNobody;nobody@nowhere.example\nCarl;carl@gamma.example\n';
  expect(await client.segments.import({ params: { id }, body })).toEqual({
    ...{ rows: 3, put: 1, already: 1, missingCount: 1 },
    missing: [{ line: 3, value: "nobody@nowhere.example" }],
  });
  expect(await client.segments.import({ params: { id }, body: "ann\nzoe\n" })).toMatchObject({
    put: 1,
    missingCount: 1,
  });
  await send(tenant, [
    { userId: "bob", type: "identify", traits: { "segment.vip": false } },
    { userId: "zoe", type: "identify", traits: { "segment.vip": Number(id) } },
  ]);
  expect((await namesIn(tenant, id)).sort()).toEqual(["Ann", "Bob", "Carl"]);
  // Each change is an event of the house, and so replayed.
  const stored = await inTransaction(pool, workspaceId, async (session) => {
    const identities = await findIdentitiesOf(session, [Number(idOf("Ann"))]);
    return findEventsOf(
      session,
      identities.map(({ identity_id }) => identity_id),
    );
  });
  expect(stored.filter(({ body: text }) => text.includes("segment.vip"))).toHaveLength(3);
  expect((await problem(client.segments.put({ params: { id: "99" }, body: { leads: [idOf("Ann")] } }))).code).toBe(
    "not-found",
  );
  const live = await client.segments.create({ body: { name: "live", where: { trait: "title", exists: true } } });
  expect((await problem(client.segments.put({ params: { id: live.id }, body: { leads: [idOf("Ann")] } }))).code).toBe(
    "segment-live",
  );
  await client.leads.erase({ params: { id: idOf("Ann") }, query: { erase: "true" } });
  expect((await namesIn(tenant, id)).sort()).toEqual(["Bob", "Carl"]);
  expect((await client.segments.get({ params: { id } })).size).toBe(2);
  expect((await client.segments.changes({ params: { id } })).items.map(({ name }) => name)).not.toContain("Ann");
  // One of the same name begins empty.
  await client.segments.drop({ params: { id } });
  const again = await client.segments.create({ body: { name: "vip" } });
  await send(tenant, [{ userId: "bob", type: "page" }]);
  expect(await namesIn(tenant, again.id)).toEqual([]);
});

test("lists and segments are pinned into a version: what changes later changes no score, until it is published again", async () => {
  const tenant = await furnished();
  const { client, idOf } = tenant;
  const params = { name: "rivals" };
  await client.lists.put({ params, body: { entries: ["Acme"] } });
  const { id } = await client.segments.create({ body: { name: "bosses", where: { trait: "title", contains: "CEO" } } });
  const vip = await client.segments.create({ body: { name: "vip" } });
  await client.segments.put({ params: { id: vip.id }, body: { leads: [idOf("Bob")] } });
  const who =
    "who: { all: [{ not: { trait: company, inList: rivals } }, { any: [{ segment: bosses }, { segment: vip }] }] }\n";
  await publish(tenant, model(who));
  const scored = async () => {
    const { items } = await client.leads.list({});
    return items
      .filter(({ score }) => score.total !== null)
      .map(({ name }) => name)
      .sort();
  };
  expect(await scored()).toEqual(["Bob", "Carl"]);
  const pins = async () =>
    (await client.lists.ofModel({ params: { name: "b2b" } })).items.map((pin) => [pin.name, pin.isCurrent]);
  expect(await pins()).toEqual([
    ["rivals", true],
    ["bosses", true],
    ["vip", true],
  ]);
  const { body } = await client.models.version({ params: { name: "b2b", number: 2 } });
  expect(body.lists).toEqual({ rivals: ["Acme"] });

  const tags: string[] = [];
  const withTag = async (path: string) => {
    const answered = await app.inject({
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${tenant.adminKey}` },
    });
    tags.push(String(answered.headers["etag"]));
    return String(answered.headers["etag"]);
  };
  const change = (tag: string | undefined, entries: string[]) =>
    app.inject({
      method: "PUT",
      url: "/api/v1/lists/rivals",
      headers: { authorization: `Bearer ${tenant.adminKey}`, ...(tag && { "if-match": tag }) },
      payload: { entries },
    });
  expect((await change(undefined, [])).statusCode).toBe(428);
  expect((await change('"other"', [])).statusCode).toBe(412);
  expect((await change(await withTag("/lists/rivals"), ["Gamma"])).statusCode).toBe(200);
  const patched = await app.inject({
    method: "PATCH",
    url: `/api/v1/segments/${id}`,
    headers: { authorization: `Bearer ${tenant.adminKey}`, "if-match": await withTag(`/segments/${id}`) },
    payload: { where: { trait: "title", contains: "Nobody" } },
  });
  expect(patched.statusCode).toBe(200);
  const on = new Date(now()).toISOString().slice(0, 10);
  const pastOf = () =>
    Promise.all(
      ["Ann", "Carl"].map((name) => client.leads.score({ params: { id: idOf(name) }, query: { on, model: "b2b@2" } })),
    );
  const past = await pastOf();
  expect(past.map(({ total }) => total)).toEqual([null, 20]);
  clock += DAY;
  for (const userId of Object.keys(PEOPLE)) await send(tenant, [{ userId, type: "page" }]);
  expect(await scored()).toEqual(["Bob", "Carl"]);
  expect(await pastOf()).toEqual(past);
  expect(await pins()).toEqual([
    ["rivals", false],
    ["bosses", false],
    ["vip", true],
  ]);
  expect((await client.lists.versions({ params })).items.map(({ number, size }) => [number, size])).toEqual([
    [2, 1],
    [1, 1],
  ]);
  expect((await client.lists.version({ params: { ...params, number: 1 } })).entries).toEqual(["Acme"]);
  expect(await problem(client.lists.drop({ params }))).toMatchObject({
    code: "in-use",
    by: [{ kind: "model", name: "b2b" }],
  });
  expect((await problem(client.segments.drop({ params: { id } }))).code).toBe("in-use");

  const { publication, version } = await client.lists.republish({ params: { name: "b2b" } });
  expect(version).toBe(3);
  await publishAll(pool, tenant.workspaceId, publication, now);
  expect(await scored()).toEqual(["Bob"]);
  expect(await pastOf()).toEqual(past);
  expect((await problem(client.lists.republish({ params: { name: "b2b" } }))).code).toBe("model-unchanged");
});

test("a segment has the words of its model as they were, and takes the new ones when it is asked to", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await client.lists.put({ params: { name: "titles" }, body: { entries: ["CEO"] } });
  const { id } = await client.segments.create({
    body: { name: "bosses", where: { trait: "title", inList: "titles" } },
  });
  await built(tenant, id);
  expect(await namesIn(tenant, id)).toEqual(["Ann", "Carl"]);
  await app.inject({
    method: "PUT",
    url: "/api/v1/lists/titles",
    headers: { authorization: `Bearer ${tenant.adminKey}`, "if-match": "*" },
    payload: { entries: ["Clerk"] },
  });
  await send(tenant, [{ userId: "ann", type: "page" }]);
  expect(await namesIn(tenant, id)).toEqual(["Ann", "Carl"]);
  expect((await client.segments.get({ params: { id } })).outdated).toEqual([{ kind: "list", name: "titles" }]);
  await client.segments.refresh({ params: { id } });
  await built(tenant, id);
  expect(await namesIn(tenant, id)).toEqual(["Bob"]);
  expect((await client.segments.get({ params: { id } })).outdated).toEqual([]);
});

test("what enters and leaves is told to endpoints that ask for it", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const { id } = await client.segments.create({ body: { name: "bosses", where: { trait: "title", contains: "CEO" } } });
  await built(tenant, id);
  await client.endpoints.create({
    body: { url: "https://example.com/hook", types: ["segment.entered", "segment.left"] },
  });
  await send(tenant, [{ userId: "bob", type: "identify", traits: { title: "CEO" } }]);
  await send(tenant, [{ userId: "bob", type: "identify", traits: { title: "Clerk" } }]);
  const told = await inTransaction(pool, workspaceId, (session) =>
    session.rows<{ type: string; data: unknown }>(
      {
        name: "test-told",
        text: "select type, payload->'data' as data from outbox where workspace_id = $1 order by outbox_id",
      },
      [workspaceId],
    ),
  );
  expect(told).toMatchObject([
    { type: "segment.entered", data: { segment: "bosses", cause: "event" } },
    { type: "segment.left", data: { segment: "bosses" } },
  ]);
});

test("another workspace sees nothing of it", async () => {
  const tenant = await furnished();
  const stranger = await newTenant();
  const { id } = await tenant.client.segments.create({ body: { name: "vip" } });
  await tenant.client.segments.put({ params: { id }, body: { leads: [tenant.idOf("Ann")] } });
  await tenant.client.lists.put({ params: { name: "rivals" }, body: { entries: ["Acme"] } });
  const { client } = stranger;
  expect((await client.segments.list({})).items).toEqual([]);
  expect((await client.lists.list({})).items).toEqual([]);
  const own = await client.segments.create({ body: { name: "mine" } });
  const put = await client.segments.put({ params: { id: own.id }, body: { leads: [tenant.idOf("Ann")] } });
  expect(put).toMatchObject({ put: 0, missing: [tenant.idOf("Ann")] });
  for (const asked of [
    () => client.segments.get({ params: { id } }),
    () => client.segments.members({ params: { id } }),
    () => client.segments.changes({ params: { id } }),
    () => client.segments.trend({ params: { id } }),
    () => client.segments.drop({ params: { id } }),
    () => client.segments.import({ params: { id }, body: "ann\n" }),
    () => client.lists.get({ params: { name: "rivals" } }),
  ]) {
    expect((await problem(asked())).code).toBe("not-found");
  }
});
