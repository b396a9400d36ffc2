import fc from "fast-check";
import { expect, test } from "vitest";
import { testDatabase } from "./database.testing.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Session } from "./session.ts";

const database = await testDatabase();
await database.pool.query("create table counter (workspace_id integer, name text primary key, n integer not null)");

test("wholes, instants and days arrive as such, in lists too", async () => {
  const { rows } = await database.pool.query(`select
    9007199254740991 as whole, '2026-03-01 12:00:00.123456+09'::timestamptz as instant, date '2026-03-01' as day,
    array[array[1, null]]::bigint[] as wholes, array['2026-03-01 00:00Z']::timestamptz[] as instants,
    array['2026-03-01']::date[] as days, 'infinity'::timestamptz as never, '{"a":[1]}'::jsonb as json,
    array[1, 2]::integer[] as integers, array['a', null, 'b,"'] as texts`);
  expect(rows).toEqual([
    {
      whole: 2 ** 53 - 1,
      instant: Date.UTC(2026, 2, 1, 3, 0, 0, 123),
      day: "2026-03-01",
      wholes: [[1, null]],
      instants: [Date.UTC(2026, 2, 1)],
      days: ["2026-03-01"],
      never: Number.POSITIVE_INFINITY,
      json: { a: [1] },
      integers: [1, 2],
      texts: ["a", null, 'b,"'],
    },
  ]);
});

test("any instant comes back to the millisecond, any whole number to the unit", async () => {
  const instants = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(instants, fc.maxSafeInteger(), async (instant, whole) => {
      const { rows } = await database.pool.query("select $1::timestamptz as instant, $2::bigint as whole", [
        instant,
        whole,
      ]);
      expect(rows).toEqual([{ instant: instant.getTime(), whole: Object.is(whole, -0) ? 0 : whole }]);
    }),
    { numRuns: 300 },
  );
});

test("a whole number beyond a double's is refused, and the connection goes on", async () => {
  await expect(database.pool.query("select 9007199254740993 as n")).rejects.toThrow("number-too-large");
  await expect(database.pool.query("select array[9007199254740993] as n")).rejects.toThrow("number-too-large");
  expect((await database.pool.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});

const SETTING = { name: "", text: "select current_setting('plumbline.workspace', true) as w" };

test("a workspace is seen inside the transaction and by nobody after it", async () => {
  const inside = await inTransaction(database.pool, 7, (session) => session.rows(SETTING, []));
  expect(inside).toEqual([{ w: "7" }]);
  for (let i = 0; i < 20; i++) expect((await database.pool.query(SETTING.text)).rows[0]?.w ?? "").toBe("");
});

test("what throws is undone", async () => {
  await expect(
    inTransaction(database.pool, 7, async (session) => {
      await session.rows({ name: "", text: "insert into counter values (7, 'undone', 1)" }, []);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect((await database.pool.query("select from counter where name = 'undone'")).rowCount).toBe(0);
});

test("what nobody waits for is written, or the transaction fails with what went wrong first", async () => {
  const add = { name: "test-add", text: "insert into counter values (7, $1, 1)" };
  const names = async () =>
    (await database.pool.query("select name from counter where name like 'sent%' order by name")).rows;
  await inTransaction(database.pool, 7, async (session) => session.send(add, ["sent"]));
  expect(await names()).toEqual([{ name: "sent" }]);
  const failing = (after: (session: Session) => Promise<unknown>) =>
    inTransaction(database.pool, 7, async (session) => {
      session.send(add, ["sent-before"]);
      session.send(add, ["sent"]);
      session.send(add, ["sent-after"]);
      await after(session);
    });
  await expect(failing(async () => undefined)).rejects.toThrow("counter_pkey");
  await expect(failing((session) => session.rows(SETTING, []))).rejects.toMatchObject({ code: "23505" });
  expect(await names()).toEqual([{ name: "sent" }]);
});

test("transactions that lock each other out are tried again until all are done", async () => {
  await database.pool.query("insert into counter values (7, 'a', 0), (7, 'b', 0)");
  let ran = 0;
  let locked = 0;
  // Nobody goes on before both have locked something.
  const begun = Promise.withResolvers<void>();
  const raise = { name: "raise", text: "update counter set n = n + 1 where name = $1" };
  const both = (first: string, second: string) =>
    inTransaction(database.pool, 7, async (session) => {
      ran++;
      await session.rows(raise, [first]);
      locked++;
      if (locked === 2) begun.resolve();
      await begun.promise;
      await session.rows(raise, [second]);
    });
  await Promise.all([both("a", "b"), both("b", "a")]);
  const { rows } = await database.pool.query("select name, n from counter where name in ('a', 'b') order by name");
  expect(rows).toEqual([
    { name: "a", n: 2 },
    { name: "b", n: 2 },
  ]);
  expect(ran).toBeGreaterThan(2);
});

test("a failed serialisation is tried nine times, another error once", async () => {
  const runs = async (code: string, how: "rows" | "send") => {
    let ran = 0;
    const work = inTransaction(database.pool, 7, (session) => {
      ran++;
      const fail = { name: "", text: `do $$ begin raise exception using errcode = '${code}'; end $$` };
      if (how === "rows") return session.rows(fail, []);
      session.send(fail, []);
      return Promise.resolve([]);
    });
    await expect(work).rejects.toMatchObject({ code });
    return ran;
  };
  for (const how of ["rows", "send"] as const) {
    expect(await runs("40001", how)).toBe(9);
    expect(await runs("23505", how)).toBe(1);
  }
});

test("a connection that is lost rejects its query, and the next one works", async () => {
  const pid = async () => (await database.pool.query("select pg_backend_pid() as pid")).rows[0].pid as number;
  const client = await database.pool.connect();
  const { rows } = await client.query("select pg_backend_pid() as pid");
  const lost = expect(client.query("select pg_sleep(100)")).rejects.toThrow();
  await database.pool.query("select pg_terminate_backend($1)", [rows[0].pid]);
  await lost;
  client.release(true);

  // Within a transaction, between two statements.
  await expect(
    inTransaction(database.pool, 7, async (session) => {
      const [own] = await session.rows<{ pid: number }>({ name: "", text: "select pg_backend_pid() as pid" }, []);
      await database.pool.query("select pg_terminate_backend($1)", [own?.pid]);
      await session.rows({ name: "", text: "select pg_sleep(0.1)" }, []);
    }),
  ).rejects.toThrow();

  // And all that are idle.
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  expect(await pid()).toBeGreaterThan(0);
});
