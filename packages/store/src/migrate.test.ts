import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "./database.testing.ts";
import { migrate } from "./migrate.ts";

const { pool, url } = await testDatabase();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
beforeEach(() => pool.query("drop schema public cascade; create schema public"));

function migrations(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-migrations-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const ONE = { "0001-one.sql": "create table one (n integer);\ninsert into one values (1);\n" };
const TWO = { ...ONE, "0002-two.sql": "insert into one values (2);\n" };

const numbers = async () => (await pool.query("select n from one order by n")).rows.map(({ n }) => n);
const problem = (folder: string) =>
  migrate(pool, { folder }).then(
    () => undefined,
    (error: { readonly problem?: unknown }) => error.problem,
  );

test("each file is applied once, in order, and said", async () => {
  const notes: unknown[] = [];
  const log = (note: unknown) => notes.push(note);
  await migrate(pool, { folder: migrations(ONE), log });
  await migrate(pool, { folder: migrations(TWO), log });
  await migrate(pool, { folder: migrations(TWO), log });
  expect(await numbers()).toEqual([1, 2]);
  expect(notes).toEqual([
    { code: "migration-applied", number: 1, name: "one" },
    { code: "migration-applied", number: 2, name: "two" },
  ]);
});

test("our own make a database out of nothing", async () => {
  await migrate(pool);
  expect((await pool.query("select from workspace")).rowCount).toBe(0);
});

/** Our own as they were before one of them. */
async function migrateBefore(number: string): Promise<void> {
  const own = join(import.meta.dirname, "../migrations");
  const before = readdirSync(own).filter((name) => name < number);
  await migrate(pool, {
    folder: migrations(Object.fromEntries(before.map((name) => [name, readFileSync(join(own, name), "utf8")]))),
  });
}

test("traits that were said at once are kept at once, in every workspace", async () => {
  await migrateBefore("0014");
  const said = { name: [5, "m1", 'Ann "A"'], size: [5, "m1", null], "m 2": [7, "m1", { a: [1] }] };
  const client = await pool.connect();
  try {
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      await client.query(
        `insert into identity (workspace_id, identity_id, key, lead_id, states, traits)
         values ($1, 1, 'user:a', 1, '', $2), ($1, 2, 'user:b', 2, '', '{}')`,
        [workspace, JSON.stringify(said)],
      );
      await client.query("insert into account (workspace_id, key, history) values ($1, 'a', $2)", [
        workspace,
        JSON.stringify(said),
      ]);
    }
    await migrate(pool);
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      const identities = await client.query("select traits as kept from identity order by identity_id");
      const accounts = await client.query("select history as kept from account");
      const kept = [...identities.rows, ...accounts.rows].map((row) => row.kept);
      const once = expect.arrayContaining([
        [5, "m1", { name: 'Ann "A"', size: null }],
        [7, "m1", { "m 2": { a: [1] } }],
      ]);
      expect(kept).toEqual([once, {}, once]);
      expect(kept.map((one) => one.length)).toEqual([2, undefined, 2]);
    }
  } finally {
    client.release(true);
  }
});

test("leads are found by all their addresses and ids, in every workspace", async () => {
  await migrateBefore("0017");
  const client = await pool.connect();
  try {
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      await client.query(
        `insert into lead (workspace_id, lead_id, chief, traits, words)
         values ($1, 1, 'user:u-1', '{}', '{ann,acme}'), ($1, 2, 'anonymous:x', '{}', '{}')`,
        [workspace],
      );
      await client.query(
        `insert into identity (workspace_id, identity_id, key, lead_id, states, traits)
         values ($1, 1, 'user:U-1', 1, '', '{}'), ($1, 2, 'email:ann@acme.höhe', 1, '', '{}'),
           ($1, 3, 'anonymous:x', 2, '', '{}')`,
        [workspace],
      );
    }
    await migrate(pool);
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      const { rows } = await client.query("select words from lead order by lead_id");
      expect(rows).toEqual([{ words: ["ann", "acme", "1", "höhe", "u"] }, { words: [] }]);
      const keys = await client.query("select key from lead_key where lead_id = 1 order by key");
      expect(keys.rows.map(({ key }) => key)).toEqual(["1", "acme", "ann", "höhe", "u"]);
    }
  } finally {
    client.release(true);
  }
});

test("whatever was picked to try a model on is a lead, in every workspace", async () => {
  await migrateBefore("0018");
  const client = await pool.connect();
  try {
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      await client.query(
        `insert into sample_lead (workspace_id, model_id, lead_id, place, note, expects) values ($1, 3, 7, 1, 'hers', false)`,
        [workspace],
      );
    }
    await migrate(pool);
    for (const workspace of [1, 2]) {
      await client.query(`set plumbline.workspace = '${workspace}'`);
      const { rows } = await client.query("select of, subject_id, note from sample");
      expect(rows).toEqual([{ of: "lead", subject_id: 7, note: "hers" }]);
    }
  } finally {
    client.release(true);
  }
});

test("line ends are no change", async () => {
  await migrate(pool, { folder: migrations(ONE) });
  expect(await problem(migrations({ "0001-one.sql": ONE["0001-one.sql"].replaceAll("\n", "\r\n") }))).toBeUndefined();
});

test("a file that was changed, is gone, or is not known yet", async () => {
  await migrate(pool, { folder: migrations(TWO) });
  const changed = migrations({ ...TWO, "0001-one.sql": "create table other (n integer)" });
  expect(await problem(changed)).toEqual({ code: "migration-changed", number: 1, name: "one" });
  expect(await problem(migrations({ "0002-two.sql": TWO["0002-two.sql"] }))).toEqual({
    code: "migration-missing",
    number: 1,
    name: "one",
  });
  expect(await problem(migrations(ONE))).toEqual({ code: "database-newer", found: 2, known: 1 });
});

test.each(["0002-two.sql", "0000-zero.sql", "1-one.sql", "0001_one.sql"])("%s is no first file", async (name) => {
  expect(await problem(migrations({ [name]: "select 1" }))).toMatchObject({ code: "migration-misnumbered" });
});

test("a file that fails leaves nothing of itself and all before it", async () => {
  const folder = migrations({ ...ONE, "0002-bad.sql": "insert into one values (2); insert into nowhere values (1)" });
  expect(await problem(folder)).toMatchObject({ code: "migration-failed", number: 2, name: "bad" });
  expect(await numbers()).toEqual([1]);
  await migrate(pool, { folder: migrations(TWO) });
  expect(await numbers()).toEqual([1, 2]);
});

test("three processes at once apply each file once", async () => {
  const folder = migrations({ ...TWO, "0003-slow.sql": "select pg_sleep(0.2); insert into one values (3)" });
  const program = `
    import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, "database.ts"))};
    import { migrate } from ${JSON.stringify(join(import.meta.dirname, "migrate.ts"))};
    const database = openDatabase(process.argv[1]);
    await migrate(database.pool, { folder: process.argv[2] });
    await database.close();`;
  const exits = [1, 2, 3].map(async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program, url, folder], { stdio: "inherit" });
    return (await once(child, "exit"))[0];
  });
  expect(await Promise.all(exits)).toEqual([0, 0, 0]);
  expect(await numbers()).toEqual([1, 2, 3]);
});
