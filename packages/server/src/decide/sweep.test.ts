import { formatDay, parseDay } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { gather } from "../collect/gather.ts";
import { arrived, newWorkspace, publish } from "../workspace.testing.ts";
import { sweep } from "./sweep.ts";

const { pool } = await testDatabase();

const NOON = Date.parse("2026-03-01T12:00:00Z");
const DAY = 86_400_000;
const MODEL = {
  model: "fading",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { engagement: { decay: { halfLife: "10d" } } },
  rules: [{ id: "demo", dimension: "engagement", each: "demo", points: 64 }],
  total: { sum: ["engagement"] },
  bands: [{ name: "cold" }, { name: "warm", above: 10 }, { name: "hot", above: 40 }],
};

async function sweepAll(workspaceId: number, now: number): Promise<number> {
  for (let subjects = 0; ; ) {
    const swept = await sweep(pool, workspaceId, now, { step: 2 });
    subjects += swept.subjects;
    if (swept.isDone) return subjects;
  }
}

const transitionsOf = (workspaceId: number) =>
  inTransaction(pool, workspaceId, (session) =>
    session.rows<{ subject_id: number; from_band: string; to_band: string; on_day: number; cause: string }>(
      {
        name: "test-transitions",
        text: `select subject_id, from_band, to_band, on_day, cause from transition where workspace_id = $1
          order by subject_id, transition_id`,
      },
      [workspaceId],
    ),
  );

async function threeLeads() {
  const ids = await newWorkspace(pool, MODEL, NOON);
  const { receive } = gather({ pool, now: () => NOON });
  const items = ["ann", "bob", "carl"].map((userId) =>
    arrived({ messageId: userId, type: "track", event: "Demo Requested", userId, timestamp: NOON }),
  );
  await receive({ ...ids, receivedAt: NOON, items });
  return ids.workspaceId;
}

// 64 points fade to 40 after 7 days (64 × 2^-0.7 = 39.4) and to 10 after 26 (64 × 2^-2.6 = 10.6, at 27 days 9.8).
const EXPECTED = [
  ["hot", "2026-03-01", "event"],
  ["warm", "2026-03-08", "day"],
  ["cold", "2026-03-28", "day"],
];

test("bands change on their days when somebody looks every day", async () => {
  const workspaceId = await threeLeads();
  for (let now = NOON; now < NOON + 40 * DAY; now += DAY) await sweepAll(workspaceId, now);
  const seen = await transitionsOf(workspaceId);
  expect(seen).toHaveLength(9);
  expect(seen.slice(0, 3).map(({ to_band, on_day, cause }) => [to_band, formatDay(on_day), cause])).toEqual(EXPECTED);
});

test("and on the same days when nobody looked for forty days", async () => {
  const workspaceId = await threeLeads();
  await sweepAll(workspaceId, NOON + 40 * DAY);
  const seen = await transitionsOf(workspaceId);
  expect(seen.slice(0, 3).map(({ to_band, on_day, cause }) => [to_band, formatDay(on_day), cause])).toEqual(EXPECTED);
});

test("what happens before the sweep has come finds the lead where the days have taken it", async () => {
  const workspaceId = await threeLeads();
  const later = NOON + 40 * DAY;
  const { receive } = gather({ pool, now: () => later });
  const event = {
    messageId: "again",
    type: "track",
    event: "Demo Requested",
    userId: "ann",
    timestamp: later,
  } as const;
  await receive({ workspaceId, sourceId: 1, receivedAt: later, items: [arrived(event)] });
  const all = await transitionsOf(workspaceId);
  const ann = all.find(({ cause }) => cause === "day")?.subject_id;
  const seen = all.filter(({ subject_id }) => subject_id === ann);
  expect(seen.map(({ to_band, on_day, cause }) => [to_band, formatDay(on_day), cause])).toEqual([
    ...EXPECTED,
    ["hot", "2026-04-10", "event"],
  ]);
});

test("a day is swept once", async () => {
  const workspaceId = await threeLeads();
  expect(await sweepAll(workspaceId, NOON + 7 * DAY)).toBe(3);
  expect(await sweepAll(workspaceId, NOON + 7 * DAY)).toBe(0);
  expect(parseDay("2026-03-08")).toBe(Math.floor((NOON + 7 * DAY) / DAY));
});

test("one who cannot be swept is left out and told of, and everybody else has their day", async () => {
  const workspaceId = await threeLeads();
  await inTransaction(pool, workspaceId, async (session) => {
    const text = `update identity set traits = '{"title":1}' where workspace_id = $1 and key like '%bob'`;
    await session.rows({ name: "", text }, [workspaceId]);
  });
  const later = NOON + 7 * DAY;
  await expect(sweepAll(workspaceId, later)).rejects.toThrow(TypeError);
  const told: unknown[] = [];
  const onPoison = (error: unknown) => void told.push(error);
  let subjects = 0;
  for (let isDone = false; !isDone; ) {
    const swept = await sweep(pool, workspaceId, later, { onPoison });
    subjects += swept.subjects;
    ({ isDone } = swept);
  }
  expect([subjects, told]).toEqual([3, [expect.any(TypeError)]]);
  const cooled = (await transitionsOf(workspaceId)).filter(({ cause }) => cause === "day");
  expect(cooled).toHaveLength(2);
});

test("of two who sweep at the same time neither leaves out who is sound", async () => {
  const workspaceId = await threeLeads();
  await inTransaction(pool, workspaceId, async (session) => {
    const text = `update identity set traits = '{"title":1}' where workspace_id = $1 and key like '%bob'`;
    await session.rows({ name: "", text }, [workspaceId]);
  });
  const later = NOON + 7 * DAY;
  const one = () => sweep(pool, workspaceId, later, { step: 1, onPoison: () => {} });
  await one();
  // Both fail on the same one before either passes over him.
  for (let isDone = false; !isDone; ) isDone = (await Promise.all([one(), one()])).every((swept) => swept.isDone);
  const cooled = (await transitionsOf(workspaceId)).filter(({ cause }) => cause === "day");
  expect(cooled).toHaveLength(2);
});

test("a band that was left stays closed as long as it says: through days, events and another version", async () => {
  const cooling = { ...MODEL, bands: [...MODEL.bands.slice(0, 2), { name: "hot", above: 40, coolDown: "30d" }] };
  const ids = await newWorkspace(pool, cooling, NOON);
  const { workspaceId } = ids;
  const send = async (now: number, count: number) => {
    const items = Array.from({ length: count }, (_, i) =>
      arrived({ messageId: `${now}-${i}`, type: "track", event: "Demo Requested", userId: "ann", timestamp: now }),
    );
    await gather({ pool, now: () => now }).receive({ ...ids, receivedAt: now, items });
  };
  await send(NOON, 1);
  for (let day = 1; day <= 8; day++) await sweepAll(workspaceId, NOON + day * DAY);
  await send(NOON + 8 * DAY, 8);
  const worthless = { id: "two", dimension: "engagement", each: "demo", points: 0 };
  await publish(pool, workspaceId, { ...cooling, rules: [...MODEL.rules, worthless] }, NOON + 9 * DAY);
  await send(NOON + 9 * DAY, 1);
  for (let day = 10; day <= 40; day++) await sweepAll(workspaceId, NOON + day * DAY);
  const seen = await transitionsOf(workspaceId);
  expect(seen.map(({ to_band, on_day, cause }) => [to_band, formatDay(on_day), cause])).toEqual([
    ["hot", "2026-03-01", "event"],
    ["warm", "2026-03-08", "day"],
    ["hot", "2026-04-07", "day"],
  ]);
});
