import type { FoundProposals } from "@plumbline/api";
import { claimStudy, inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { finish, found, NEW_RULE, pointsFor } from "../answer/proposals/proposals.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../answer/server.testing.ts";
import { advanceAutoTune } from "./auto-tune.ts";

const { pool } = await testDatabase();
const DAY = 86_400_000;
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const { newTenant } = await testServer(pool, now);

const MODEL = `# Who is worth a call.
model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: 20 } # by title
  - { id: demo, dimension: interest, each: demo, points: 30 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;
const B2B = { params: { name: "b2b" } } as const;
const BOUNDS = { mostPoints: 5, mostPercent: 25, excluded: ["demo"], leastOutcomes: 50 };
const ON = { isOn: true, every: "week", target: "won", horizon: 60, bounds: BOUNDS } as const;

async function live({ client, workspaceId }: Tenant, text: string): Promise<void> {
  await client.models.putDraft({ ...B2B, body: text });
  const { publication } = await client.models.publish(B2B);
  await publishAll(pool, workspaceId, publication, now);
}

async function tuned(settings: object = {}): Promise<Tenant> {
  const tenant = await newTenant();
  await live(tenant, MODEL);
  await tenant.client.autoTune.put({ ...B2B, body: { ...ON, ...settings } });
  return tenant;
}

const step = ({ workspaceId }: Tenant) => advanceAutoTune(pool, workspaceId, now);
const runsOf = async ({ client }: Tenant) => (await client.autoTune.runs(B2B)).items;
const textOf = async ({ client }: Tenant, number: number) =>
  (await client.models.version({ params: { name: "b2b", number } })).text;

/** Begins what is due, lets its study find something, and makes of it what is allowed. */
async function runOnce(tenant: Tenant, result: FoundProposals) {
  expect(await step(tenant)).toBe(1);
  await finish(pool, tenant.workspaceId, result, now());
  expect(await step(tenant)).toBe(1);
  return (await runsOf(tenant))[0];
}

async function goLive({ client, workspaceId }: Tenant): Promise<void> {
  const [publication] = (await client.models.get(B2B)).publications;
  await publishAll(pool, workspaceId, publication?.id ?? "", now);
}

test("is off until somebody turns it on, and then within bounds that are said", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  await client.models.putDraft({ ...B2B, body: MODEL });
  expect(await client.autoTune.get(B2B)).toMatchObject({ isOn: false, by: null, nextAt: null, makesDrafts: false });
  expect(await problem(client.autoTune.put({ ...B2B, body: ON }))).toMatchObject({ code: "model-not-live" });
  const { publication } = await client.models.publish(B2B);
  await publishAll(pool, tenant.workspaceId, publication, now);
  expect(await step(tenant)).toBe(0);
  const unbound = { ...ON, bounds: { ...BOUNDS, mostPoints: null, mostPercent: null } };
  expect(await problem(client.autoTune.put({ ...B2B, body: unbound }))).toMatchObject({ code: "bad-request" });
  await client.autoTune.put({ ...B2B, body: ON });
  expect(await client.autoTune.get(B2B)).toMatchObject({ ...ON, by: expect.any(String) });
  await client.autoTune.put({ ...B2B, body: { ...ON, isOn: false } });
  expect(await step(tenant)).toBe(0);
  expect(await client.autoTune.get(B2B)).toMatchObject({ isOn: false, nextAt: null });
  const stranger = await newTenant();
  expect(await problem(stranger.client.autoTune.get(B2B))).toMatchObject({ code: "not-found" });
});

test("publishes points within bounds as a version with its evidence, silently, and nothing else", async () => {
  const tenant = await tuned();
  const { client } = tenant;
  const result = found([pointsFor("boss", 20, 24), pointsFor("demo", 30, 33), NEW_RULE]);
  const run = await runOnce(tenant, result);
  expect(run).toMatchObject({
    ...{ outcome: "published", because: null, version: 1, made: 2 },
    changes: [{ id: "points:boss", points: { was: 20, to: 24 }, evidence: { converted: 120 } }],
    held: [
      { id: "points:demo", because: "excluded" },
      { id: "rule:web", because: "kind" },
    ],
  });
  expect(await textOf(tenant, 2)).toBe(MODEL.replace("points: 20", "points: 24"));
  const { history, publications, draftAt } = await client.models.get(B2B);
  expect(history[0]).toMatchObject({ number: 2, author: "auto-tune" });
  expect(history[0]?.note).toContain("boss: 20 → 24 [21 … 28] (120/900)");
  expect([publications[0]?.muted, draftAt]).toEqual([true, null]);
  await goLive(tenant);
  expect((await client.audit.list()).items[0]).toMatchObject({
    ...{ by: "auto-tune", action: "models.publish", subject: "b2b" },
    details: { version: 2, changes: [{ rule: "boss", from: 20, to: 24 }] },
  });
  // Not before its next turn.
  expect(await step(tenant)).toBe(0);
  clock += 7 * DAY;
  expect(await runOnce(tenant, found([]))).toMatchObject({ outcome: "nothing", made: null, version: 2 });
});

test("many small steps do not come to what nobody allowed: bounds count from what somebody published", async () => {
  const tenant = await tuned({ bounds: { ...BOUNDS, excluded: [] } });
  expect(await runOnce(tenant, found([pointsFor("boss", 20, 25)]))).toMatchObject({ outcome: "published", made: 2 });
  await goLive(tenant);
  clock += 7 * DAY;
  expect(await runOnce(tenant, found([pointsFor("boss", 25, 30)]))).toMatchObject({
    ...{ outcome: "held", made: null, held: [{ id: "points:boss", because: "beyond-bounds" }] },
  });
  // Once somebody has published those points, they are what the next steps are held against.
  await live(tenant, MODEL.replace("points: 20", "points: 25").replace("above: 25", "above: 24"));
  clock += 7 * DAY;
  expect(await runOnce(tenant, found([pointsFor("boss", 25, 30)]))).toMatchObject({ outcome: "published" });
});

test("leaves what lies beyond the bounds, rests on too little or was dismissed to people", async () => {
  const tenant = await tuned({ bounds: { ...BOUNDS, excluded: [] } });
  const { client } = tenant;
  const before = await client.studies.create({ body: { kind: "proposals", model: "b2b", horizon: 60 } });
  await finish(pool, tenant.workspaceId, found([pointsFor("boss", 20, 21)]), now());
  await client.proposals.dismiss({ params: { id: before.id }, body: { proposals: ["points:boss"] } });
  const run = await runOnce(tenant, found([pointsFor("boss", 20, 21), pointsFor("demo", 30, 36)]));
  expect(run).toMatchObject({
    ...{ outcome: "held", made: null, changes: [] },
    held: [
      { id: "points:demo", because: "beyond-bounds" },
      { id: "points:boss", because: "dismissed" },
    ],
  });
  clock += 7 * DAY;
  expect(await runOnce(tenant, found([pointsFor("demo", 30, 31, 49)]))).toMatchObject({
    held: [{ id: "points:demo", because: "too-few-outcomes" }],
  });
  expect((await client.models.get(B2B)).versions).toBe(1);
});

test("is taken back in one call, and then turns itself off", async () => {
  const tenant = await tuned();
  const { client, workspaceId } = tenant;
  await runOnce(tenant, found([pointsFor("boss", 20, 24)]));
  await goLive(tenant);
  const { publication } = await client.models.publishVersion({ params: { name: "b2b", number: 1 } });
  await publishAll(pool, workspaceId, publication, now);
  expect((await client.models.get(B2B)).live).toBe(1);
  clock += 7 * DAY;
  expect(await step(tenant)).toBe(1);
  expect((await runsOf(tenant))[0]).toMatchObject({ outcome: "stopped", because: "reverted", study: null });
  expect(await client.autoTune.get(B2B)).toMatchObject({ isOn: false, nextAt: null });
  expect(await step(tenant)).toBe(0);
});

test("only drafts where people have to sign, and never over what somebody drafts", async () => {
  const tenant = await tuned();
  const { client } = tenant;
  await client.workspace.update({ body: { signOff: "both" } });
  expect(await client.autoTune.get(B2B)).toMatchObject({ makesDrafts: true });
  const result = found([pointsFor("boss", 20, 24)]);
  expect(await runOnce(tenant, result)).toMatchObject({ outcome: "drafted", made: null });
  const draft = MODEL.replace("points: 20", "points: 24");
  expect((await client.models.draft(B2B)).text).toBe(draft);
  expect((await client.models.get(B2B)).versions).toBe(1);
  expect((await client.audit.list()).items[0]).toMatchObject({ by: "auto-tune", action: "models.putDraft" });
  clock += 7 * DAY;
  expect(await runOnce(tenant, result)).toMatchObject({ outcome: "stopped", because: "draft-under-way" });
  expect((await client.models.draft(B2B)).text).toBe(draft);
});

test("keeps off a model that changes, and starts over with a study whose worker died", async () => {
  const tenant = await tuned();
  const { client, workspaceId } = tenant;
  const result = found([pointsFor("boss", 20, 24)]);
  await step(tenant);
  const claim = () => inTransaction(pool, workspaceId, (session) => claimStudy(session, now(), now() - 60_000));
  const study = (await claim())?.study_id;
  expect(await step(tenant)).toBe(0);
  // Its process has died, another one begins anew.
  clock += 61_000;
  expect(await finish(pool, workspaceId, result, now())).toBe(String(study));
  await live(tenant, MODEL.replace("above: 25", "above: 24"));
  await step(tenant);
  expect((await runsOf(tenant))[0]).toMatchObject({ outcome: "stopped", because: "version-changed", version: 1 });

  clock += 7 * DAY;
  await step(tenant);
  await client.models.putDraft({ ...B2B, body: MODEL.replace("above: 25", "above: 23") });
  await client.models.publish(B2B);
  await finish(pool, workspaceId, result, now());
  await step(tenant);
  expect((await runsOf(tenant))[0]).toMatchObject({ because: "publication-under-way", version: 2 });
  await goLive(tenant);
  expect((await client.models.get(B2B)).live).toBe(3);

  clock += 7 * DAY;
  await step(tenant);
  await client.studies.drop({ params: { id: (await runsOf(tenant))[0]?.study ?? "" } });
  await step(tenant);
  expect((await runsOf(tenant))[0]).toMatchObject({ outcome: "stopped", because: "study-stopped" });
});

test("nobody waits for it while its study is worked out", async () => {
  const tenant = await tuned();
  expect(await step(tenant)).toBe(1);
  // Whoever stores events shares the configuration: to change it one would have to wait for them, and others for both.
  const within = () => step(tenant);
  expect(await inTransaction(pool, tenant.workspaceId, within, { configuration: "sharing" })).toBe(0);
  await finish(pool, tenant.workspaceId, found([]), now());
  expect(await step(tenant)).toBe(1);
});
