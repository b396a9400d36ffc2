import { seeded } from "@plumbline/learning";
import type { Event } from "@plumbline/scoring";
import { inTransaction, keepMonths } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { beforeAll, expect, test, vi } from "vitest";
import { type Tenant, testServer } from "../answer/server.testing.ts";
import { startWorking } from "../housekeeping.ts";
import { arrived } from "../workspace.testing.ts";
import { advanceStudies } from "./advance-studies.ts";
import type { AskedWatch } from "./asked-watch.ts";
import { watchDue } from "./begin-watch.ts";
import { watchStudy } from "./watch-study.ts";

const { pool, url } = await testDatabase();
const DAY = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
let clock = NOON;
const now = () => clock;
await keepMonths(pool, NOON - 420 * DAY, 16);
const { receive, newTenant } = await testServer(pool, now);

const MODEL = `model: likely
signals: { demo: { on: Demo Requested } }
dimensions: { chance: {} }
rules: [{ id: asked, dimension: chance, each: demo, points: 10 }]
bands: [{ name: cold }, { name: hot, from: 40 }]
`;
const WIN = { params: { name: "win" } };
const BUYS = [0.05, 0.35, 0.85];

type Born = { readonly from: number; readonly to: number; readonly leads?: number };

/** People who came on some days before noon, all of them decided within a month; how many of them lead can be said. */
function people(count: number, prefix: string, { from, to, leads = 0.4 }: Born): Event[] {
  const chance = seeded(7);
  return Array.from({ length: count }, (_, i) => {
    const userId = `${prefix}${i}`;
    const born = NOON - Math.floor(to + chance() * (from - to)) * DAY;
    const decided = born + Math.floor(20 + chance() * 10) * DAY;
    const [isLeading, asks] = [chance() < leads, chance() < 0.5];
    const wins = chance() < (BUYS[Number(isLeading) + Number(asks)] as number);
    const said = { userId, type: "track" } as const;
    return [
      { userId, type: "identify", timestamp: born, traits: { title: isLeading ? "CEO" : "Clerk" } },
      ...(asks ? [{ ...said, timestamp: born + DAY, event: "Demo Requested" }] : []),
      { ...said, timestamp: decided, event: wins ? "Deal Won" : "Deal Lost" },
    ].map((event, at) => ({ messageId: `${userId}-${at}`, ...event }) as Event);
  }).flat();
}

async function send({ workspaceId, sourceId }: Tenant, events: readonly Event[]): Promise<void> {
  for (let from = 0; from < events.length; from += 200) {
    const items = events.slice(from, from + 200).map((event) => arrived(event));
    await receive({ workspaceId, sourceId, receivedAt: now(), items });
  }
}

async function work(onError: (error: unknown) => void): Promise<void> {
  const options = { pool, url, now, onError };
  while ((await advanceStudies(options, new AbortController().signal)) === "more");
}

const failing = (error: unknown): void => {
  throw error;
};

const change = ({ workspaceId }: Tenant, text: string, ...values: readonly unknown[]) =>
  inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text }, [workspaceId, ...values]));

const due = ({ workspaceId }: Tenant, onError = failing) => watchDue(pool, workspaceId, now(), onError);
const watches = async ({ client }: Tenant) => (await client.studies.list({ query: { kind: "watch" } })).items;

const verdicts = async ({ client }: Tenant) => {
  const { watch } = await client.predictions.get(WIN);
  return watch?.drift.map(({ feature, drift }) => [feature, drift.enough ? drift.verdict : "too few"] as const) ?? [];
};

let tenant: Tenant;
beforeAll(async () => {
  tenant = await newTenant();
  await tenant.client.models.putDraft({ params: { name: "likely" }, body: MODEL });
  await send(tenant, people(1500, "p", { from: 380, to: 31 }));
  await tenant.client.predictions.create({ body: { name: "win", model: "likely", horizon: 30 } });
  await work(failing);
}, 120_000);

test("a champion that was learned within the week is not looked at; leads that are as they were are no warning", async () => {
  const { client } = tenant;
  const { champion, watch } = await client.predictions.get(WIN);
  expect({ champion, watch }).toEqual({ champion: expect.any(String), watch: null });
  clock = NOON + 6 * DAY;
  expect(await due(tenant)).toBe(0);
  clock = NOON + 15 * DAY;
  await send(tenant, people(150, "same", { from: 30, to: 18 }));
  expect(await due(tenant)).toBe(1);
  // It is under way, and is not asked for once more.
  expect(await due(tenant)).toBe(0);
  await work(failing);
  const seen = (await client.predictions.get(WIN)).watch;
  expect(seen?.at).toBe(new Date(clock).toISOString());
  expect(new Set((await verdicts(tenant)).map(([, verdict]) => verdict))).toEqual(new Set(["stable"]));
  if (!seen?.calibration.enough) throw new Error("There were people enough");
  expect(seen.calibration.p).toBeGreaterThan(0.05);
  expect(await watches(tenant)).toMatchObject([
    { kind: "watch", state: "done", by: "schedule", asked: { prediction: "win", model: "likely" } },
  ]);
  expect((await client.predictions.list()).items).toMatchObject([{ name: "win", champion, watch: seen }]);
  expect((await client.predictions.trainings(WIN)).items).toHaveLength(1);
}, 120_000);

test("twice in a week does nothing", async () => {
  clock = NOON + 21 * DAY;
  expect(await due(tenant)).toBe(0);
  expect(await watches(tenant)).toHaveLength(1);
});

test("one that cannot be looked at stops no other, and has its next turn in a week", async () => {
  const { client } = tenant;
  clock = NOON + 22 * DAY;
  const before = (await client.predictions.get(WIN)).watch?.at;
  const ADD = `insert into prediction (workspace_id, name, model_id, plan, champion, by, at)
    select workspace_id, $2, model_id, $3::json, $4, by, at from prediction where workspace_id = $1 and name = 'win'`;
  const plan = JSON.stringify({ target: "won", horizon: 30, every: "never", allowed: [] });
  await change(tenant, ADD, "unasked", "null", "0".repeat(32));
  await change(tenant, ADD, "unread", plan, "1".repeat(32));
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  expect(await due(tenant, onError)).toBe(2);
  expect(errors).toEqual([expect.any(TypeError)]);
  await work(onError);
  expect(errors).toHaveLength(2);
  expect((await watches(tenant)).map(({ state }) => state)).toEqual(["done", "failed", "done"]);
  expect((await client.predictions.get(WIN)).watch?.at).not.toBe(before);
  expect((await client.predictions.get({ params: { name: "unread" } })).watch).toBeNull();
  expect(await due(tenant, onError)).toBe(0);
  await change(tenant, "delete from prediction where workspace_id = $1 and name <> 'win'");
}, 120_000);

test("a champion that nobody trains anew warns by itself when leads are no longer as they were", async () => {
  const { client } = tenant;
  clock = NOON + 30 * DAY;
  await send(tenant, people(400, "other", { from: 15, to: 2, leads: 1 }));
  const errors: unknown[] = [];
  const working = startWorking({ pool, url, now, onError: (error) => void errors.push(error), receive });
  const at = new Date(clock).toISOString();
  const seenAt = async () => (await client.predictions.get(WIN)).watch?.at;
  await vi.waitFor(async () => expect(await seenAt()).toBe(at), { timeout: 60_000, interval: 100 });
  for (const one of working) await one.stop();
  expect(errors).toEqual([]);
  const moved = (await verdicts(tenant)).filter(([, verdict]) => verdict !== "stable");
  expect(moved.some(([feature]) => /title/.test(feature))).toBe(true);
}, 120_000);

test("leads are held against those that it has learned from, however long ago that was", async () => {
  const { client } = tenant;
  clock = NOON + 500 * DAY;
  expect(await due(tenant)).toBe(1);
  const [training] = (await client.predictions.trainings(WIN)).items;
  const from = training?.found.chosen?.window.all.from;
  const [watch] = await watches(tenant);
  expect(watch?.asked.from).toBe(new Date((from as number) * DAY).toISOString().slice(0, 10));
});

test("what was seen of a champion that no longer is one is not kept", async () => {
  const { client, workspaceId } = tenant;
  const before = await client.predictions.get(WIN);
  const [found] = await change(tenant, "select prediction_id from prediction where workspace_id = $1 and name = 'win'");
  const { prediction_id: predictionId } = found as { readonly prediction_id: number };
  const study = {
    row: {} as never,
    asked: { predictionId } as AskedWatch,
    result: { hash: "f".repeat(32), drift: [], calibration: { enough: false, missing: [] } } as const,
  };
  await inTransaction(pool, workspaceId, async (session) => watchStudy.conclude?.(session, study, now()));
  expect((await client.predictions.get(WIN)).watch).toEqual(before.watch);
  // Nor is it said of the one that took its place, or went back to.
  await change(tenant, "update prediction set champion = $2 where workspace_id = $1", "f".repeat(32));
  expect((await client.predictions.get(WIN)).watch).toBeNull();
});
