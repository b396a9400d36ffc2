import { newClient } from "@plumbline/api";
import type { Event } from "@plumbline/scoring";
import {
  findAudit,
  findConfigVersion,
  inTransaction,
  keepApiKey,
  keepSource,
  keepWorkspace,
  nextWorkspaceId,
} from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fastify from "fastify";
import { afterAll, expect, test } from "vitest";
import { KEYS, testTask } from "../../act/announced.testing.ts";
import { startJobs } from "../../act/jobs.ts";
import { newReceiver, verified } from "../../act/receiver.testing.ts";
import type { Arrived } from "../../collect/arrival.ts";
import { gather } from "../../collect/gather.ts";
import { advancePublication } from "../../publish/advance-publication.ts";
import { publishModel } from "../../publish/publish-model.ts";
import { apiOn } from "../api.ts";
import { newApiKey } from "../api-key.ts";
import { prepare } from "../prepare.ts";
import { answerDeliveries } from "./answer-deliveries.ts";
import { answerEndpoints } from "./answer-endpoints.ts";

const { pool, url: databaseUrl } = await testDatabase({ max: 20 });
const app = fastify();
afterAll(() => app.close());
await app.register(
  (part, _options, done) => {
    prepare(part, 100_000);
    const api = apiOn(part, { pool, now: Date.now, checksAnswers: true });
    answerEndpoints(api, { keys: KEYS, allow: ["127.0.0.0/8"] });
    answerDeliveries(api);
    done();
  },
  { prefix: "/api/v1" },
);
const address = await app.listen({ port: 0 });

const MODEL = {
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { engagement: {} },
  rules: [{ id: "demo", dimension: "engagement", each: "demo", points: 30 }],
  bands: [{ name: "cold" }, { name: "hot", above: 50 }],
};

async function newHouse(scopes: readonly string[] = ["admin"]) {
  const workspaceId = await nextWorkspaceId(pool);
  const { key, prefix, hash } = newApiKey();
  const now = Date.now();
  const sourceId = await inTransaction(pool, workspaceId, async (session) => {
    await keepWorkspace(session, { name: "Test", timeZone: "UTC", digestKey: Buffer.alloc(16), settings: {} }, now);
    await keepApiKey(session, { name: "test", prefix, hash, scopes: [...scopes], expires_at: null }, now);
    return keepSource(session, { name: "web", kind: "server", writeKey: `key-${workspaceId}` }, now);
  });
  return { workspaceId, sourceId, client: newClient({ url: address, key }) };
}

async function publish(workspaceId: number): Promise<void> {
  const published = await publishModel(pool, workspaceId, { input: MODEL, source: "", author: "test" }, Date.now());
  if (!published.ok) throw new Error(JSON.stringify(published));
  while ((await advancePublication(pool, workspaceId, published.publicationId, Date.now)) !== "live");
}

const demo = (messageId: string): Arrived => ({
  event: { messageId, timestamp: Date.now(), type: "track", event: "Demo Requested", userId: "ann" } satisfies Event,
  rest: {},
  flags: [],
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "fine",
    (error: { readonly problem: { readonly code: string } }) => error.problem.code,
  );

test("an event that makes a lead enter a band is told once to every endpoint that asked for it", async () => {
  const { workspaceId, sourceId, client } = await newHouse();
  const [one, two, other, off] = [await newReceiver(), await newReceiver(), await newReceiver(), await newReceiver()];
  await publish(workspaceId);
  const { receive } = gather({ pool, now: Date.now });
  const send = (id: string) => receive({ workspaceId, sourceId, receivedAt: Date.now(), items: [demo(id)] });
  // Before there is an endpoint, nothing is announced; the server has read its configuration by then.
  await send("m1");
  const entered = ["lead.band.entered" as const];
  const create = (url: string, types: Parameters<typeof client.endpoints.create>[0]["body"]["types"]) =>
    client.endpoints.create({ body: { url, types } });
  const made = [await create(one.url, entered), await create(two.url, [...entered, "lead.score.changed"])];
  await create(other.url, ["account.band.entered", "lead.band.left"]);
  const offId = (await create(off.url, entered)).id;
  await client.endpoints.change({ params: { id: offId }, body: { enabled: false } });
  const jobs = await startJobs({ url: databaseUrl, tasks: { deliver: testTask(pool) }, log: () => {} });
  // Each twice: what is repeated is told no second time.
  for (const id of ["m2", "m2", "m3", "m3"]) await send(id);
  await until(async () => {
    const { items } = await client.deliveries.list({ query: { limit: 100 } });
    return items.length > 0 && items.every(({ state }) => state === "delivered");
  });
  await jobs.stop();
  const tell = (receiver: typeof one, secret: string | undefined) =>
    receiver.received
      .map((received) => verified(secret ?? "", received))
      .filter(({ type }) => type === "lead.band.entered");
  for (const [i, receiver] of [one, two].entries()) {
    const told = tell(receiver, made[i]?.secret);
    expect(told.map(({ data }) => data)).toMatchObject([
      { model: "b2b", version: 1, from: "cold", to: "hot", band: "hot", total: 60, cause: "event" },
    ]);
    expect(told.map(({ data }) => data["lead"])).toEqual([expect.stringMatching(/^\d+$/)]);
  }
  expect(two.received.map(({ body }) => JSON.parse(body).type).toSorted()).toEqual([
    "lead.band.entered",
    "lead.score.changed",
    "lead.score.changed",
  ]);
  expect(one.received[0]?.id).toBe(two.received.find(({ body }) => body.includes("band.entered"))?.id);
  expect(other.received.map(({ body }) => JSON.parse(body).type)).toEqual(["lead.band.left"]);
  expect(off.received).toEqual([]);
});

test("an endpoint's life: its secret is shown once, and every change is noted", async () => {
  const { workspaceId, client } = await newHouse();
  const version = () => inTransaction(pool, workspaceId, findConfigVersion);
  const before = (await version()) ?? 0;
  const url = "https://receiver.example/hook";
  const types = ["lead.score.changed" as const, "lead.band.entered" as const, "lead.score.changed" as const];
  const { secret, ...made } = await client.endpoints.create({ body: { url, types, description: "CRM" } });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(made).toMatchObject({
    url,
    description: "CRM",
    types: ["lead.band.entered", "lead.score.changed"],
    disabledAt: null,
  });
  const params = { id: made.id };
  expect(await client.endpoints.get({ params })).toEqual(made);
  expect(await client.endpoints.list()).toEqual({ items: [made] });
  const off = await client.endpoints.change({ params, body: { enabled: false, types: ["lead.band.left"] } });
  expect(off).toMatchObject({
    url,
    types: ["lead.band.left"],
    disabledBecause: "person",
    disabledAt: expect.any(String),
  });
  expect(await codeOf(client.endpoints.test({ params }))).toBe("endpoint-disabled");
  expect(await codeOf(client.endpoints.redeliver({ params, body: { since: "2026-01-01T00:00:00Z" } }))).toBe(
    "endpoint-disabled",
  );
  expect(await client.endpoints.change({ params, body: { enabled: true } })).toMatchObject({
    disabledAt: null,
    disabledBecause: null,
  });
  const rotated = await client.endpoints.rotate({ params, body: { overlapHours: 1 } });
  expect(rotated.secret).not.toBe(secret);
  expect(Date.parse(rotated.formerSecretUntil ?? "") - Date.now()).toBeGreaterThan(3_500_000);
  await client.endpoints.drop({ params });
  expect(await client.endpoints.list()).toEqual({ items: [] });
  expect(await version()).toBe(before + 4);
  const audit = await inTransaction(pool, workspaceId, (session) => findAudit(session, Number.MAX_SAFE_INTEGER, 10));
  expect(audit.map(({ action, subject }) => [action, subject]).reverse()).toEqual(
    ["create", "change", "change", "rotate", "drop"].map((verb) => [`endpoints.${verb}`, made.id]),
  );
  const kept = await pool.query("select secret::text from endpoint");
  expect(JSON.stringify([audit, kept.rows])).not.toContain(secret.slice(6));
});

test("where nothing may be sent, nothing is set up", async () => {
  const { client } = await newHouse();
  const create = (url: string) => client.endpoints.create({ body: { url, types: ["lead.band.left"] } });
  const refusal = (url: string) =>
    create(url).then(
      () => "fine",
      (error: { readonly problem: object }) => ("because" in error.problem ? error.problem.because : error.problem),
    );
  expect(await refusal("https://10.0.0.1/")).toBe("address-forbidden");
  expect(await refusal("https://0x7f000001/")).toBe("fine");
  expect(await refusal("https://metadata.google.internal/")).toBe("address-forbidden");
  expect(await refusal("ftp://receiver.example/")).toBe("url-scheme");
  expect(await refusal("https://a:b@receiver.example/")).toBe("url-credentials");
  expect(await refusal("nonsense")).toBe("url-invalid");
  const { id } = await create("https://receiver.example/");
  expect(await codeOf(client.endpoints.change({ params: { id }, body: { url: "https://[::1]/" } }))).toBe(
    "url-refused",
  );
  for (let i = 0; i < 48; i++) await create("https://receiver.example/");
  expect(await codeOf(create("https://receiver.example/"))).toBe("too-many-endpoints");
});

test("a test message arrives; what failed is found, and delivered again, one or all", async () => {
  const { workspaceId, client } = await newHouse();
  const receiver = await newReceiver((response) => response.writeHead(400).end());
  const { id, secret } = await client.endpoints.create({ body: { url: receiver.url, types: ["lead.band.left"] } });
  const params = { id };
  const sent = [];
  for (let i = 0; i < 3; i++) sent.push(await client.endpoints.test({ params }));
  expect(sent[0]).toMatchObject({ endpoint: id, type: "endpoint.test", state: "waiting", attempts: 0 });
  // As after three days.
  await inTransaction(pool, workspaceId, (session) =>
    session.rows(
      { name: "test-fail", text: "update delivery set state = 'failed', attempts = 10 where workspace_id = $1" },
      [workspaceId],
    ),
  );
  const page = await client.deliveries.list({ query: { endpoint: id, state: "failed", limit: 2 } });
  expect(page.items.map((item) => item.id)).toEqual([sent[2]?.id, sent[1]?.id]);
  const rest = await client.deliveries.list({
    query: { endpoint: id, state: "failed", limit: 2, cursor: page.next ?? "" },
  });
  expect([rest.items.map((item) => item.id), rest.next]).toEqual([[sent[0]?.id], null]);
  expect((await client.deliveries.list({ query: { state: "delivered" } })).items).toEqual([]);
  const jobs = await startJobs({ url: databaseUrl, tasks: { deliver: testTask(pool) }, log: () => {} });
  receiver.received.length = 0;
  receiver.behave((response) => response.writeHead(204).end());
  const first = { params: { id: sent[0]?.id ?? "" } };
  expect(await client.deliveries.redeliver(first)).toMatchObject({ state: "waiting", attempts: 0 });
  await until(async () => (await client.deliveries.get(first)).state === "delivered");
  expect(await client.deliveries.get(first)).toMatchObject({
    message: receiver.received[0]?.id,
    attempts: 1,
    lastStatus: 204,
    payload: { type: "endpoint.test", data: { endpoint: id } },
  });
  const far = { params, body: { since: new Date(Date.now() + 60_000).toISOString() } };
  expect(await client.endpoints.redeliver(far)).toEqual({ count: 0, more: false });
  const all = { params, body: { since: "2026-01-01T00:00:00Z" } };
  expect(await client.endpoints.redeliver(all)).toEqual({ count: 2, more: false });
  await until(async () => (await client.deliveries.list({ query: { state: "delivered" } })).items.length === 3);
  await jobs.stop();
  expect(new Set(receiver.received.map((received) => received.id))).toEqual(
    new Set(sent.map(({ message }) => message)),
  );
  for (const received of receiver.received) expect(verified(secret, received).type).toBe("endpoint.test");
});

test("others see nothing of it, and who may only read changes nothing", async () => {
  const { client } = await newHouse();
  const { client: stranger } = await newHouse();
  const { id } = await client.endpoints.create({
    body: { url: "https://receiver.example/", types: ["lead.band.left"] },
  });
  const delivery = await client.endpoints.test({ params: { id } });
  const params = { id };
  expect((await stranger.endpoints.list()).items).toEqual([]);
  expect((await stranger.deliveries.list({ query: {} })).items).toEqual([]);
  expect((await stranger.deliveries.list({ query: { endpoint: id } })).items).toEqual([]);
  const works: readonly (() => Promise<unknown>)[] = [
    () => stranger.endpoints.get({ params }),
    () => stranger.endpoints.change({ params, body: { enabled: false } }),
    () => stranger.endpoints.rotate({ params, body: {} }),
    () => stranger.endpoints.test({ params }),
    () => stranger.endpoints.redeliver({ params, body: { since: "2026-01-01T00:00:00Z" } }),
    () => stranger.endpoints.drop({ params }),
    () => stranger.deliveries.get({ params: { id: delivery.id } }),
    () => stranger.deliveries.redeliver({ params: { id: delivery.id } }),
  ];
  for (const work of works) expect(await codeOf(work())).toBe("not-found");
  const { client: reader } = await newHouse(["read"]);
  expect(await codeOf(reader.endpoints.list())).toBe("fine");
  expect(await codeOf(reader.endpoints.drop({ params }))).toBe("forbidden");
  expect((await client.endpoints.list()).items).toHaveLength(1);
});
