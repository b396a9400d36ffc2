import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { knownConfigurations } from "../known-configurations.ts";
import { eventsOf, type House, newHouse } from "../leads/leads.testing.ts";
import { openHub, readPayload, type ScoreNews, writePayloads } from "./hub.ts";
import { subscriptions, type Told } from "./subscriptions.ts";

const { pool } = await testDatabase({ max: 20 });

test("payloads are short enough, and say what was put in", () => {
  const change = fc.record({
    versionId: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    subjectId: fc.integer({ min: 1, max: 2 ** 50 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.array(change, { maxLength: 2000, size: "max" }),
      (workspaceId, changes) => {
        const payloads = writePayloads(workspaceId, changes);
        for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(7900);
        const read = payloads.map(readPayload);
        expect(read.every((one) => one.workspaceId === workspaceId)).toBe(true);
        expect(read.flatMap(({ changes: some }) => (some === "many" ? [] : some))).toEqual(changes);
      },
    ),
    { numRuns: 100 },
  );
  expect(
    readPayload(
      writePayloads(
        7,
        Array.from({ length: 20_001 }, () => ({ versionId: 1, subjectId: 1 })),
      )[0] ?? "",
    ),
  ).toEqual({ workspaceId: 7, changes: "many" });
});

/** What a listener hears until something holds of all of it. */
async function hear(
  told: AsyncGenerator<Told<ScoreNews>>,
  until: (heard: ScoreNews[]) => boolean,
): Promise<ScoreNews[]> {
  const heard: ScoreNews[] = [];
  while (!until(heard)) {
    const next = await told.next();
    if (next.done) break;
    if (!next.value.missed) heard.push(next.value.news);
  }
  return heard;
}

test("every process hears of changes of its own workspaces, whoever made them", async () => {
  const hubs = [1, 2].map(() => openHub({ pool, known: knownConfigurations() }));
  const [here, there] = hubs as [(typeof hubs)[0], (typeof hubs)[0]];
  const [house, other] = [await newHouse(pool), await newHouse(pool)];
  const gone = new AbortController();
  const told = await Promise.all(hubs.map((hub) => hub.subscribe(house.workspaceId, gone.signal)));
  const foreign = await there.subscribe(other.workspaceId, gone.signal);
  const change = async (own: House, user: string) => {
    const before = own.changes.length;
    await own.send([eventsOf(user).demo()]);
    here.onChange(own.workspaceId, own.changes.slice(before));
  };
  await change(house, "ann");
  for (const one of told) {
    expect(await hear(one, (heard) => heard.length > 0)).toMatchObject([
      { of: "lead", model: "b2b", version: 1, total: 3000, band: "warm", former: null },
    ]);
  }
  await change(house, "ann");
  await change(other, "eve");
  for (const one of told) {
    expect(await hear(one, (heard) => heard.length > 0)).toMatchObject([
      { total: 6000, band: "hot", former: { total: 3000, band: "warm" } },
    ]);
  }
  const heard = await hear(foreign, (some) => some.length > 0);
  expect(heard).toMatchObject([{ total: 3000, former: null }]);
  gone.abort();
  expect((await foreign.next()).done).toBe(true);
  await Promise.all(hubs.map((hub) => hub.close()));
});

test("a lost connection is told as a gap, and mended", async () => {
  const house = await newHouse(pool);
  const hub = openHub({ pool, known: knownConfigurations() });
  const gone = new AbortController();
  const told = await hub.subscribe(house.workspaceId, gone.signal);
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()",
  );
  expect((await told.next()).value).toEqual({ missed: true });
  await hub.subscribe(house.workspaceId, gone.signal);
  await house.send([eventsOf("ann").demo()]);
  hub.onChange(house.workspaceId, house.changes);
  expect(await hear(told, (heard) => heard.length > 0)).toMatchObject([{ total: 3000 }]);
  gone.abort();
  await hub.close();
});

/** A pool that is sometimes away. */
function poolAway() {
  const state = { isAway: false, asked: 0 };
  const connect = async () => {
    state.asked += 1;
    if (state.isAway) throw new Error("away");
    return pool.connect();
  };
  return { state, away: Object.assign(Object.create(pool) as typeof pool, { connect }) };
}

test("a connection that cannot be mended at once is, and what came until then is told as a gap", async () => {
  const house = await newHouse(pool);
  const { state, away } = poolAway();
  const tried = Promise.withResolvers<void>();
  const hub = openHub({ pool: away, known: knownConfigurations(), onError: () => tried.resolve() });
  const gone = new AbortController();
  const told = await hub.subscribe(house.workspaceId, gone.signal);
  state.isAway = true;
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()",
  );
  expect((await told.next()).value).toEqual({ missed: true });
  await tried.promise;
  await house.send([eventsOf("ann").demo()]);
  state.isAway = false;
  expect((await told.next()).value).toEqual({ missed: true });
  await house.send([eventsOf("ann").demo()]);
  hub.onChange(house.workspaceId, house.changes);
  expect(await hear(told, (heard) => heard.length > 0)).toMatchObject([{ total: 6000 }]);
  gone.abort();
  await hub.close();
});

test("changes that cannot be told, or not be read, are told as a gap", async () => {
  const house = await newHouse(pool);
  const { state, away } = poolAway();
  const faults: unknown[] = [];
  const onError = (error: unknown) => void faults.push(error);
  const hub = openHub({ pool: away, known: knownConfigurations(), onError });
  const other = openHub({ pool, known: knownConfigurations() });
  const gone = new AbortController();
  const [here, there] = await Promise.all([hub, other].map((one) => one.subscribe(house.workspaceId, gone.signal)));
  await house.send([eventsOf("ann").demo()]);
  // Whoever hears of them cannot look.
  state.isAway = true;
  other.onChange(house.workspaceId, house.changes);
  expect((await here?.next())?.value).toEqual({ missed: true });
  expect(await hear(there as AsyncGenerator<Told<ScoreNews>>, (heard) => heard.length > 0)).toHaveLength(1);
  // Whoever made them cannot say so.
  const quiet = openHub({ pool: away, known: knownConfigurations(), onError });
  quiet.onChange(house.workspaceId, house.changes);
  await expect.poll(() => faults.length).toBeGreaterThan(1);
  state.isAway = false;
  expect((await there?.next())?.value).toEqual({ missed: true });
  gone.abort();
  await Promise.all([hub, other, quiet].map((one) => one.close()));
});

test("what changed just before a process ended is told elsewhere", async () => {
  const house = await newHouse(pool);
  const [ending, other] = [1, 2].map(() => openHub({ pool, known: knownConfigurations() }));
  const gone = new AbortController();
  const told = await other?.subscribe(house.workspaceId, gone.signal);
  await house.send([eventsOf("ann").demo()]);
  ending?.onChange(house.workspaceId, house.changes);
  await ending?.close();
  expect(await hear(told as AsyncGenerator<Told<ScoreNews>>, (heard) => heard.length > 0)).toHaveLength(1);
  gone.abort();
  await other?.close();
});

test("who does not listen is dropped, with a word, and holds nothing", async () => {
  const listeners = subscriptions<number>();
  const gone = new AbortController();
  const told = listeners.open(1, gone.signal);
  for (let i = 0; i < 100; i++)
    listeners.give(
      1,
      Array.from({ length: 100 }, (_, n) => n),
    );
  const all: Told<number>[] = [];
  for await (const one of told) all.push(one);
  expect(all).toEqual([{ missed: true }]);
  expect(listeners.has(1)).toBe(false);
  listeners.open(2, gone.signal);
  expect(listeners.has(2)).toBe(true);
  gone.abort();
  expect(listeners.has(2)).toBe(false);
  // Whoever had gone before is no listener.
  listeners.open(3, AbortSignal.abort());
  expect(listeners.workspaces()).toEqual([]);
});
