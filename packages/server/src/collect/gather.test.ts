import type { JsonObject } from "@plumbline/scoring";
import { inTransaction, keepSource, rollUpBooks } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arrived, newWorkspace } from "../workspace.testing.ts";
import { type Arrival, type Arrived, Overloaded } from "./arrival.ts";
import { gather } from "./gather.ts";

const { pool } = await testDatabase();

const NOW = Date.parse("2026-11-22T12:00:00Z");
const HOUR = 3_600_000;
const MODEL = {
  model: "m",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { engagement: {} },
  rules: [{ id: "demo", dimension: "engagement", each: "demo", points: 10 }],
  total: { sum: ["engagement"] },
};

const demo = (messageId: string, userId = "ann"): Arrived =>
  arrived({ messageId, type: "track", event: "Demo Requested", userId, timestamp: NOW });

const EVENTS = { name: "within-events", text: "select count(*) as n from event where workspace_id = $1" };

const count = (workspaceId: number, table: "event" | "quarantine" | "seen") =>
  inTransaction(pool, workspaceId, (session) =>
    session.rows<{ n: number }>(
      { name: `count-${table}`, text: `select count(*) as n from ${table} where workspace_id = $1` },
      [workspaceId],
    ),
  ).then((rows) => rows[0]?.n);

const books = (workspaceId: number) =>
  inTransaction(pool, workspaceId, (session) =>
    session.rows(
      {
        name: "test-books",
        text: `select sum(received)::int as received, sum(stored)::int as stored, sum(duplicates)::int as duplicates,
          sum(quarantined)::int as quarantined, sum(conflicts)::int as conflicts
          from conservation where workspace_id = $1`,
      },
      [workspaceId],
    ),
  ).then((rows) => rows[0]);

test("one poisonous event stops no other, and lies in quarantine", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const faults: unknown[] = [];
  const { receive } = gather({ pool, now: () => NOW, onPoison: (error) => faults.push(error) });
  // PostgreSQL cannot keep a NUL in a text; collecting would have refused it.
  const items = [demo("a"), demo("b"), demo("poison", "p\0q"), demo("c"), demo("d")];
  const receipt = await receive({ workspaceId, sourceId, receivedAt: NOW, items });
  expect(receipt).toEqual({ stored: 4, duplicates: 0, quarantined: 1 });
  expect(await count(workspaceId, "event")).toBe(4);
  expect(await count(workspaceId, "quarantine")).toBe(1);
  expect(faults).toHaveLength(1);
});

test("a poisonous event that lacks consent lies in quarantine without what it said", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW });
  const consent = { kept: "minimal", because: "refused", policy: 1, shared: true } as const;
  const items = [{ ...demo("a\0", "ann"), consent }, { ...demo("b", "p\0q") }];
  expect(await receive({ workspaceId, sourceId, receivedAt: NOW, items })).toMatchObject({ quarantined: 2 });
  const lying = await inTransaction(pool, workspaceId, (session) =>
    session.rows(
      {
        name: "test-poison",
        text: "select code, length(raw) > 0 as whole from quarantine where workspace_id = $1 order by length(raw)",
      },
      [workspaceId],
    ),
  );
  expect(lying).toEqual([
    { code: "poison", whole: false },
    { code: "poison", whole: true },
  ]);
});

test("what is to be done within the transaction is done once, with all items, or they are not stored", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW, lanes: 3 });
  const people = ["ann", "bob", "carl", "dora", "emil"];
  const told: unknown[] = [];
  const send = (mark: string, within: NonNullable<Arrival["within"]>, poison: readonly Arrived[] = []) => {
    const items = [...people.map((id) => demo(`${mark}-${id}`, id)), ...poison];
    return receive({ workspaceId, sourceId, receivedAt: NOW, items, within });
  };
  const tell: Arrival["within"] = async ({ rows }, receipt) => {
    const [row] = await rows<{ n: number }>(EVENTS, [workspaceId]);
    told.push({ ...receipt, events: Number(row?.n) });
  };
  await Promise.all([send("a", tell), send("b", tell, [demo("poison", "p\0q")])]);
  expect(told).toEqual([
    { stored: 5, duplicates: 0, quarantined: 0, events: 5 },
    { stored: 5, duplicates: 0, quarantined: 1, events: 10 },
  ]);
  const fails: Arrival["within"] = async () => {
    throw new Error("no");
  };
  await expect(send("c", fails)).rejects.toThrow("no");
  expect(await count(workspaceId, "event")).toBe(10);
});

test("the books balance, repetitions and conflicts counted", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW });
  const send = (...items: Arrived[]) => receive({ workspaceId, sourceId, receivedAt: NOW, items });
  await send(demo("a"), demo("b"), demo("a"));
  await send(demo("b"), demo("a", "somebody else"));
  expect(await books(workspaceId)).toEqual({ received: 5, stored: 2, duplicates: 3, quarantined: 0, conflicts: 1 });
  expect(await count(workspaceId, "seen")).toBe(2);
});

/** The same, its members in another order; that of a list has a meaning. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, turned(member)]),
  );
}

test("books of hours that are over are rolled up, one row for each source and hour, and say the same", async () => {
  const { workspaceId, sourceId: first } = await newWorkspace(pool, MODEL, NOW);
  const second = await inTransaction(pool, workspaceId, (session) =>
    keepSource(session, { name: "other", kind: "server", writeKey: `rolled-${workspaceId}` }, NOW),
  );
  const { receive } = gather({ pool, now: () => NOW });
  const send = (sourceId: number, receivedAt: number, items: Arrival["items"]) =>
    receive({ workspaceId, sourceId, receivedAt, items });
  const over = NOW - HOUR;
  await send(first, over, [demo("a"), demo("b")]);
  await send(first, over + 1, [demo("a"), demo("c")]);
  await send(first, over + 2, [demo("b", "bob"), { refused: { code: "poison" }, raw: Buffer.from("x") }]);
  await send(first, over - HOUR, [demo("d")]);
  await send(second, over, [demo("e")]);
  for (const id of ["f", "g"]) await send(first, NOW, [demo(id)]);
  const rowsOf = () =>
    inTransaction(pool, workspaceId, (session) =>
      session.rows<{ rows: number }>(
        {
          name: "test-book-rows",
          text: `select source_id, hour, sum(received)::int as received, sum(stored)::int as stored,
              sum(duplicates)::int as duplicates, sum(quarantined)::int as quarantined,
              sum(conflicts)::int as conflicts, max(last_at) as last, count(*)::int as rows
            from conservation where workspace_id = $1 group by source_id, hour order by source_id, hour`,
        },
        [workspaceId],
      ),
    );
  const before = await rowsOf();
  expect(before.map(({ rows }) => rows)).toEqual([1, 3, 2, 1]);
  expect(before[1]).toMatchObject({
    received: 6,
    stored: 3,
    duplicates: 2,
    quarantined: 1,
    conflicts: 1,
    last: over + 2,
  });
  const rollUp = () => inTransaction(pool, workspaceId, (session) => rollUpBooks(session, NOW));
  expect(await rollUp()).toBe(1);
  // The hour that still goes on stays as it is written.
  expect(await rowsOf()).toEqual(before.map((row, i) => (i === 1 ? { ...row, rows: 1 } : row)));
  expect(await rollUp()).toBe(0);
});

test("the same said in another order is no conflict, whatever it is; the smallest difference is one", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW });
  const send = async (...items: Arrived[]) => {
    await receive({ workspaceId, sourceId, receivedAt: NOW, items });
    return ((await books(workspaceId)) as { conflicts: number }).conflicts;
  };
  let sent = 0;
  const saying = (messageId: string, properties: unknown): Arrived => {
    const { event, ...beside } = demo(messageId);
    return { ...beside, event: { ...event, properties: properties as JsonObject } };
  };
  const body = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
  await fc.assert(
    fc.asyncProperty(body, async (said) => {
      const properties = JSON.parse(JSON.stringify(said).replaceAll("\\u0000", "")) as JsonObject;
      const id = `m${(sent += 1)}`;
      const before = await send(saying(id, properties));
      expect(await send(saying(id, turned(properties)))).toBe(before);
    }),
    { numRuns: 40 },
  );
  const differ = [
    { a: 1, b: 2 },
    { a: 2, b: 1 },
    { a: "1", b: 2 },
    { ab: 12 },
    { a: { b: 2 } },
    { a: [1, 2] },
    { a: [2, 1] },
  ];
  const nested = [{ a: [[1], 2] }, { a: [1, [2]] }, { a: null }, { a: "null" }, {}, { a: {} }, { a: [] }, { a: "" }];
  let conflicts = await send(saying("all", {}));
  for (const one of [...differ, ...nested]) {
    await send(saying(`one-${sent}`, one));
    for (const other of [...differ, ...nested]) {
      const now = await send(saying(`one-${sent}`, other));
      expect(now - conflicts, `${JSON.stringify(one)} ${JSON.stringify(other)}`).toBe(one === other ? 0 : 1);
      conflicts = now;
    }
    sent += 1;
  }
});

test("a repetition that says something else is booked on whoever sent it, in its hour", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const other = await inTransaction(pool, workspaceId, (session) =>
    keepSource(session, { name: "other", kind: "server", writeKey: `other-${workspaceId}` }, NOW),
  );
  const { receive } = gather({ pool, now: () => NOW });
  const send = (from: number, items: readonly Arrived[], receivedAt = NOW) =>
    receive({ workspaceId, sourceId: from, receivedAt, items });
  await send(sourceId, [demo("a"), demo("b")]);
  // All at the same time, so that it is one batch.
  await Promise.all([
    send(sourceId, [demo("c")]),
    send(other, [{ ...demo("a"), event: { ...demo("a").event, event: "Else" } }]),
    send(other, [{ ...demo("c"), event: { ...demo("c").event, event: "Else" } }], NOW + HOUR),
    send(sourceId, [demo("b")]),
  ]);
  const text =
    "select source_id, hour, conflicts from conservation where workspace_id = $1 and conflicts > 0 order by 2";
  const rows = await inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text }, [workspaceId]));
  expect(rows).toEqual([
    { source_id: other, hour: NOW, conflicts: 1 },
    { source_id: other, hour: NOW + HOUR, conflicts: 1 },
  ]);
});

test("ids that are given here are nobody else's, however they can be guessed", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW });
  const send = (items: readonly Arrived[]) => receive({ workspaceId, sourceId, receivedAt: NOW, items });
  await send([demo("import:7:000000001"), demo("quarantine-12"), demo("owner-bulk-3-143")]);
  const imported: Arrived = { ...demo("import:7:000000001"), isNamedHere: true };
  const replayed: Arrived = { ...demo("quarantine-12"), flags: ["no-message-id"] };
  const owned: Arrived = { ...demo("owner-bulk-3-143"), isNamedHere: true };
  expect(await send([imported, replayed, owned, imported])).toEqual({ stored: 3, duplicates: 1, quarantined: 0 });
  expect(await send([imported, replayed, demo("quarantine-12")])).toMatchObject({ stored: 0, duplicates: 3 });
});

test("without the consent it needs an event is kept without the person, and not scored", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: () => NOW });
  const item: Arrived = {
    ...demo("a"),
    consent: { kept: "minimal", because: "no-consent", policy: 1, shared: false },
  };
  expect(await receive({ workspaceId, sourceId, receivedAt: NOW, items: [item] })).toMatchObject({ stored: 1 });
  const rows = await inTransaction(pool, workspaceId, (session) =>
    session.rows(
      {
        name: "test-minimal",
        text: `select identity_id, user_id, name, body::text, minimal, at,
          (select count(*) from identity where workspace_id = $1) as identities from event where workspace_id = $1`,
      },
      [workspaceId],
    ),
  );
  expect(rows).toEqual([
    { identity_id: null, user_id: null, name: null, body: "{}", minimal: true, at: NOW, identities: 0 },
  ]);
});

test("more than can wait is turned away", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const { receive, idle } = gather({ pool, now: () => NOW, mostWaiting: 3 });
  const send = (id: string) =>
    receive({
      workspaceId,
      sourceId,
      receivedAt: NOW,
      items: [demo(`${id}1`), demo(`${id}2`), demo(`${id}3`), demo(`${id}4`)],
    });
  const first = send("a");
  await expect(send("b")).rejects.toBeInstanceOf(Overloaded);
  await expect(first).resolves.toMatchObject({ stored: 4 });
  await idle();
});

test("more bytes than can wait are turned away, too, and a transaction takes only so many", async () => {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
  const batches: number[] = [];
  const { receive, idle } = gather({
    ...{ pool, now: () => NOW, lanes: 1, mostWaitingBytes: 30_000_000 },
    onStored: (_, items) => void batches.push(items.length),
  });
  const send = (id: string, bytes: number) =>
    receive({ workspaceId, sourceId, receivedAt: NOW, bytes, items: [demo(`${id}1`), demo(`${id}2`)] });
  const all = [send("a", 9_000_000), send("b", 9_000_000), send("c", 1000), send("d", 20_000_000)];
  await expect(send("e", 1)).rejects.toBeInstanceOf(Overloaded);
  await expect(Promise.all(all)).resolves.toHaveLength(4);
  expect(batches).toEqual([2, 4, 2]);
  await expect(send("f", 1)).resolves.toMatchObject({ stored: 2 });
  await idle();
});
