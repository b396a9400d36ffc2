import { inTransaction, keepLoading } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test, vi } from "vitest";
import { type Tenant, testServer } from "./answer/server.testing.ts";
import { inEachWorkspace } from "./each-workspace.ts";
import { startSweeping, startWorking } from "./housekeeping.ts";
import { arrived } from "./workspace.testing.ts";

const { pool, url } = await testDatabase();
const now = () => Date.parse("2026-11-22T12:00:00Z");
const { receive, newTenant } = await testServer(pool, now);

const MODEL = `model: likely
signals: { demo: { on: Demo Requested } }
dimensions: { chance: {} }
rules: [{ id: asked, dimension: chance, each: demo, points: 10 }]
bands: [{ name: cold }, { name: hot, from: 40 }]
`;

async function withPredictionDue(): Promise<Tenant> {
  const tenant = await newTenant();
  await tenant.client.models.putDraft({ params: { name: "likely" }, body: MODEL });
  await tenant.client.predictions.create({ body: { name: "win", model: "likely", every: "week" } });
  await change(tenant, "update study set state = 'stopped' where workspace_id = $1");
  await change(tenant, "update prediction set next_at = 1 where workspace_id = $1");
  return tenant;
}

const change = ({ workspaceId }: Tenant, text: string) =>
  inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text }, [workspaceId]));

test("a workspace in which something fails keeps no other one waiting", async () => {
  const [broken, sound] = [await withPredictionDue(), await withPredictionDue()];
  // Nothing that we write; but whatever it is, it is theirs alone.
  await change(broken, "update prediction set plan = 'null' where workspace_id = $1");
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const working = startWorking({ pool, url, now, onError, receive });
  const trainings = async () => (await sound.client.studies.list()).items.filter(({ by }) => by === "schedule");
  await vi.waitFor(async () => expect(await trainings()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  for (const one of working) await one.stop();
  expect(errors).toContainEqual(expect.any(TypeError));
  expect((await broken.client.studies.list()).items).toHaveLength(1);
});

test("no process sweeps on our day a workspace that lives in the days of its sample", async () => {
  const [loading, present] = [await newTenant(), await newTenant()];
  const { workspaceId } = loading;
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, { writeKey: "x", leads: 1, lastDay: 1 }));
  const sweptDays = (tenant: Tenant) => change(tenant, "select day from sweep where workspace_id = $1");
  const sweeping = startSweeping({ pool, now, onChange: () => {}, onError: () => {} });
  await vi.waitFor(async () => expect(await sweptDays(present)).toHaveLength(1), { timeout: 30_000, interval: 20 });
  for (const one of sweeping) await one.stop();
  expect(await sweptDays(loading)).toEqual([]);
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, null));
});

test("what a sample brings of days gone by is read when all of it is there", async () => {
  const [loading, present] = [await newTenant(), await newTenant()];
  const { workspaceId, sourceId } = loading;
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, { writeKey: "x", leads: 1, lastDay: 1 }));
  const readTo = (tenant: Tenant) => change(tenant, "select read_to from event_reading where workspace_id = $1");
  const once = async (condition: () => Promise<void>) => {
    const working = startWorking({ pool, url, now, onError: () => {}, receive });
    await vi.waitFor(condition, { timeout: 30_000, interval: 50 });
    for (const one of working) await one.stop();
  };
  await once(async () => expect(await readTo(present)).toHaveLength(1));
  expect(await readTo(loading)).toEqual([]);
  const receivedAt = now() - 20 * 86_400_000;
  const items = [arrived({ messageId: "past", type: "track", event: "Won", userId: "ann", timestamp: receivedAt })];
  await receive({ workspaceId, sourceId, receivedAt, items });
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, null));
  await once(async () =>
    expect((await loading.client.events.names()).items).toMatchObject([{ name: "Won", count: 1 }]),
  );
});

test("a version that is published to be announced becomes live and is announced, without anybody's doing", async () => {
  const tenant = await newTenant();
  const { client, workspaceId, sourceId } = tenant;
  const working = startWorking({ pool, url, now, onError: () => {}, receive });
  const publish = async (announce: boolean, points: number): Promise<void> => {
    const body = MODEL.replace("points: 10", `points: ${points}`);
    await client.models.putDraft({ params: { name: "likely" }, body });
    const { publication } = await client.models.publish({ params: { name: "likely" }, body: { announce } });
    const state = async () => (await client.publications.get({ params: { id: publication } })).state;
    await vi.waitFor(async () => expect(await state()).toBe("live"), { timeout: 30_000, interval: 50 });
  };
  await publish(false, 10);
  const event = { messageId: "m", type: "track", event: "Demo Requested", userId: "ann", timestamp: now() } as const;
  await receive({ workspaceId, sourceId, receivedAt: now(), items: [arrived(event)] });
  await client.endpoints.create({ body: { url: "https://one.example", types: ["lead.band.entered"] } });
  await publish(true, 50);
  const told = async () => (await client.deliveries.list()).items.map(({ type }) => type);
  await vi.waitFor(async () => expect(await told()).toEqual(["lead.band.entered"]), { timeout: 30_000, interval: 50 });
  for (const one of working) await one.stop();
});

test("whoever stops waits for one workspace, not for all", async () => {
  const stopping = new AbortController();
  const seen: number[] = [];
  const step = async (workspaceId: number): Promise<number> => {
    seen.push(workspaceId);
    if (seen.length === 2) stopping.abort();
    return 1;
  };
  await newTenant();
  expect(await inEachWorkspace({ pool, onError: () => {} }, step, stopping.signal)).toBe(2);
  expect(seen).toHaveLength(2);
});
