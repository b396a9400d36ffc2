import { setTimeout } from "node:timers/promises";
import { type Backtest, chooseFromTotals, outcomeEvents, type Truth } from "@plumbline/learning";
import type { Event } from "@plumbline/scoring";
import { claimStudy, findStudy, findStudyResult, inTransaction, keepMonths, type StudyRow } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { advanceStudies } from "../../learn/advance-studies.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool, url } = await testDatabase();
const DAY = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
let clock = NOON;
const now = () => clock;
await keepMonths(pool, NOON - 60 * DAY, 4);
const { app, receive, newTenant } = await testServer(pool, now);

const model = (boss: number) => `model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: ${boss} }
  - { id: demo, dimension: interest, each: demo, points: 30 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) => arrived({ messageId: `m${messages++}`, type: "track", ...event } as Event));
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
}

/** Somebody known for forty days, with what was done thirty days ago and how it ended ten days ago. */
function person(userId: string, title: string, demos: number, end?: string): Partial<Event>[] {
  const ago = (days: number) => ({ userId, timestamp: NOON - days * DAY });
  return [
    { ...ago(40), type: "identify", traits: { title, email: `${userId}@${userId}.example` } },
    ...Array.from({ length: demos }, () => ({ ...ago(30), event: "Demo Requested" })),
    ...(end === undefined ? [] : [{ ...ago(10), event: end }]),
  ];
}

async function furnished(): Promise<Tenant> {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  await client.models.putDraft({ params: { name: "b2b" }, body: model(20) });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
  await send(tenant, [
    ...person("ann", "CEO", 1, "Opportunity Won"),
    ...person("bob", "CEO", 1),
    ...person("cid", "Clerk", 1, "deal won"),
    ...person("dee", "CEO", 0, "Closed Won"),
    ...person("eve", "CEO", 0, "Opportunity Lost"),
    ...person("fay", "Clerk", 0),
    ...person("gus", "Clerk", 0),
    ...person("hal", "Clerk", 0),
    { userId: "ivy", timestamp: NOON - 40 * DAY, event: "Objection Raised" },
    { anonymousId: "device", timestamp: NOON - 40 * DAY, type: "page" },
  ]);
  return tenant;
}

const errors: unknown[] = [];
const never = new AbortController().signal;
const work = (stopping = never) => advanceStudies({ pool, url, now, onError: (error) => errors.push(error) }, stopping);

const CROSS = { model: "b2b", horizon: 15, from: "2026-11-01", to: "2026-11-01" };

test("a study of the past is worked out in a thread and found again with its answer", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await client.models.putDraft({ params: { name: "b2b" }, body: model(40) });
  const asked = await client.studies.create({ body: { kind: "truth", ...CROSS } });
  expect(asked).toMatchObject({ state: "waiting", done: 0, asked: { target: "won", seed: 1, version: "live" } });
  const other = await client.studies.create({ body: { kind: "backtest", ...CROSS } });
  expect(await work()).toBe("more");
  expect(await work()).toBe("more");
  expect(await work()).toBe("done");
  expect(errors).toEqual([]);
  const { result, ...study } = await client.studies.get({ params: { id: asked.id } });
  expect(study).toMatchObject({ state: "done", done: 10, total: 10 });
  const truth = result as Truth;
  // As with a pencil, in packages/learning/src/study/studies.test.ts.
  expect(truth).toMatchObject({
    converted: 3,
    leads: { told: 10, taken: 8, left: { ineligible: 1, unnamed: 1 } },
    auc: { enough: true, auc: expect.closeTo(0.8, 12) as number },
  });
  expect(truth.bands.map(({ group, leads, converted }) => [group, leads, converted])).toEqual([
    ["cold", 5, 1],
    ["hot", 3, 2],
  ]);
  const back = (await client.studies.get({ params: { id: other.id } })).result as Backtest;
  expect(back.live).toEqual(truth);
  expect(back).toMatchObject({ paired: 8, handOver: { leads: 3, liveOnly: { leads: 1, converted: 1 } } });
  expect((await client.studies.list()).items.map(({ id }) => id)).toEqual([other.id, asked.id]);
  const told = async (query: { kind?: "truth" | "proposals"; model?: string }) =>
    (await client.studies.list({ query })).items.map(({ id }) => id);
  expect(await told({ kind: "truth", model: "b2b" })).toEqual([asked.id]);
  expect(await told({ model: "b2b" })).toEqual([other.id, asked.id]);
  expect([await told({ kind: "proposals" }), await told({ model: "another" })]).toEqual([[], []]);
  await client.studies.drop({ params: { id: other.id } });
  expect(await problem(client.studies.get({ params: { id: other.id } }))).toMatchObject({ what: "study" });
});

test("a version before the live one is asked for by its number", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  await client.models.putDraft({ params: { name: "b2b" }, body: model(40) });
  const { publication } = await client.models.publish({ params: { name: "b2b" } });
  await publishAll(pool, workspaceId, publication, now);
  const create = (version: "live" | number) =>
    client.studies.create({ body: { kind: "truth", ...CROSS, version } }).then(({ id }) => id);
  const [former, live] = [await create(1), await create("live")];
  await work();
  await work();
  const bandsOf = async (id: string) =>
    ((await client.studies.get({ params: { id } })).result as Truth).bands.map((band) => [band.leads, band.converted]);
  // By 20 points a boss alone is cold, by 40 hot.
  expect(await bandsOf(former)).toEqual([
    [5, 1],
    [3, 2],
  ]);
  expect(await bandsOf(live)).toEqual([
    [3, 0],
    [5, 3],
  ]);
});

test("one that is stopped ends, one that was interrupted begins anew, and none is worked on twice", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const create = () => client.studies.create({ body: { kind: "truth", ...CROSS } });
  const [first, second] = [await create(), await create()];
  await client.studies.stop({ params: { id: first.id } });
  expect(await problem(client.studies.stop({ params: { id: first.id } }))).toMatchObject({ code: "already-done" });
  const claim = () => inTransaction(pool, workspaceId, (session) => claimStudy(session, now(), now() - 60_000));
  expect(await claim()).toMatchObject({ study_id: Number(second.id), state: "running" });
  const third = await create();
  expect(await claim()).toBeUndefined();
  expect(await work()).toBe("done");
  // Its process has died.
  clock += 61_000;
  expect(await work()).toBe("more");
  expect((await client.studies.get({ params: { id: second.id } })).state).toBe("done");
  const stopping = new AbortController();
  stopping.abort();
  expect(await work(stopping.signal)).toBe("done");
  expect((await client.studies.get({ params: { id: third.id } })).state).toBe("waiting");
  await work();
  expect((await client.studies.get({ params: { id: third.id } })).state).toBe("done");
  expect((await client.studies.get({ params: { id: first.id } })).result).toBeNull();
});

/** Lets the database keep those who read leads after the first page of them waiting; the way to let them go on. */
async function holdingLeads({ workspaceId }: Tenant): Promise<() => Promise<void>> {
  const holder = await pool.connect();
  await holder.query("select pg_advisory_lock(424242)");
  await holder.query(`
    create function held(workspace integer, lead bigint) returns boolean language plpgsql as $$ begin
      if workspace = ${workspaceId} and lead > (
        select lead_id from lead where workspace_id = ${workspaceId} order by lead_id offset 199 limit 1
      ) then perform pg_advisory_xact_lock_shared(424242); end if;
      return true;
    end $$;
    create policy hold on identity as restrictive using (held(workspace_id, lead_id))`);
  return async () => {
    await holder.query("select pg_advisory_unlock(424242)");
    await holder.query("drop policy hold on identity; drop function held");
    holder.release();
  };
}

test("one that is under way says how far it is, and ends when it is stopped", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  await send(
    tenant,
    Array.from({ length: 220 }, (_, i) => ({ userId: `more-${i}`, type: "identify", timestamp: NOON - 40 * DAY })),
  );
  const letGo = await holdingLeads(tenant);
  const { id } = await client.studies.create({ body: { kind: "truth", ...CROSS } });
  const working = work();
  const seen = async () => {
    for (;;) {
      const study = await client.studies.get({ params: { id } });
      if (study.done > 0) return study;
      await setTimeout(100);
    }
  };
  expect(await seen()).toMatchObject({ state: "running", done: 200, total: 230, result: null });
  await client.studies.stop({ params: { id } });
  // It waits for its leads still, and nobody for it any more.
  expect(await working).toBe("more");
  await letGo();
  expect(await client.studies.get({ params: { id } })).toMatchObject({ state: "stopped", result: null });
  expect(errors).toEqual([]);
}, 60_000);

/** Lets the database refuse changes of studies to a state, until that is taken back. */
async function refusing(state: string, { workspaceId }: Tenant): Promise<() => Promise<unknown>> {
  await pool.query(`
    create function refuse_study() returns trigger language plpgsql as $$ begin raise 'away'; end $$;
    create trigger refuse before update on study for each row
      when (old.state = 'running' and new.state = '${state}' and new.workspace_id = ${workspaceId})
      execute function refuse_study()`);
  return () => pool.query("drop trigger refuse on study; drop function refuse_study");
}

test("that nobody can be told for a moment how far it is does not end one", async () => {
  const tenant = await furnished();
  const { id } = await tenant.client.studies.create({ body: { kind: "truth", ...CROSS } });
  const again = await refusing("running", tenant);
  await work();
  await again();
  expect((await tenant.client.studies.get({ params: { id } })).state).toBe("done");
  expect(errors.splice(0)).not.toEqual([]);
});

test("one that comes to no end begins anew twice, and is given up then", async () => {
  const tenant = await furnished();
  const { id } = await tenant.client.studies.create({ body: { kind: "truth", ...CROSS } });
  const again = await refusing("done", tenant);
  const states: string[] = [];
  for (let i = 0; i < 4; i++) {
    // To be stopped is no attempt.
    const stopped = AbortSignal.abort();
    await work(stopped);
    await work();
    states.push((await tenant.client.studies.get({ params: { id } })).state);
    clock += 61_000;
  }
  await again();
  expect(states).toEqual(["running", "running", "running", "failed"]);
  expect(errors.splice(0)).toHaveLength(3);
  expect(await work()).toBe("done");
});

/** Gives a study many totals, among which a threshold is chosen for long. */
async function madeLarge(workspaceId: number, id: string, { totals: _, ...said }: Truth): Promise<Truth["totals"]> {
  // Everybody who came came to another one from another one.
  const from = Array.from({ length: 100 }, (_, i) => 100 - i);
  const pairs = from.flatMap((_, to) => from.flatMap((_, since) => (to < since ? [[to, since] as const] : [])));
  const came = { to: pairs.map(([to]) => to), since: pairs.map(([, since]) => since), leads: pairs.map(() => 3) };
  const many: Truth["totals"] = {
    from,
    leads: from.map(() => 400),
    converted: from.map((own) => own),
    came,
    weeks: 50,
  };
  await inTransaction(pool, workspaceId, (session) =>
    session.rows({ name: "", text: "update study set result = $3::json where workspace_id = $1 and study_id = $2" }, [
      ...[workspaceId, Number(id), JSON.stringify({ ...said, totals: many })],
    ]),
  );
  return many;
}

test("a threshold is chosen while the server goes on, and of a study nobody is sent what it is chosen by", async () => {
  const { client, workspaceId } = await furnished();
  const { id } = await client.studies.create({ body: { kind: "truth", ...CROSS } });
  await work();
  const kept = () =>
    inTransaction(pool, workspaceId, async (session) => {
      const row = (await findStudy(session, Number(id))) as StudyRow;
      return { row, result: JSON.parse((await findStudyResult(session, row.study_id)) as string) as Truth };
    });
  const { totals, ...said } = (await kept()).result;
  expect((await client.studies.get({ params: { id } })).result).toEqual(said);
  const many = await madeLarge(workspaceId, id, { totals, ...said });
  let isChosen = false;
  const thresholds = client.studies.thresholds({ params: { id }, query: { capacity: 100 } }).finally(() => {
    isChosen = true;
  });
  let answered = 0;
  for (; !isChosen; answered++) await client.studies.list();
  expect(answered).toBeGreaterThan(10);
  const { choice } = await thresholds;
  const mine = chooseFromTotals(many, { kind: "capacity", perWeek: 100 }, { seed: 1, repeats: 1 });
  expect(choice.enough && choice.chosen).toEqual(mine.enough && mine.chosen);
});

test("who waits for a threshold holds nothing meanwhile, and only a few of one workspace do", async () => {
  const [one, other] = [await furnished(), await furnished()];
  const made = async ({ client }: Tenant) => {
    const { id } = await client.studies.create({ body: { kind: "truth", ...CROSS } });
    await work();
    return id;
  };
  const [long, dropped, others] = [await made(one), await made(one), await made(other)];
  const { workspaceId } = one;
  const result = await inTransaction(pool, workspaceId, (session) => findStudyResult(session, Number(long)));
  await madeLarge(workspaceId, long, JSON.parse(result as string));
  const ask = async ({ adminKey }: Tenant, id: string) => {
    const url = `/api/v1/studies/${id}/thresholds?capacity=100`;
    const { statusCode, body } = await app.inject({ url, headers: { authorization: `Bearer ${adminKey}` } });
    return [statusCode, JSON.parse(body).code];
  };
  const first = ask(one, long);
  await one.client.studies.list();
  const waiting = Array.from({ length: 6 }, () => ask(one, dropped));
  const another = ask(other, others);
  await other.client.studies.list();
  await one.client.studies.drop({ params: { id: dropped } });
  expect(await first).toEqual([200, undefined]);
  const answers = (await Promise.all(waiting)).map(([status, code]) => `${status} ${code}`).sort();
  const [gone, full] = ["404 not-found", "503 unavailable"];
  expect(answers).toEqual([gone, gone, gone, gone, full, full]);
  expect(await another).toEqual([200, undefined]);
});

test("what cannot be asked is refused", async () => {
  const { client } = await furnished();
  const ask = (more: object) => problem(client.studies.create({ body: { kind: "truth", ...CROSS, ...more } }));
  expect(await ask({ model: "none" })).toMatchObject({ code: "not-found", what: "model" });
  expect(await ask({ version: "draft" })).toMatchObject({ code: "not-found", what: "draft" });
  expect(await ask({ version: 7 })).toMatchObject({ code: "not-found", what: "version" });
  expect(await ask({ from: "2026-11-20" })).toMatchObject({ code: "bad-request", issues: [{ path: "from" }] });
  expect(await ask({ horizon: 0 })).toMatchObject({ code: "bad-request" });
});

test("the database finds outcomes by an index of them alone, and knows the same names", async () => {
  const { rows } = await pool.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = 'event_of_outcomes'",
  );
  const names = [...(rows[0]?.indexdef ?? "").matchAll(/'([a-z ]+ [a-z]+)'/g)].map(([, name]) => name);
  expect(names.sort()).toEqual([...outcomeEvents(["opportunity", "won", "lost", "disqualified"])].sort());
});
