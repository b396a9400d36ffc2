import { findPublication, inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import type { Arrived } from "../collect/arrival.ts";
import { gather } from "../collect/gather.ts";
import { arrived, newWorkspace } from "../workspace.testing.ts";
import { attemptPublication } from "./attempt-publication.ts";
import { publishModel } from "./publish-model.ts";

const { pool } = await testDatabase();

const NOON = Date.parse("2026-03-01T12:00:00Z");
const model = (points: number) => ({
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { interest: {} },
  rules: [{ id: "demo", dimension: "interest", each: "demo", points }],
  total: { sum: ["interest"] },
  bands: [{ name: "cold" }, { name: "hot", above: 10 }],
});

/** A workspace with some leads, and a second version on its way. */
async function onItsWay(
  users: readonly string[] = ["ann"],
  input: object = model(2),
  before: (user: string, i: number) => readonly Arrived[] | Arrived = () => [],
  first: object = model(1),
) {
  const ids = await newWorkspace(pool, first, NOON);
  const { workspaceId } = ids;
  const items = users.flatMap((userId, i) => [
    ...[before(userId, i)].flat(),
    arrived({ messageId: userId, type: "track", event: "Demo Requested", userId, timestamp: NOON }),
  ]);
  await gather({ pool, now: () => NOON }).receive({ ...ids, receivedAt: NOON, items });
  const published = await publishModel(pool, workspaceId, { input, source: "", author: "test" }, NOON);
  if (!published.ok) throw new Error(published.problem.code);
  const { publicationId } = published;
  const change = (text: string) =>
    inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text }, [workspaceId]));
  const row = () => inTransaction(pool, workspaceId, (session) => findPublication(session, publicationId));
  const poison: unknown[] = [];
  const onPoison = (error: unknown) => void poison.push(error);
  const attempt = (now: number) => attemptPublication(pool, workspaceId, publicationId, () => now, onPoison);
  const totals = () =>
    inTransaction(pool, workspaceId, (session) =>
      session.rows<{ key: string; total: number }>({ name: "test-totals", text: TOTALS }, [workspaceId]),
    );
  return { change, row, attempt, totals, poison };
}

const TOTALS = `
  select key, total from identity
  join score on score.workspace_id = $1 and subject_id = lead_id
  where identity.workspace_id = $1 order by key`;

const breaking = `update model_version set body = '{}' where workspace_id = $1 and number = 2`;
const mending = `update model_version set body = '${JSON.stringify(model(2))}' where workspace_id = $1 and number = 2`;

test("one that fails whenever it is taken up has failed in the end, and says so", async () => {
  const { change, row, attempt } = await onItsWay();
  await change(breaking);
  // Soon after one another they are one attempt, by however many processes.
  for (let i = 0; i < 10; i++) await expect(attempt(NOON + i)).rejects.toThrow(TypeError);
  expect(await row()).toMatchObject({ state: "scoring", attempts: 1 });
  for (let i = 1; i < 5; i++) await expect(attempt(NOON + i * 31_000)).rejects.toThrow(TypeError);
  await attempt(NOON + 5 * 31_000);
  expect(await row()).toMatchObject({ state: "failed", problem: "given-up" });
});

test("one that comes further begins to count anew", async () => {
  const { change, row, attempt } = await onItsWay();
  await change(breaking);
  for (let i = 0; i < 5; i++) await expect(attempt(NOON + i * 31_000)).rejects.toThrow(TypeError);
  await change("update publication set attempts = 4 where workspace_id = $1");
  await change(mending);
  await attempt(NOON + 5 * 31_000);
  expect(await row()).toMatchObject({ state: "live", attempts: 0 });
});

const seven = ["ann", "bob", "carl", "dora", "eve", "fay", "gus"];

test("leads of whom what is kept is at fault keep nobody from the new version, and are counted", async () => {
  const { change, row, attempt, totals, poison } = await onItsWay(seven);
  await change(
    `update identity set traits = '{"title":1}' where workspace_id = $1 and key in ('user:bob', 'user:gus')`,
  );
  for (let i = 0; (await row())?.state !== "live"; i++) await attempt(NOON + i);
  expect(await row()).toMatchObject({ state: "live", done: 7, left_out: 2 });
  expect(poison).toEqual([expect.any(TypeError), expect.any(TypeError)]);
  const sound = seven.filter((user) => user !== "bob" && user !== "gus");
  expect(await totals()).toEqual(sound.map((user) => ({ key: `user:${user}`, total: 200 })));
});

test("nor do they where its signals have to be filled first", async () => {
  const asked = { ...model(2), signals: { demo: { on: "Demo Requested", where: { plan: "pro" } } } };
  const { change, row, attempt, totals } = await onItsWay(seven, asked);
  await change(`update identity set traits = '{"title":1}' where workspace_id = $1 and key = 'user:carl'`);
  await change(`update event set body = '{"properties":{"plan":"pro"}}' where workspace_id = $1`);
  for (let i = 0; (await row())?.state !== "live"; i++) await attempt(NOON + i);
  // Once as an identity, and once as a lead.
  expect(await row()).toMatchObject({ state: "live", left_out: 2 });
  const sound = seven.filter((user) => user !== "carl");
  expect(await totals()).toEqual(sound.map((user) => ({ key: `user:${user}`, total: 200 })));
});

const spoiled = `update identity set traits = '{"title":1}' where workspace_id = $1`;
const ended = async ({ row, attempt }: Awaited<ReturnType<typeof onItsWay>>) => {
  const isOver = async () => ["failed", "live"].includes((await row())?.state ?? "");
  for (let i = 0; !(await isOver()); i++) await attempt(NOON + i * 31_000).catch(() => {});
  return row();
};

test.each([
  [3, 3],
  [7, 5],
  [102, 5],
  [620, 6],
])(
  "where what is kept of all %i is at fault, the version does not become live, and the former one stays",
  async (n, out) => {
    const way = await onItsWay(Array.from({ length: n }, (_, i) => `u${i}`));
    const before = await way.totals();
    expect(before).toHaveLength(n);
    await way.change(spoiled);
    expect(await ended(way)).toMatchObject({ state: "failed", problem: "given-up", left_out: out });
    expect(way.poison).toHaveLength(out);
    const live =
      "select number from model join model_version on version_id = live_version_id where model.workspace_id = $1";
    expect(await way.change(live)).toEqual([{ number: 1 }]);
    expect(new Set((await way.totals()).map(({ total }) => total))).toEqual(new Set([100]));
  },
);

test("nor where its signals could be filled for nobody", async () => {
  const asked = { ...model(2), signals: { demo: { on: "Demo Requested", where: { plan: "pro" } } } };
  const way = await onItsWay(["ann", "bob"], asked);
  await way.change(spoiled);
  expect(await ended(way)).toMatchObject({ state: "failed", problem: "given-up", left_out: 2 });
});

test("those who could not be filled are not held against those who are scored", async () => {
  const asked = { ...model(2), signals: { demo: { on: "Demo Requested", where: { plan: "pro" } } } };
  const way = await onItsWay(["ann", "bob", "carl"], asked);
  await way.change(`${spoiled} and key <> 'user:carl'`);
  expect(await ended(way)).toMatchObject({ state: "live", done: 3, left_out: 4 });
  expect(await way.totals()).toMatchObject([{ key: "user:carl" }]);
});

const ofAccounts = {
  ...model(2),
  signals: { demo: { on: "Demo Requested" }, team: { any: true } },
  rules: [...model(2).rules, { id: "team", dimension: "interest", each: "team", of: "account", points: 1 }],
};
const inTwos = (user: string, i: number) =>
  arrived({ messageId: `${user}-joined`, type: "group", userId: user, groupId: `team-${i >> 1}`, timestamp: NOON });
const BROKEN = "'\\x0105'";

test("an account that cannot be added up keeps nobody from the new version, and is counted", async () => {
  const way = await onItsWay(seven, ofAccounts, inTwos);
  await way.change(`update identity set states = ${BROKEN} where workspace_id = $1 and key = 'user:bob'`);
  expect(await ended(way)).toMatchObject({ state: "live", done: 7, left_out: 3 });
  // As an identity, with his account, and as a lead.
  expect(way.poison).toHaveLength(3);
  const totals = new Map((await way.totals()).map(({ key, total }) => [key, total]));
  expect([totals.has("user:bob"), totals.get("user:ann"), totals.get("user:carl")]).toEqual([false, 200, 600]);
});

test("nor is a member of whom the live version can say nothing counted among those who are left out of this one", async () => {
  const counted = { ...ofAccounts.signals, demo: { on: "Demo Requested", where: { type: "track" } } };
  const way = await onItsWay(seven, { ...ofAccounts, signals: counted }, inTwos, ofAccounts);
  await way.change(`${spoiled} and key = 'user:bob'`);
  expect(await ended(way)).toMatchObject({ state: "live", done: 7, left_out: 2 });
  expect(way.poison).toHaveLength(3);
});

test("where the accounts that cannot be added up are many, the former version stays", async () => {
  const way = await onItsWay([...seven, "hal"], ofAccounts, inTwos);
  await way.change(
    `update identity set states = ${BROKEN} where workspace_id = $1 and key in ('user:bob', 'user:dora', 'user:fay')`,
  );
  expect(await ended(way)).toMatchObject({ state: "failed", problem: "given-up", left_out: 5 });
  expect(way.poison).toHaveLength(5);
});
