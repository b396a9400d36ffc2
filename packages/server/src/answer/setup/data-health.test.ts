import { createHmac } from "node:crypto";
import type { Event } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { forgetEvents } from "../../act/forget-events.ts";
import { unseal } from "../../act/seal.ts";
import { knownSources, sourcePlace } from "../../collect/known-sources.ts";
import { checkSignature } from "../../collect/webhook.ts";
import { readEvents } from "../../measure/read-events.ts";
import { arrived } from "../../workspace.testing.ts";
import { publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const NOON = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
let clock = NOON;
const now = () => clock;
const { receive, newTenant, sealKeys } = await testServer(pool, now);

const MODEL = `model: one
signals:
  pricing: { on: page, where: { path: { startsWith: /pricing } } }
dimensions: { engagement: {} }
rules: [{ id: pricing, dimension: engagement, each: pricing, points: 10 }]
total: { sum: [engagement] }
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `m${messages++}`, type: "track", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

async function live({ client, workspaceId }: Tenant): Promise<void> {
  await client.models.putDraft({ params: { name: "one" }, body: MODEL });
  const { publication } = await client.models.publish({ params: { name: "one" } });
  await publishAll(pool, workspaceId, publication, now);
}

async function countEvents({ workspaceId }: Tenant): Promise<number> {
  return inTransaction(pool, workspaceId, async (session) => {
    const text = "select count(*)::int as n from event where workspace_id = $1";
    return (await session.rows<{ n: number }>({ name: "", text }, [workspaceId]))[0]?.n ?? 0;
  });
}

test("a source's secret is shown once, sealed, and rotated with the former one valid beside it", async () => {
  const { client, workspaceId } = await newTenant();
  const { id, writeKey, isSigned } = await client.sources.create({ body: { name: "CRM", kind: "webhook" } });
  expect(isSigned).toBe(false);
  const first = await client.sources.sign({ params: { id } });
  expect(first).toMatchObject({ isSigned: true, secret: expect.stringMatching(/^whsec_/) });
  const second = await client.sources.sign({ params: { id }, body: { keepFormer: true } });
  expect(JSON.stringify(await client.sources.list())).not.toContain(first.secret);
  const open = (secret: Uint8Array, workspace: number) => unseal(secret, sealKeys, sourcePlace(workspace));
  const isSignedBy = async (secret: string, how = open) => {
    const known = await knownSources(pool, now, how)(writeKey);
    const time = String(Math.floor(now() / 1000));
    const key = Buffer.from(secret.slice(6), "base64");
    const signature = `v1,${createHmac("sha256", key).update(`m1.${time}.{}`).digest("base64")}`;
    const headers = { "webhook-id": "m1", "webhook-timestamp": time, "webhook-signature": signature };
    return checkSignature(headers, Buffer.from("{}"), known?.secret ?? "unsigned", now()) === undefined;
  };
  expect(await isSignedBy(first.secret)).toBe(true);
  expect(await isSignedBy(second.secret)).toBe(true);
  // Where the key of the seal is lost, nothing gets in unsigned.
  expect(await isSignedBy(second.secret, () => undefined)).toBe(false);
  expect(await knownSources(pool, now, () => undefined)(writeKey)).toMatchObject({ secret: "", workspaceId });
  const third = await client.sources.sign({ params: { id } });
  expect([await isSignedBy(second.secret), await isSignedBy(third.secret)]).toEqual([false, true]);
  expect(await client.sources.unsign({ params: { id } })).toMatchObject({ isSigned: false });
});

test("events that were seen are known by name and members, and those that no signal listens to are told", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await live(tenant);
  for (const userId of ["a", "b", "c"]) {
    await send(tenant, [
      { userId, type: "identify", traits: { plan: "pro", email: `${userId}@acme.example` } },
      { userId, type: "page", properties: { path: "/pricing" } },
      { userId, event: "Demo Requested", properties: { size: "large", phone: "030 123" } },
    ]);
  }
  await send(tenant, [{ userId: "a", event: "Demo Requested" }]);
  expect((await client.events.names()).items).toEqual([]);
  clock += 60_000;
  while ((await readEvents(pool, workspaceId, now())) > 0);
  // What is read is not read again.
  while ((await readEvents(pool, workspaceId, now())) > 0);
  const seen = await client.events.names();
  expect(seen.items.map(({ type, name, count }) => [type, name, count])).toEqual([
    ["track", "Demo Requested", 4],
    ["identify", null, 3],
    ["page", null, 3],
  ]);
  expect(seen.items[0]?.properties).toEqual([
    { path: "phone", kinds: ["text"], examples: [] },
    { path: "size", kinds: ["text"], examples: ["large"] },
  ]);
  expect(seen.traits.map(({ path, examples }) => [path, examples])).toEqual([
    ["email", []],
    ["plan", ["pro"]],
  ]);
  expect((await client.events.names({ query: { q: "DEMO" } })).items).toHaveLength(1);
  expect((await client.signals.unmatched()).items).toEqual([
    {
      type: "track",
      name: "Demo Requested",
      count: 4,
      lastAt: new Date(NOON).toISOString(),
      example: { size: "large" },
    },
  ]);
  await send(tenant, [{ userId: "z", event: "Demo Requested" }]);
  clock += 120_000;
  while ((await readEvents(pool, workspaceId, now())) > 0);
  expect((await client.signals.unmatched()).items).toMatchObject([{ count: 5 }]);
  clock = NOON;
});

test("settings of the workspace are kept, and events are forgotten when it lets them go", async () => {
  const [forgetful, keeping] = [await newTenant(), await newTenant()];
  const { client } = forgetful;
  expect(await client.workspace.get()).toMatchObject({
    signOff: "none",
    isSample: false,
    announcementDays: 30,
    retentionMonths: null,
  });
  const settings = {
    language: "zh-TW",
    currency: "TWD",
    retentionMonths: 6,
    announcementDays: 90,
    signOff: "both",
    handOff: { model: "one", band: "hot" },
  } as const;
  expect(await client.workspace.update({ body: settings })).toMatchObject(settings);
  await pool.query("create table event_2020_01 partition of event for values from (1577836800000) to (1580515200000)");
  const times = [Date.parse("2020-01-15T00:00:00Z"), NOON - 190 * DAY, NOON - 170 * DAY];
  for (const at of times) {
    clock = at;
    await send(forgetful, [{ userId: "a", event: "Old" }]);
    await send(keeping, [{ userId: "a", event: "Old" }]);
    // What could not be taken is what people sent, too.
    for (const { workspaceId, sourceId } of [forgetful, keeping]) {
      const items = [{ refused: { code: "not-an-object" }, raw: Buffer.from("[]") }] as const;
      await receive({ workspaceId, sourceId, receivedAt: at, items });
    }
  }
  clock = NOON;
  await forgetEvents(pool, NOON);
  expect([await countEvents(forgetful), await countEvents(keeping)]).toEqual([1, 3]);
  const inQuarantine = async (tenant: Tenant) => (await tenant.client.quarantine.list()).items.length;
  expect([await inQuarantine(forgetful), await inQuarantine(keeping)]).toEqual([1, 3]);
  // The month goes as a whole as soon as nobody wants it any more.
  await keeping.client.workspace.update({ body: { retentionMonths: 12 } });
  await allForget();
  await forgetEvents(pool, NOON);
  expect([await countEvents(forgetful), await countEvents(keeping)]).toEqual([1, 2]);
  const { rows: months } = await pool.query("select to_regclass('event_2020_01') as month");
  expect(months).toEqual([{ month: null }]);
});

test("the readiness checklist answers from the data, and keeps what only people know", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  const verdicts = async () =>
    Object.fromEntries((await client.workspace.readiness()).items.map(({ code, verdict }) => [code, verdict]));
  expect(await verdicts()).toEqual({
    "enough-leads": "no",
    "steady-inflow": "no",
    "events-arrive": "no",
    "outcomes-known": "no",
    "crm-connected": "no",
    "long-cycle": "unknown",
    "sales-answers": "no",
    analyst: "unknown",
    "signed-off": "no",
    "considered-purchase": "unknown",
    "marketing-and-sales-agree": "unknown",
  });
  for (let week = 7; week >= 0; week--) {
    clock = NOON - week * 7 * DAY - 1000;
    const won = { timestamp: clock + 20 * DAY, event: "Opportunity Won" };
    await send(
      tenant,
      Array.from({ length: 30 }, (_, i) => ({ userId: `u${week}-${i}`, event: "Visited" })),
    );
    if (week > 4) {
      clock += 20 * DAY;
      await send(
        tenant,
        Array.from({ length: 30 }, (_, i) => ({ userId: `u${week}-${i}`, ...won })),
      );
    }
  }
  clock = NOON + 60_000;
  while ((await readEvents(pool, workspaceId, now())) > 0);
  expect(await verdicts()).toMatchObject({
    "enough-leads": "yes",
    "steady-inflow": "yes",
    "events-arrive": "yes",
    "outcomes-known": "yes",
    "crm-connected": "unknown",
    "long-cycle": "yes",
  });
  const answers = { "considered-purchase": "yes", "enough-leads": "no", "crm-connected": "yes" } as const;
  const said = await client.workspace.putReadiness({ body: { answers } });
  expect(said.items).toContainEqual({
    code: "considered-purchase",
    verdict: "yes",
    by: "people",
    facts: {},
    answer: "yes",
  });
  // What the data tell, stands.
  expect(said.items[0]).toMatchObject({ code: "enough-leads", verdict: "yes", by: "data", answer: "no" });
  await client.workspace.putReadiness({ body: { answers: { "considered-purchase": null } } });
  expect(await verdicts()).toMatchObject({ "considered-purchase": "unknown", "crm-connected": "yes" });
  clock = NOON;
});

/** All other workspaces of this file let go of what is older than a year. */
async function allForget(): Promise<void> {
  const client = await pool.connect();
  await client.query("begin; set local plumbline.workspace = 'all'");
  await client.query(
    `update workspace set settings = '{"retentionMonths": 12}' where settings->>'retentionMonths' is null`,
  );
  await client.query("commit");
  client.release();
}

test("the readiness checklist counts outcomes that come in few a day as well", async () => {
  const tenant = await newTenant();
  for (let day = 29; day >= 0; day--) {
    clock = NOON - day * DAY - 1000;
    await send(
      tenant,
      [0, 1].map((i) => ({ userId: `u${day}-${i}`, event: i ? "Opportunity Won" : "Closed Lost" })),
    );
  }
  clock = NOON + 60_000;
  while ((await readEvents(pool, tenant.workspaceId, now())) > 0);
  const { items } = await tenant.client.workspace.readiness();
  expect(items).toContainEqual(
    expect.objectContaining({ code: "outcomes-known", verdict: "yes", facts: { outcomes: 60, least: 50 } }),
  );
});
