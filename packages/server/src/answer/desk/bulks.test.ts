import { inTransaction, keepBulkProgress, lockBulk, planLostBulks } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { recoverBulks } from "../../act/tend.ts";
import { Overloaded, type Receive } from "../../collect/arrival.ts";
import { knownConfigurations } from "../known-configurations.ts";
import { eventsOf, type House, NOW, newHouse } from "../leads/leads.testing.ts";
import { advanceBulk, bulkTask } from "./bulk-work.ts";

const { pool } = await testDatabase();

async function houseOf(count: number) {
  const house = await newHouse(pool);
  for (let i = 0; i < count; i++) {
    const events = eventsOf(`u${i}`);
    await house.send([events.identify({ email: `u${i}@x.example`, name: `U${i}` }), events.pricing()]);
  }
  const { body } = await house.get("/leads?limit=200");
  return { ...house, ids: body.items.map(({ id }: { id: string }) => id) as string[] };
}

const totals = async (house: House) =>
  (await house.get("/leads?limit=200")).body.items.map((one: { score: { total: number } }) => one.score.total);

const optionsOf = (house: House) => ({
  ...{ pool, now: () => house.clock.now, known: knownConfigurations(), receive: house.receive, onChange: () => {} },
});

test("many leads at a time: named ones or all that a filter lets through, with how many it changed", async () => {
  const house = await houseOf(5);
  const tags = { kind: "add-tags", tags: ["Fair", "fair"] };
  const named = await house.post("/bulks", { action: tags, leads: { ids: [...house.ids.slice(0, 2), "999999"] } });
  expect(named.body).toMatchObject({ state: "done", total: 3, done: 3, changed: 2 });
  const all = await house.post("/bulks", { action: tags, leads: { where: { totalFrom: 1 } } });
  expect(all.body).toMatchObject({ state: "done", total: 5, done: 5, changed: 3 });
  const off = { kind: "remove-tags", tags: ["FAIR"] };
  const tagged = await house.post("/bulks", { action: off, leads: { where: { tag: "fair" } } });
  expect(tagged.body).toMatchObject({ total: 5, changed: 5 });
  const owner = { kind: "set-owner", owner: "Rita" };
  expect((await house.post("/bulks", { action: owner, leads: { where: {} } })).body).toMatchObject({ changed: 5 });
  expect((await house.post("/bulks", { action: owner, leads: { where: {} } })).body).toMatchObject({ changed: 0 });
  expect((await house.get("/leads?owner=Rita")).body.items).toHaveLength(5);
  const adjust = { kind: "adjust", dimension: "fit", points: 7, reason: "met at the fair" };
  expect((await house.post("/bulks", { action: adjust, leads: { where: { owner: "Rita" } } })).body).toMatchObject({
    changed: 5,
  });
  expect(await totals(house)).toEqual([17, 17, 17, 17, 17]);
  const wrong = await house.post("/bulks", { action: { ...adjust, dimension: "no" }, leads: { where: {} } });
  expect(wrong.body.issues).toMatchObject([{ path: "action.dimension", code: "not-one-of" }]);
  expect((await house.get("/bulks?limit=3")).body.items).toHaveLength(3);
  expect(await house.rows("select from bulk_lead")).toEqual([]);
});

test("whoever guesses what the house will call its events keeps no owner away", async () => {
  const house = await houseOf(2);
  const owner = { kind: "set-owner", owner: "Rita" };
  const before = await house.post("/bulks", { action: owner, leads: { ids: [house.ids[0]] } });
  const messageId = `owner-bulk-${Number(before.body.id) + 1}-${house.ids[1]}`;
  const said = (await house.get(`/leads/${house.ids[1]}`)).body.name.toLowerCase();
  await house.send([{ ...eventsOf(said).identify({ owner: "Mallory" }, NOW), messageId }]);
  expect((await house.get("/leads?owner=Mallory")).body.items).toHaveLength(1);
  const made = await house.post("/bulks", { action: owner, leads: { ids: house.ids } });
  expect(made.body).toMatchObject({ id: String(Number(before.body.id) + 1), changed: 1 });
  expect((await house.get("/leads?owner=Rita")).body.items).toHaveLength(2);
});

test("work that was cut short goes on where it stopped, and nobody is touched twice", async () => {
  const house = await houseOf(3);
  const options = optionsOf(house);
  const adjust = { kind: "adjust", dimension: "fit", points: 5, reason: "x" };
  for (const action of [adjust, { kind: "set-owner", owner: "Rita" }]) {
    const { body } = await house.post("/bulks", { action, leads: { ids: house.ids } });
    const bulkId = Number(body.id);
    const before = await totals(house);
    // As if the process had ended after the work and before anybody was told: the job is tried again.
    while (await advanceBulk(options, house.workspaceId, bulkId));
    expect(await totals(house)).toEqual(before);
    expect(await house.rows("select from event where message_id like 'owner-bulk-%'")).toHaveLength(
      action === adjust ? 0 : 3,
    );
  }
  // Two at work on the same at a time do it once.
  const { body } = await house.post("/bulks", { action: { kind: "add-tags", tags: ["a"] }, leads: { ids: house.ids } });
  await inTransaction(pool, house.workspaceId, async (session) => {
    const row = await lockBulk(session, Number(body.id));
    if (row) await keepBulkProgress(session, row.bulk_id, { ...row, state: "gathering", done: 0, changed: 0 }, NOW);
  });
  await Promise.all([1, 2].map(() => advanceBulk(options, house.workspaceId, Number(body.id))));
  const [left] = await house.rows<{ total: number; state: string }>(
    "select total, state from bulk where bulk_id = $1",
    [Number(body.id)],
  );
  expect(left?.total).toBe(3);
});

test("work may be ended", async () => {
  const house = await houseOf(1);
  const { body } = await house.post("/bulks", { action: { kind: "add-tags", tags: ["a"] }, leads: { ids: house.ids } });
  expect((await house.post(`/bulks/${body.id}/stop`, {})).body.code).toBe("already-done");
  await house.rows("update bulk set state = 'running'");
  expect((await house.post(`/bulks/${body.id}/stop`, {})).body.state).toBe("stopped");
  expect(await advanceBulk(optionsOf(house), house.workspaceId, Number(body.id))).toBe(false);
});

test("work whose worker was killed is taken up again soon, and given up where it comes no further", async () => {
  const house = await houseOf(2);
  const action = { kind: "add-tags", tags: ["a"] };
  const { body } = await house.post("/bulks", { action, leads: { ids: house.ids } });
  const bulkId = Number(body.id);
  await house.rows("update bulk set state = 'running', changed_at = 0, done = 0");
  // As its worker has left it: locked for hours.
  await pool.query("delete from graphile_worker._private_jobs");
  await inTransaction(pool, house.workspaceId, (session) => planLostBulks(session, NOW));
  await pool.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1");
  const waiting = async () =>
    (await pool.query("select from graphile_worker.jobs where task_identifier = 'bulk' and locked_at is null"))
      .rowCount;
  expect(await waiting()).toBe(0);
  expect(await recoverBulks(pool, house.workspaceId, NOW)).toBe(1);
  expect(await recoverBulks(pool, house.workspaceId, NOW)).toBe(1);
  expect(await waiting()).toBe(1);
  const options = optionsOf(house);
  const job = { workspaceId: house.workspaceId, bulkId };
  const failing = { ...options, pool, known: {} as typeof options.known };
  await house.rows("update bulk set state = 'gathering', query = '{}'");
  for (let i = 0; i < 5; i++) {
    const now = () => NOW + i * 31_000;
    await expect(bulkTask({ ...failing, now })(job, new AbortController().signal)).rejects.toThrow(TypeError);
  }
  await bulkTask({ ...failing, now: () => NOW + 5 * 31_000 })(job, new AbortController().signal);
  expect((await house.get(`/bulks/${body.id}`)).body).toMatchObject({ state: "failed", problem: "given-up" });
  expect(await recoverBulks(pool, house.workspaceId, NOW + 600_000)).toBe(0);
});

test("work on many waits where too much is under way: that is no failure of its own", async () => {
  const house = await houseOf(3);
  const { body } = await house.post("/bulks", { action: { kind: "add-tags", tags: ["a"] }, leads: { ids: house.ids } });
  const action = JSON.stringify({ kind: "set-owner", owner: "Rita" });
  await house.rows(
    `update bulk set state = 'gathering', query = '{}', done = 0, changed = 0, action = '${action}'
    where workspace_id = $1`,
    [house.workspaceId],
  );
  let refusals = 20;
  const busy: Receive = (arrival) => {
    if (refusals-- > 0) throw new Overloaded(0.001);
    return house.receive(arrival);
  };
  const job = { workspaceId: house.workspaceId, bulkId: Number(body.id) };
  await bulkTask({ ...optionsOf(house), receive: busy })(job, new AbortController().signal);
  expect((await house.get(`/bulks/${body.id}`)).body).toMatchObject({ state: "done", changed: 3 });
  expect((await house.get("/leads?owner=Rita")).body.items).toHaveLength(3);
});
