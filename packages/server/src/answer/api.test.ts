import { readdir } from "node:fs/promises";
import { type ApiError, every, type Issue, newClient, type Problem, type Route, routes } from "@plumbline/api";
import type { ApiIssue, ApiProblem } from "@plumbline/phrases";
import type { Event } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, expectTypeOf, test } from "vitest";
import type { Arrived } from "../collect/arrival.ts";
import { addUp } from "../identify/add-up.ts";
import { foreignRequests, SOME_ARTEFACT } from "./foreign-requests.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "./server.testing.ts";

const { pool } = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const { app, receive, newTenant, clientWith, importFolder } = await testServer(pool, now);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const model = (extra = "") => `model: b2b
signals:
  pricing: { on: page, where: { path: { startsWith: /pricing } } }
  demo: { on: Demo Requested }
dimensions: { fit: {}, engagement: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, contains: CEO }, points: 20 }
  - { id: pricing, dimension: engagement, each: pricing, points: 10, limit: { total: 50 } }
${extra}total: { sum: [fit, engagement] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;
const DEMO = "  - { id: demo, dimension: engagement, each: demo, points: 30.5 }\nprecision: 2\n";

const arrived = (event: Event): Arrived => ({
  event,
  rest: {},
  flags: [],
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `m${messages++}`, type: "track", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

async function publishDraft({ client, workspaceId }: Tenant, text: string): Promise<number> {
  await client.models.putDraft({ params: { name: "b2b" }, body: text });
  const { publication, version } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
  return version;
}

const all: readonly Route[] = Object.values(routes).flatMap((verbs): Route[] => Object.values(verbs));
const bound = all.filter(({ path, method }) =>
  app.hasRoute({ method, url: `/api/v1${path.replace(/\{(\w+)\}/g, ":$1")}` }),
);
type Sent = { readonly query?: Readonly<Record<string, string>>; readonly body?: unknown };
const call = (
  { method, path }: Route,
  params: Record<string, string>,
  key?: string,
  { query = {}, body = {} }: Sent = {},
) =>
  app.inject({
    method,
    url: `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "1"))}`,
    query,
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    ...(method !== "GET" && { payload: JSON.stringify(body) }),
  });

test("every route is bound, and is called what it is", () => {
  for (const [noun, verbs] of Object.entries(routes)) {
    for (const [verb, { name }] of Object.entries(verbs)) expect(name).toBe(`${noun}.${verb}`);
  }
  expect(all.filter((route) => !bound.includes(route)).map(({ name }) => name)).toEqual([]);
});

test("no route answers without a key, with a wrong, revoked or expired one, or without the scope", async () => {
  const tenant = await newTenant();
  const weak = await tenant.client.keys.create({ body: { name: "weak", scopes: ["metrics"] } });
  const ended = await tenant.client.keys.create({ body: { name: "ended", scopes: ["admin"] } });
  await tenant.client.keys.revoke({ params: { id: ended.id } });
  const short = await tenant.client.keys.create({
    body: { name: "short", scopes: ["admin"], expiresAt: new Date(now() + 1000).toISOString() },
  });
  clock += 1000;
  const wrong = `${tenant.adminKey.slice(0, -1)}${tenant.adminKey.endsWith("A") ? "B" : "A"}`;
  for (const route of bound) {
    if (route.scope === null) continue;
    const said = async (key?: string) => {
      const { statusCode, body } = await call(route, {}, key);
      return `${statusCode} ${(JSON.parse(body) as Problem).code}`;
    };
    expect(await said(), route.name).toBe(route.person ? "401 no-session" : "401 no-key");
    expect(await said(wrong), route.name).toBe("401 bad-key");
    expect(await said("plk_' or 1=1"), route.name).toBe("401 bad-key");
    expect(await said(ended.key), route.name).toBe("401 bad-key");
    expect(await said(short.key), route.name).toBe("401 bad-key");
    expect(await said(weak.key), route.name).toBe(route.person ? "403 people-only" : "403 forbidden");
  }
});

/** A workspace in which there is one of everything, with the ids of it all. */
async function furnished() {
  await partSequences();
  const tenant = await newTenant();
  const { client, workspaceId, sourceId } = tenant;
  await publishDraft(tenant, model());
  await send(tenant, [
    { userId: "ann", type: "identify", traits: { email: "ann@secret.example", title: "CEO", name: "Ann Hush" } },
    ...[1, 2, 3].map(() => ({ userId: "ann", type: "page" as const, properties: { path: "/pricing" } })),
  ]);
  await client.models.putDraft({ params: { name: "b2b" }, body: model(DEMO) });
  await client.sources.create({ body: { name: "Hush shop", kind: "server" } });
  await client.imports.create({
    query: { kind: "events", source: String(sourceId), fileName: "secret.csv" },
    body: "userId,event\nann,Hush\n",
  });
  await client.segments.create({ body: { name: "Hush bosses", where: { trait: "title", is: "CEO" } } });
  await client.segments.create({ body: { name: "Hush friends" } });
  await client.lists.put({ params: { name: "b2b" }, body: { entries: ["Hush rival"] } });
  await client.costs.create({
    body: { source: "ads", from: "2026-01-01", until: "2026-01-31", amount: 5, currency: "EUR", note: "secret" },
  });
  await client.studies.create({ body: { kind: "truth", model: "b2b" } });
  const [lead] = (await client.leads.list({})).items;
  const params = { id: lead?.id ?? "" };
  await client.leads.addNote({ params, body: { text: "Hush note" } });
  await client.leads.giveFeedback({ params, body: { says: "accepted" } });
  await client.leads.adjust({ params, body: { dimension: "fit", points: 1, reason: "Hush reason" } });
  await client.views.create({ body: { name: "Hush view", shared: true } });
  await client.bulks.create({ body: { action: { kind: "add-tags", tags: ["Hush"] }, leads: { ids: [params.id] } } });
  await client.endpoints.create({ body: { url: "https://secret.example/hook", types: ["lead.band.entered"] } });
  await client.experiments.create({
    body: {
      ...{ name: "Hush trial", model: "b2b", difference: 0.1 },
      arms: [
        { name: "a", version: "live" },
        { name: "b", version: "draft" },
      ],
    },
  });
  await client.predictions.create({ body: { name: "secret", model: "b2b" } });
  await client.rates.put({ body: { rates: [{ day: "2026-01-01", base: "EUR", currency: "CHF", rate: 2 }] } });
  const raw = Buffer.from('{"type":"page","Hush":1}');
  await receive({ workspaceId, sourceId, receivedAt: now(), items: [{ refused: { code: "no-identity" }, raw }] });
  const tables = [
    "source",
    "api_key",
    "publication",
    "quarantine",
    "transition",
    "lead",
    "account",
    "import",
    "segment",
    "study",
    "cost",
    "note",
    "feedback",
    "adjustment",
    "saved_view",
    "bulk",
    "endpoint",
    "experiment",
    "prediction",
  ];
  const ids = await Promise.all(tables.map((table) => idsIn(workspaceId, table)));
  return {
    workspaceId,
    ids: [...new Set(ids.flatMap(([first]) => first ?? []))],
    secrets: ["Hush", "secret.example", tenant.writeKey, tenant.adminKey],
  };
}

/** Numbers of different things shall be different: what a stranger makes of its own is nobody else's then. */
async function partSequences(): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    "select sequencename as name from pg_sequences where schemaname = 'public' order by 1",
  );
  for (const [i, { name }] of rows.entries()) await pool.query("select setval($1, $2)", [name, 10_000 * (i + 1)]);
}

function idsIn(workspaceId: number, table: string): Promise<string[]> {
  const column = { api_key: "key_id", saved_view: "view_id" }[table] ?? `${table}_id`;
  const text = `select ${column}::text as id from ${table} where workspace_id = $1`;
  return inTransaction(pool, workspaceId, async (session) =>
    (await session.rows<{ id: string }>({ name: `test-${table}`, text }, [workspaceId])).map(({ id }) => id),
  );
}

/** Every row of a workspace, as one digest a table. */
async function rowsOf(workspaceId: number): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_attribute join pg_class on pg_class.oid = attrelid
     where attname = 'workspace_id' and relkind in ('r', 'p') and not relispartition
       and relnamespace = 'public'::regnamespace order by 1`,
  );
  return inTransaction(pool, workspaceId, async (session) => {
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const text = `select md5(coalesce(string_agg(one::text, ' ' order by one::text), '')) as digest
        from ${name} one where workspace_id = $1`;
      digests[name] = (await session.rows<{ digest: string }>({ name: "", text }, [workspaceId]))[0]?.digest ?? "";
    }
    return digests;
  });
}

/** What answers a stranger well, because it asks nothing of what the other workspace has. */
const OWN = new Set(["presets.get", "models.putDraft", "models.preview", "lists.put"]);
/** What has a foreign id beside its address. */
const ABOUT_OTHERS = new Set(["leads.merge", "duplicates.dismiss", "imports.create", "proposals.accept"]);

/** What a stranger is answered who asks a route for an id. */
async function askedAbout(id: string, route: Route, key: string): Promise<{ status: number; body: string }> {
  const name = OWN.has(route.name) ? "own" : "b2b";
  const params = { id, name, number: "1", hash: SOME_ARTEFACT };
  const { statusCode, body } = await call(route, params, key, foreignRequests(id)[route.name]);
  return { status: statusCode, body };
}

/** Whether a route has to refuse whatever is another workspace's. */
const mustRefuse = ({ name, params }: Route): boolean =>
  (params !== undefined && !OWN.has(name)) || ABOUT_OTHERS.has(name);

test("a key sees and changes nothing of another workspace, whichever id it asks for", async () => {
  const { workspaceId, ids, secrets } = await furnished();
  const before = await rowsOf(workspaceId);
  expect(ids.length).toBeGreaterThanOrEqual(18);
  const stranger = await newTenant();
  const unheard = new Set<string>();
  // A stream that waits for news never ends.
  for (const route of bound.filter(({ stream, method }) => !stream || method !== "GET")) {
    for (const id of route.params || foreignRequests("1")[route.name] ? ids : ids.slice(0, 1)) {
      const { status, body } = await askedAbout(id, route, stranger.adminKey);
      const said = `${route.name} ${id}: ${status} ${body}`;
      if (body.includes('"code":"bad-request"')) unheard.add(`${route.name} ${body}`);
      expect(status, said).toBeLessThan(500);
      const told = secrets.filter((secret) => body.includes(secret));
      expect(told, said).toEqual([]);
      expect(status, said).toBeGreaterThanOrEqual(mustRefuse(route) ? 400 : 200);
    }
  }
  // Refused for what they say, they would never be looked up: they belong into the requests of strangers.
  expect([...unheard]).toEqual([]);
  expect(await rowsOf(workspaceId)).toEqual(before);
});

test("input that is no input is refused with what is wrong in it", async () => {
  const { client, adminKey } = await newTenant();
  expect(await problem(client.keys.create({ body: { name: "", scopes: ["everything" as "read"] } }))).toMatchObject({
    code: "bad-request",
    issues: [
      { in: "body", path: "name", code: "too-short", expected: "1" },
      { in: "body", path: "scopes.0", code: "not-one-of" },
    ],
  });
  expect(await problem(client.transitions.list({ query: { limit: 1000 } }))).toMatchObject({
    issues: [{ in: "query", path: "limit", code: "too-large", expected: "200" }],
  });
  expect(await problem(client.transitions.list({ query: { cursor: "rubbish" } }))).toMatchObject({
    code: "bad-cursor",
  });
  const post = (payload: string, headers = {}) =>
    app.inject({
      method: "POST",
      url: "/api/v1/keys",
      headers: { authorization: `Bearer ${adminKey}`, ...headers },
      payload,
    });
  for (const [payload, code] of [
    ["{", "unreadable"],
    ['{"name":"a\\u0000","scopes":["read"]}', "unreadable"],
    [`{"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, undefined],
    ['{"name":"a","scopes":["read"],"__proto__":{"x":1}}', "unknown-key"],
    ["", "missing"],
  ] as const) {
    const { statusCode, body } = await post(payload);
    expect(statusCode, payload.slice(0, 50)).toBe(400);
    if (code) expect(body).toContain(`"${code}"`);
  }
  expect((await post("x".repeat(3_000_000))).json()).toMatchObject({ code: "too-large", status: 413 });
  expect(await app.inject({ url: "/api/v1/nothing" })).toMatchObject({ statusCode: 404 });
  const nul = await app.inject({
    url: "/api/v1/models/a%00b",
    headers: { authorization: `Bearer ${adminKey}` },
  });
  expect(nul.statusCode).toBe(400);
  const asked = await app.inject({
    url: "/api/v1/transitions?to=%00",
    headers: { authorization: `Bearer ${adminKey}` },
  });
  expect(asked.json()).toMatchObject({ status: 400, issues: [{ in: "query", path: "to", code: "unreadable" }] });
  expect(await problem(client.models.putDraft({ params: { name: "b2b" }, body: `${model()}# \0` }))).toMatchObject({
    code: "bad-request",
  });
  const russian = await post("{", { "accept-language": "de, ru;q=0.9, en;q=0.1" });
  expect(russian.json().title).toBe("В запросе что-то не так.");
  expect(russian.headers).toMatchObject({ "content-language": "ru", "x-content-type-options": "nosniff" });
  expect(russian.headers["access-control-allow-origin"]).toBeUndefined();
});

test("keys: shown once, rotated with both valid for a while, never more than their maker", async () => {
  const tenant = await newTenant();
  const made = await tenant.client.keys.create({ body: { name: "CRM", scopes: ["keys", "read"] } });
  const crm = clientWith(made.key);
  expect((await crm.keys.list()).items.map(({ name }) => name)).toEqual(["CRM", "First key"]);
  expect(JSON.stringify(await crm.keys.list())).not.toContain(made.key.slice(-20));
  expect(await problem(crm.keys.create({ body: { name: "x", scopes: ["models"] } }))).toMatchObject({
    code: "more-than-own",
    scope: "models",
  });
  const renewed = await crm.keys.rotate({ params: { id: made.id }, body: { overlapHours: 1 } });
  await crm.keys.list();
  await clientWith(renewed.key).keys.list();
  clock += HOUR;
  expect(await problem(crm.keys.list())).toMatchObject({ code: "bad-key" });
  await clientWith(renewed.key).keys.list();
  const [, first] = (await tenant.client.keys.list()).items.toReversed().toReversed();
  const admin = (await tenant.client.keys.list()).items.find(({ name }) => name === "First key");
  expect(first).toBeDefined();
  expect(await problem(tenant.client.keys.revoke({ params: { id: admin?.id ?? "" } }))).toMatchObject({
    code: "last-admin-key",
  });
  expect(await problem(clientWith(renewed.key).keys.revoke({ params: { id: admin?.id ?? "" } }))).toMatchObject({
    code: "more-than-own",
  });
  const { items } = await tenant.client.audit.list();
  expect(items.map(({ action }) => action)).toEqual(["keys.rotate", "keys.create", "workspace.create"]);
});

test("a request with an idempotency key is done once", async () => {
  const { client, adminKey } = await newTenant();
  const body = { name: "Shop", kind: "server" as const };
  const twice = await Promise.all([
    client.sources.create({ body }, { idempotencyKey: "k1" }).catch((error: ApiError) => error.problem.code),
    client.sources.create({ body }, { idempotencyKey: "k1" }).catch((error: ApiError) => error.problem.code),
  ]);
  const again = await client.sources.create({ body }, { idempotencyKey: "k1" });
  for (const one of twice) expect([again, "in-progress"]).toContainEqual(one);
  expect((await client.sources.list()).items).toHaveLength(3);
  const other = { name: "Another", kind: "server" as const };
  expect(await problem(client.sources.create({ body: other }, { idempotencyKey: "k1" }))).toMatchObject({
    code: "other-request",
  });
  const key = { name: "x", scopes: ["read" as const] };
  await client.keys.create({ body: key }, { idempotencyKey: "k2" });
  expect(await problem(client.keys.create({ body: key }, { idempotencyKey: "k2" }))).toMatchObject({
    code: "answer-not-kept",
  });
  const { rows } = await pool.query("select count(*)::int as n from api_key");
  expect(rows).toEqual([{ n: 0 }]);
  expect(adminKey).toMatch(/^plk_/);
});

test("a draft is kept with its problems, and replaced only by who has read it", async () => {
  const { client } = await newTenant();
  const params = { name: "b2b" };
  const wrong = await client.models.putDraft({
    params,
    body: model("  - { id: x, dimension: fti, each: demo, points: 1 }\n"),
  });
  expect(wrong.problems).toMatchObject([{ line: 9, problem: { code: "unknown-reference", name: "fti" } }]);
  expect(await problem(client.models.publish({ params }))).toMatchObject({
    code: "model-invalid",
    problems: [{ line: 9, problem: { name: "fti" } }],
  });
  expect(await problem(client.models.putDraft({ params, body: model() }))).toMatchObject({ code: "tag-needed" });
  expect(await problem(client.models.putDraft({ params, body: model() }, { ifMatch: '"old"' }))).toMatchObject({
    code: "tag-mismatch",
  });
  await client.models.putDraft({ params, body: model() }, { ifMatch: "*" });
  expect(await client.models.draft({ params })).toMatchObject({ text: model(), problems: [] });
  const other = { name: "other" };
  expect(await problem(client.models.putDraft({ params: other, body: model() }))).toMatchObject({
    code: "model-misnamed",
    found: "b2b",
  });
  await client.models.dropDraft({ params });
  expect((await client.models.list()).items).toEqual([]);
});

test("models: published, compared, weighed, reverted, with what is measured for them", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  const params = { name: "b2b" };
  expect(await publishDraft(tenant, model())).toBe(1);
  await client.models.putDraft({ params, body: model(DEMO) });
  expect((await client.models.diff({ params, query: { from: 1, to: "draft" } })).items).toEqual([
    { part: "model", name: "b2b", kind: "changed", field: "precision", from: 0, to: 2 },
    { part: "rule", name: "demo", kind: "added" },
  ]);
  expect((await client.models.attainable({ params })).items).toEqual([
    { rule: "boss", dimension: "fit", most: 20, share: 0.2857 },
    { rule: "pricing", dimension: "engagement", most: 50, share: 0.7143 },
  ]);
  const second = await client.models.publish({ params, body: { note: "Demos count" } });
  expect(await client.publications.get({ params: { id: second.publication } })).toMatchObject({ state: "scoring" });
  await client.publications.stop({ params: { id: second.publication } });
  expect(await problem(client.publications.stop({ params: { id: second.publication } }))).toMatchObject({
    code: "publication-ended",
    state: "stopped",
  });
  const third = await client.models.publishVersion({ params: { ...params, number: 2 } });
  await publishAll(pool, workspaceId, third.publication, now);
  const reverted = await client.models.publishVersion({ params: { ...params, number: 1 } });
  await publishAll(pool, workspaceId, reverted.publication, now);
  expect(await problem(client.models.publishVersion({ params: { ...params, number: 1 } }))).toMatchObject({
    code: "model-unchanged",
    number: 1,
  });
  const whole = await client.models.get({ params });
  expect(whole).toMatchObject({
    live: 1,
    versions: 2,
    history: [{ number: 2, note: "Demos count" }, { isLive: true }],
  });
  expect(whole.publications.map(({ state }) => state)).toEqual(["live", "retired", "stopped", "retired"]);
  const version = await client.models.version({ params: { ...params, number: 2 } });
  expect(version).toMatchObject({ text: model(DEMO), body: { model: "b2b" } });
  const { items } = await client.signals.list();
  const used = items.map(({ state, uses }) => [state, uses.map(({ signal, rules }) => [signal, rules])]);
  expect(used.sort((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
    ["current", [["demo", []]]],
    ["current", [["pricing", ["pricing"]]]],
  ]);
  const { items: names } = await client.presets.list();
  expect(names.length).toBeGreaterThan(10);
  const preset = await client.presets.get({ params: { name: "global-b2b" } });
  expect((await client.models.validate({ body: preset.text })).problems).toEqual([]);
  expect(await problem(client.presets.get({ params: { name: "nothing" } }))).toMatchObject({ what: "preset" });
});

test("a preview says what publishing would do, also with signals that nothing counts yet, and writes nothing", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await publishDraft(tenant, model());
  await send(tenant, [
    { userId: "ann", type: "identify", traits: { title: "CEO", name: "Ann" } },
    { userId: "ann", event: "Signed Up" },
    { userId: "bob", type: "page", properties: { path: "/pricing" } },
    { userId: "carl", event: "Signed Up", timestamp: now() - DAY },
    { anonymousId: "device", event: "Signed Up" },
  ]);
  const next = model(DEMO)
    .replace("signals:", "signals:\n  signup: { on: Signed Up }")
    .replace("each: demo", "each: signup");
  const before = await dump(workspaceId);
  const events = [];
  for await (const event of client.models.preview({ params: { name: "b2b" }, body: next })) events.push(event);
  expect(await dump(workspaceId)).toEqual(before);
  expect(events[0]).toEqual({ event: "progress", data: { done: 0, total: 4 } });
  const result = events.at(-1);
  if (result?.event !== "result") throw new Error("It did not end");
  expect(result.data).toMatchObject({
    subjects: 4,
    changed: 3,
    bands: [
      { band: "cold", before: 4, after: 1 },
      { band: "hot", before: 0, after: 3 },
    ],
    moves: [
      { band: "cold", entering: 0, leaving: 3 },
      { band: "hot", entering: 3 },
    ],
  });
  const entered = result.data.moves[1]?.entered ?? [];
  expect(entered).toHaveLength(3);
  expect(entered).toContainEqual(
    expect.objectContaining({ name: "Ann", from: "cold", to: "hot", before: 20, after: 50.5 }),
  );
  expect(result.data.histogram.reduce((sum, { after }) => sum + after, 0)).toBe(4);

  await client.models.putDraft({ params: { name: "b2b" }, body: next });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
  const { items } = await client.transitions.list({ query: { to: "hot" } });
  expect(items.map(({ total }) => total).sort()).toEqual([30.5, 30.5, 50.5]);
  expect(await client.transitions.get({ params: { id: items[0]?.id ?? "" } })).toMatchObject({ cause: "publish" });
  const pages = [];
  for await (const one of every(client.transitions.list, { query: { limit: 1 } })) pages.push(one.id);
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages.length).toBeGreaterThanOrEqual(3);
});

async function dump(workspaceId: number) {
  return inTransaction(pool, workspaceId, (session) =>
    session.rows(
      {
        name: "test-dump",
        text: `select md5(string_agg(i::text, '' order by identity_id)) as identities,
          (select md5(string_agg(s::text, '' order by version_id, subject_id)) from score s where workspace_id = $1),
          (select count(*) from model_version where workspace_id = $1) as versions
          from identity i where workspace_id = $1`,
      },
      [workspaceId],
    ),
  );
}

test("sources, workspace and quarantine", async () => {
  const tenant = await newTenant();
  const { client, workspaceId, sourceId } = tenant;
  const source = await client.sources.create({ body: { name: "Shop", kind: "server" } });
  const rotated = await client.sources.rotate({ params: { id: source.id } });
  expect(rotated.writeKey).not.toBe(source.writeKey);
  const consent = { version: 3, mode: "opt-in" as const };
  const changed = await client.sources.update({
    params: { id: source.id },
    body: { isDisabled: true, settings: { consent } },
  });
  expect(changed).toMatchObject({
    settings: { consent: { mode: "opt-in" } },
    disabledAt: new Date(now()).toISOString(),
  });
  expect(
    (await client.sources.update({ params: { id: source.id }, body: { settings: { consent: null } } })).settings,
  ).toEqual({});

  expect(await problem(client.workspace.update({ body: { timeZone: "Mars/Olympus" } }))).toMatchObject({
    code: "unknown-time-zone",
  });
  const moved = await client.workspace.update({ body: { timeZone: "Asia/Tokyo", consent: { mode: "none" } } });
  expect(moved).toMatchObject({ timeZone: "Asia/Tokyo", consent: { version: 2, mode: "none" } });
  await send(tenant, [{ userId: "ann", event: "Hello" }]);
  expect(await problem(client.workspace.update({ body: { timeZone: "Europe/Paris" } }))).toEqual(
    expect.objectContaining({ code: "time-zone-in-use", timeZone: "Asia/Tokyo" }),
  );

  const raw = Buffer.from('{"type":"page","properties":{"path":"/pricing"}}');
  await receive({ workspaceId, sourceId, receivedAt: now(), items: [{ refused: { code: "no-identity" }, raw }] });
  const { items } = await client.quarantine.list({ query: { replayed: "no" } });
  const id = items[0]?.id ?? "";
  expect(items).toMatchObject([{ code: "no-identity", bytes: raw.length }]);
  expect(await client.quarantine.get({ params: { id } })).toMatchObject({ text: raw.toString() });
  expect(Buffer.from(await client.quarantine.raw({ params: { id } }))).toEqual(raw);
  const text = '{"type":"page","userId":"ann","properties":{"path":"/pricing"}}';
  expect(await client.quarantine.replay({ params: { id }, body: { text } })).toEqual({
    stored: 1,
    duplicates: 0,
    quarantined: 0,
  });
  expect(await problem(client.quarantine.replay({ params: { id } }))).toMatchObject({ code: "already-done" });
  await client.quarantine.drop({ params: { id } });
  expect(await problem(client.quarantine.get({ params: { id } }))).toMatchObject({ code: "not-found", what: "item" });

  expect(await client.books.list()).toMatchObject({
    total: { received: 3, stored: 2, duplicates: 0, quarantined: 1 },
    isBalanced: true,
  });
  expect(await client.health.get()).toMatchObject({ overdue: 0, database: { migrations: expect.any(Number) } });
});

test("what is open says nothing of anybody; metrics need a key", async () => {
  expect((await app.inject("/healthz")).json()).toEqual({ live: true });
  expect((await app.inject("/readyz")).json()).toEqual({ ready: true });
  expect((await app.inject("/.well-known/gpc.json")).json()).toMatchObject({ gpc: true });
  expect((await app.inject("/api/v1/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" });
  expect(await app.inject("/metrics")).toMatchObject({ statusCode: 401 });
  const { adminKey } = await newTenant();
  const { body } = await app.inject({ url: "/metrics", headers: { authorization: `Bearer ${adminKey}` } });
  expect(body).toMatch(/plumbline_items_total\{fate="stored"\} \d+/);
  expect(body).toContain("plumbline_overdue_scores 0");
});

test("a file is kept as it comes, and an import can rest", async () => {
  const { client, sourceId } = await newTenant();
  const query = { kind: "events" as const, source: String(sourceId), fileName: "../../etc/passwd" };
  const body = new TextEncoder().encode("userId,event\nann,Hello\n".repeat(100_000));
  const one = await client.imports.create({ query, body });
  expect(one).toMatchObject({ state: "waiting", bytesTotal: body.length, fileName: "../../etc/passwd" });
  const params = { id: one.id };
  expect(await client.imports.pause({ params })).toMatchObject({ state: "paused" });
  expect(await problem(client.imports.pause({ params }))).toMatchObject({ code: "already-done" });
  expect(await client.imports.resume({ params })).toMatchObject({ state: "waiting" });
  expect((await client.imports.list()).items).toHaveLength(1);
  expect(await problem(client.imports.create({ query: { ...query, source: "999999" }, body: "x" }))).toMatchObject({
    code: "not-found",
    what: "source",
  });
  expect(await readdir(importFolder)).toHaveLength(2);
});

test("a key that asks too often is told when it may again", async () => {
  const limited = await testServer(pool, now, { rateLimit: { perMinute: 60, burst: 3 } });
  const { adminKey } = await newTenant();
  const ask = () => limited.app.inject({ url: "/api/v1/workspace", headers: { authorization: `Bearer ${adminKey}` } });
  const answers = [await ask(), await ask(), await ask(), await ask()];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers["ratelimit-remaining"])).toEqual(["2", "1", "0", "0"]);
  expect(answers[3]?.headers["retry-after"]).toBe("1");
  clock += 1000;
  expect((await ask()).statusCode).toBe(200);
  expect((await ask()).statusCode).toBe(429);
});

test("whoever tries keys is stopped before they are looked up, and stops nobody who was let in", async () => {
  const limited = await testServer(pool, now, { rateLimit: { perMinute: 60, burst: 3 } });
  const { adminKey } = await newTenant();
  const other = await newTenant();
  const ask = async (key: string, remoteAddress = "192.0.2.1") => {
    const headers = { authorization: `Bearer ${key}` };
    return (await limited.app.inject({ url: "/api/v1/workspace", headers, remoteAddress })).statusCode;
  };
  const wrong = (i: number) => `plk_${"abcdefghij".slice(i)}${"k".repeat(i)}_${"x".repeat(43)}`;
  expect(await ask(adminKey)).toBe(200);
  expect([await ask(wrong(1)), await ask(wrong(2)), await ask(wrong(3)), await ask(wrong(4))]).toEqual([
    ...[401, 401, 429, 429],
  ]);
  expect(await ask(adminKey)).toBe(200);
  expect(await ask(other.adminKey)).toBe(429);
  expect(await ask(other.adminKey, "192.0.2.2")).toBe(200);
  // Whose key ended is a stranger again.
  await limited.clientWith(other.adminKey).keys.create({ body: { name: "x", scopes: ["admin"] } });
  const { items } = await other.client.keys.list();
  await other.client.keys.revoke({ params: { id: items.find(({ name }) => name === "First key")?.id ?? "" } });
  expect([await ask(other.adminKey), await ask(other.adminKey)]).toEqual([401, 429]);
});

test("metrics are asked for as anything else is: not by whoever tries keys, and only so often", async () => {
  const limited = await testServer(pool, now, { rateLimit: { perMinute: 60, burst: 3 } });
  const { adminKey } = await newTenant();
  const ask = async (key: string, url = "/metrics") => {
    const answered = await limited.app.inject({ url, headers: { authorization: `Bearer ${key}` } });
    return [answered.statusCode, answered.headers["retry-after"]];
  };
  const wrong = (i: number) => `plk_${"abcdefghij".slice(i)}${"k".repeat(i)}_${"x".repeat(43)}`;
  expect((await ask(adminKey))[0]).toBe(200);
  expect([await ask(wrong(1)), await ask(wrong(2)), await ask(wrong(3))]).toEqual([
    [401, undefined],
    [401, undefined],
    [429, "1"],
  ]);
  // Both doors are one.
  expect((await ask(wrong(4), "/api/v1/workspace"))[0]).toBe(429);
  expect([(await ask(adminKey))[0], (await ask(adminKey))[0], await ask(adminKey)]).toEqual([200, 200, [429, "1"]]);
});

test("what the audit keeps says nothing of any lead", async () => {
  const tenant = await newTenant();
  await publishDraft(tenant, model());
  const { items } = await tenant.client.audit.list();
  expect(items.map(({ by, action, subject, details }) => ({ by, action, subject, details }))).toEqual([
    {
      by: expect.stringMatching(/^key \d+$/),
      action: "models.publish",
      subject: "b2b",
      details: { version: 1, announce: false },
    },
    { by: expect.stringMatching(/^key \d+$/), action: "models.putDraft", subject: "b2b", details: null },
    { by: "start", action: "workspace.create", subject: String(tenant.workspaceId), details: null },
  ]);
});

test("what a preview says of accounts, and of leads by their accounts, is what publishing does", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  const byAccount = (name: string, of: string) => `model: ${name}
${of === "account" ? "of: account\n" : ""}signals: { signup: { on: Signed Up } }
dimensions: { fit: {} }
rules: [{ id: team, dimension: fit, each: signup, ${of === "account" ? "" : "of: account, "}points: 10, limit: { total: 25 } }]
bands: [{ name: cold }, { name: hot, above: 15 }]
`;
  await publishDraft(tenant, model());
  const member = (userId: string, company: string, times: number) => [
    { userId, type: "identify" as const, traits: { email: `${userId}@${company}.example` } },
    ...Array.from({ length: times }, () => ({ userId, event: "Signed Up" })),
  ];
  await send(tenant, [...member("ann", "acme", 1), ...member("bob", "acme", 1), ...member("carl", "globex", 1)]);
  while ((await addUp(pool, workspaceId, now)).accounts > 0);
  for (const of of ["lead", "account"] as const) {
    const [name, body] = [`by-${of}`, byAccount(`by-${of}`, of)];
    await client.models.putDraft({ params: { name }, body });
    let said: { band: string | null; after: number }[] = [];
    for await (const { event, data } of client.models.preview({ params: { name } })) {
      if (event === "result") said = data.bands.map(({ band, after }) => ({ band, after }));
    }
    const { publication } = await client.models.publish({ params: { name } });
    await publishAll(pool, workspaceId, publication, now);
    while ((await addUp(pool, workspaceId, now)).accounts > 0);
    const text = `select band, count(*)::int as after from score
      join model on model.workspace_id = $1 and live_version_id = version_id and name = $2
      where score.workspace_id = $1 group by band order by band`;
    const done = await inTransaction(pool, workspaceId, (session) =>
      session.rows({ name: "test-bands", text }, [workspaceId, name]),
    );
    expect(said, of).toEqual(done);
    expect(said, of).toEqual([
      { band: "cold", after: 1 },
      { band: "hot", after: of === "lead" ? 2 : 1 },
    ]);
  }
});

test("over a real socket it is the same, and who stops listening stops the work", async () => {
  const tenant = await newTenant();
  await publishDraft(tenant, model());
  await send(
    tenant,
    Array.from({ length: 450 }, (_, i) => ({ userId: `user-${i}`, event: "Hello" })),
  );
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const client = newClient({ url, key: tenant.adminKey });
  expect((await client.models.list()).items).toMatchObject([{ name: "b2b", live: 1 }]);
  const asked = { params: { name: "b2b" }, body: model(DEMO) };
  const done: number[] = [];
  for await (const { event, data } of client.models.preview(asked)) if (event === "progress") done.push(data.done);
  expect(done).toEqual([0, 200, 400, 450]);
  const leaving = new AbortController();
  const seen: string[] = [];
  const listening = (async () => {
    for await (const { event } of client.models.preview(asked, { signal: leaving.signal })) {
      seen.push(event);
      leaving.abort();
    }
  })();
  await expect(listening).rejects.toThrow();
  expect(seen).not.toContain("result");
});

test("every code has words, and every word a code", () => {
  expectTypeOf<ApiProblem["code"]>().toEqualTypeOf<Problem["code"]>();
  expectTypeOf<ApiIssue["code"]>().toEqualTypeOf<Issue["code"]>();
});
