import type { ApiError } from "@plumbline/api";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { problem, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");
const { receive, newTenant } = await testServer(pool, () => NOW);

async function refuse({ workspaceId, sourceId }: Tenant, code: string, bodies: readonly string[], at = NOW) {
  const items = bodies.map((body) => ({ refused: { code }, raw: Buffer.from(body) }) as const);
  await receive({ workspaceId, sourceId, receivedAt: at, items: items as never });
}

const hello = (id: number) => JSON.stringify({ type: "track", event: "Hello", userId: "ann", messageId: `m${id}` });
const waiting = async ({ client }: Tenant) =>
  (await client.quarantine.reasons()).items.map(({ code, count }) => `${code} ${count}`);

test("what waits is counted by source and reason", async () => {
  const tenant = await newTenant();
  await refuse(tenant, "no-identity", ["{}", "{}"], NOW - 1000);
  await refuse(tenant, "not-json", ["x"]);
  expect((await tenant.client.quarantine.reasons()).items).toEqual([
    { source: String(tenant.sourceId), code: "no-identity", count: 2, lastAt: new Date(NOW - 1000).toISOString() },
    { source: String(tenant.sourceId), code: "not-json", count: 1, lastAt: new Date(NOW).toISOString() },
  ]);
  expect((await (await newTenant()).client.quarantine.reasons()).items).toEqual([]);
});

test("all of a reason are taken once more, so many in a call; what comes back is not met again", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  await refuse(tenant, "not-json", [hello(0)]);
  const still = Array.from({ length: 5 }, () => '{"type":"track","event":"Hello"}');
  await refuse(tenant, "no-identity", ["not JSON", ...Array.from({ length: 60 }, (_, i) => hello(i)), ...still]);
  const first = await client.quarantine.replayAll({ body: { code: "no-identity" } });
  expect(first).toMatchObject({ stored: 45, duplicates: 0, quarantined: 5, failed: 0, left: 16 });
  const second = await client.quarantine.replayAll({ body: { code: "no-identity", before: first.next ?? "" } });
  expect(second).toEqual({ stored: 15, duplicates: 0, quarantined: 0, failed: 1, left: 0, next: null });
  // Of the others, nothing was touched; those that came back lie there as they came.
  expect(await waiting(tenant)).toEqual(["no-identity 6", "not-json 1"]);
  expect(await client.books.list()).toMatchObject({ isBalanced: true, total: { stored: 60 } });
  const { items } = await client.audit.list();
  expect(items[0]).toMatchObject({ action: "quarantine.replayAll", subject: "no-identity", details: { items: 15 } });
});

test("where the items of one source cannot be stored now, those of another are, once", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const other = Number((await client.sources.create({ body: { name: "Shop", kind: "server" } })).id);
  await refuse({ ...tenant, sourceId: other }, "no-identity", [hello(1), hello(2)]);
  await refuse(tenant, "no-identity", [hello(3), hello(4), '{"type":"track","event":"Hello"}']);
  await pool.query(
    `create function away() returns trigger language plpgsql as $$ begin raise exception 'away'; end $$`,
  );
  await pool.query(`create trigger away before insert on event for each row when (new.source_id = ${other})
    execute function away()`);
  const all = () => client.quarantine.replayAll({ body: { code: "no-identity" } });
  expect(await problem(all())).toMatchObject({ code: "internal" });
  await pool.query("drop function away cascade");
  // What came back into quarantine lies there once more.
  expect(await waiting(tenant)).toEqual(["no-identity 2", "no-identity 1"]);
  expect(await all()).toMatchObject({ stored: 2, duplicates: 0, quarantined: 1, failed: 0, left: 0 });
  expect(await client.books.list()).toMatchObject({ isBalanced: true, total: { stored: 4, duplicates: 0 } });
});

test("so many bytes are looked at in one call", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const large = "no JSON ".repeat(115_000);
  await refuse(tenant, "not-json", Array(12).fill(large));
  const first = await client.quarantine.replayAll({ body: { code: "not-json" } });
  expect(first).toMatchObject({ failed: 10, left: 2 });
  const body = { code: "not-json", before: first.next ?? "" };
  expect(await client.quarantine.replayAll({ body })).toMatchObject({ failed: 2, left: 0 });
});

test("what is asked for twice with one key is done once, and answered twice", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  await refuse(
    tenant,
    "no-identity",
    Array.from({ length: 60 }, (_, i) => hello(i)),
  );
  const all = () => client.quarantine.replayAll({ body: { code: "no-identity" } }, { idempotencyKey: "all" });
  const first = await all();
  expect(first).toMatchObject({ stored: 50, left: 10 });
  expect(await all()).toEqual(first);
  expect(await waiting(tenant)).toEqual(["no-identity 10"]);
  expect(await client.books.list()).toMatchObject({ total: { stored: 50 } });
  const [item] = (await client.quarantine.list({ query: { replayed: "no" } })).items;
  const one = (idempotencyKey: string) =>
    client.quarantine
      .replay({ params: { id: item?.id ?? "" } }, { idempotencyKey })
      .catch((error: ApiError) => error.problem.code);
  const together = await Promise.all([one("a"), one("b"), one("b")]);
  expect(together.filter((said) => typeof said !== "string")).toEqual([{ stored: 1, duplicates: 0, quarantined: 0 }]);
  const [again, other] = [await one("a"), await one("b")];
  expect([again, other]).toContain("already-done");
  expect([again, other]).toContainEqual({ stored: 1, duplicates: 0, quarantined: 0 });
  expect(await client.books.list()).toMatchObject({ isBalanced: true, total: { received: 60 + 50 + 1, stored: 51 } });
  const { items } = await client.audit.list();
  expect(items.filter(({ action }) => action.startsWith("quarantine."))).toHaveLength(2);
});

test("all of a reason are thrown away, of one source or of all, and those that came later are not", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  const other = await client.sources.create({ body: { name: "Shop", kind: "server" } });
  await refuse(tenant, "no-identity", ["{}", "{}", "{}"]);
  await refuse({ ...tenant, sourceId: Number(other.id) }, "no-identity", ["{}"]);
  const [newest] = (await client.quarantine.list()).items;
  await refuse(tenant, "no-identity", ["{}"]);
  const body = { code: "no-identity", source: String(tenant.sourceId), before: newest?.id ?? "" };
  expect(await client.quarantine.dropAll({ body })).toEqual({ dropped: 3, left: 0, next: null });
  expect(await waiting(tenant)).toEqual(["no-identity 1", "no-identity 1"]);
  const text = `insert into quarantine (workspace_id, source_id, received_at, code, raw)
    select $1, $2, 0, 'many', '' from generate_series(1, 1500)`;
  await inTransaction(pool, workspaceId, (session) =>
    session.rows({ name: "test-many", text }, [workspaceId, tenant.sourceId]),
  );
  const { dropped, left, next } = await client.quarantine.dropAll({ body: { code: "many" } });
  expect({ dropped, left }).toEqual({ dropped: 1000, left: 500 });
  expect(await client.quarantine.dropAll({ body: { code: "many", before: next ?? "" } })).toMatchObject({
    ...{ dropped: 500, left: 0 },
  });
});
