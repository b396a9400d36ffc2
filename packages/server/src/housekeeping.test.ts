import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test, vi } from "vitest";
import { type Tenant, testServer } from "./answer/server.testing.ts";
import { inEachWorkspace } from "./each-workspace.ts";
import { startWorking } from "./housekeeping.ts";

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
  const working = startWorking({ pool, url, now, onError, receive, loading: new Set() });
  const trainings = async () => (await sound.client.studies.list()).items.filter(({ by }) => by === "schedule");
  await vi.waitFor(async () => expect(await trainings()).toHaveLength(1), { timeout: 30_000, interval: 50 });
  for (const one of working) await one.stop();
  expect(errors).toContainEqual(expect.any(TypeError));
  expect((await broken.client.studies.list()).items).toHaveLength(1);
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
