import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import type { StoreProblem } from "../store-error.ts";
import { findBinaries } from "./binaries.ts";
import { canReach } from "./database-user.ts";
import type { Held } from "./hold-embedded.testing.ts";
import { isServed, readPidFile } from "./pid-file.ts";
import { isAlive, processGone } from "./postmaster.ts";
import { startEmbedded } from "./start-embedded.ts";

const isRoot = process.getuid?.() === 0;
const PROGRAM = join(import.meta.dirname, "hold-embedded.testing.ts");
/** Some user with a name, as most machines have. */
const STRANGER = { uid: 1, gid: 1 };
/** The stranger's Node has to read this repository. */
const hasStranger = isRoot && canReach(STRANGER, PROGRAM) && canReach(STRANGER, process.execPath);

const folders: string[] = [];
const holders = new Set<ChildProcess>();

afterAll(async () => {
  for (const holder of holders) holder.kill("SIGKILL");
  for (const folder of folders) {
    const data = join(folder, "postgres/data");
    const left = (await isServed(data)) ? readPidFile(data)?.pid : undefined;
    if (left !== undefined) {
      process.kill(left, "SIGQUIT");
      await processGone(left);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

function newFolder(user?: typeof STRANGER): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-embedded-"));
  chmodSync(folder, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  folders.push(folder);
  return folder;
}

/** Starts the program that holds a database, and waits for what it says. */
async function hold(folder: string, user?: typeof STRANGER): Promise<{ holder: ChildProcess; said: Held }> {
  const holder = spawn(process.execPath, [PROGRAM, folder], {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  holders.add(holder);
  const [line] = (await once(createInterface({ input: holder.stdout as NodeJS.ReadableStream }), "line")) as [string];
  return { holder, said: JSON.parse(line) as Held };
}

async function letGo(holder: ChildProcess): Promise<void> {
  holder.stdin?.end();
  if (holder.exitCode === null) await once(holder, "exit");
}

async function killed(holder: ChildProcess): Promise<void> {
  holder.kill("SIGKILL");
  await once(holder, "exit");
}

function urlOf(said: Held): string {
  if ("url" in said) return said.url;
  throw new Error(JSON.stringify(said.problem));
}

/** Whether PostgreSQL is copied depends on where these tests lie. */
const COPIED = "database-copied";
const codes = (said: Held) =>
  "notes" in said ? said.notes.map(({ code }) => code).filter((code) => code !== COPIED) : [];

async function query(url: string, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** The same, as often as it takes for the server to be there again. */
async function queryAgain(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  for (let tried = 0; ; tried++) {
    try {
      return await query(url, statement);
    } catch (error) {
      if (tried > 100) throw error;
      await sleep(100);
    }
  }
}

const postmasterOf = (folder: string) => readPidFile(join(folder, "postgres/data"))?.pid ?? Number.NaN;

async function problemOf(start: Promise<unknown>): Promise<StoreProblem | undefined> {
  return start.then(
    () => undefined,
    (error: { readonly problem?: StoreProblem }) => error.problem,
  );
}

const USERS: readonly (readonly [string, typeof STRANGER | undefined, boolean])[] = [
  [isRoot ? "root" : "oneself", undefined, true],
  ["another user", STRANGER, hasStranger],
];

describe.each(USERS)("as %s", (_, user, possible) => {
  test.runIf(possible)("is made, entered, killed in every way, and is still there", async () => {
    const folder = newFolder(user);
    const first = await hold(folder, user);
    expect(codes(first.said)).toEqual(["database-created", "database-started"]);
    const url = urlOf(first.said);
    await query(url, "create table kept (n integer)", "insert into kept values (1)");
    expect(statSync(join(folder, "postgres")).mode & 0o077).toBe(0);

    // A terminal's interrupt reaches our group and not the database's.
    process.kill(-(first.holder.pid ?? Number.NaN), "SIGINT");
    expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);

    // The database alone falls: it comes back at the same address.
    const fallen = postmasterOf(folder);
    process.kill(fallen, "SIGKILL");
    expect(await queryAgain(url, "insert into kept values (2) returning n")).toEqual([{ n: 2 }]);
    expect(postmasterOf(folder)).not.toBe(fallen);

    // Our process falls: the next one takes the running database over.
    await killed(first.holder);
    const left = postmasterOf(folder);
    expect(isAlive(left)).toBe(true);
    const second = await hold(folder, user);
    expect(codes(second.said)).toEqual(["database-adopted"]);
    expect(postmasterOf(folder)).toBe(left);
    expect(await query(urlOf(second.said), "insert into kept values (3) returning n")).toEqual([{ n: 3 }]);

    // Both fall at once.
    await killed(second.holder);
    process.kill(left, "SIGKILL");
    const third = await hold(folder, user);
    expect(codes(third.said)).toEqual(["database-started"]);
    expect(await query(urlOf(third.said), "select count(*)::integer as n from kept")).toEqual([{ n: 3 }]);

    // What was adopted or restarted still stops, and nothing of it runs on.
    const last = postmasterOf(folder);
    await letGo(third.holder);
    expect(isAlive(last)).toBe(false);
    expect(readPidFile(join(folder, "postgres/data"))).toBeUndefined();
  });
});

test("an adopted database stops, and one that falls after adoption comes back", async () => {
  const folder = newFolder();
  await killed((await hold(folder)).holder);
  const notes: string[] = [];
  const embedded = await startEmbedded({ folder, log: ({ code }) => notes.push(code) });
  process.kill(postmasterOf(folder), "SIGKILL");
  expect(await queryAgain(embedded.url, "select 1 as n")).toEqual([{ n: 1 }]);
  // The database may answer a moment before it is said that it has started.
  const told = () => notes.filter((code) => code !== COPIED);
  await expect.poll(told).toEqual(["database-adopted", "database-lost", "database-started"]);
  await killedAndAdopted(folder, embedded);
});

async function killedAndAdopted(folder: string, embedded: { stop(): Promise<void> }): Promise<void> {
  const pid = postmasterOf(folder);
  await Promise.all([embedded.stop(), embedded.stop()]);
  await embedded.stop();
  expect(isAlive(pid)).toBe(false);
}

describe("one server", async () => {
  const folder = newFolder();
  const embedded = await startEmbedded({ folder });
  afterAll(() => embedded.stop());

  test("its role is no superuser, and row-level security binds it", async () => {
    const rows = await query(
      embedded.url,
      "create table scratch (workspace_id integer, body text)",
      "insert into scratch values (1, 'ours'), (2, 'theirs')",
      "alter table scratch enable row level security",
      "alter table scratch force row level security",
      "create policy own on scratch using (workspace_id = nullif(current_setting('plumbline.workspace', true), '')::integer)",
      "set plumbline.workspace = '1'",
      "select body, current_user as name, current_setting('is_superuser') as super from scratch",
    );
    expect(rows).toEqual([{ body: "ours", name: "plumbline", super: "off" }]);
    expect(await query(embedded.url, "select body from scratch")).toEqual([]);
    await expect(query(embedded.url, "insert into scratch values (3, 'nobody''s')")).rejects.toThrow(
      "row-level security",
    );
  });

  test("texts sort by code points, as in the core, and have their capitals", async () => {
    const rows = await query(
      embedded.url,
      "select string_agg(x, ' ' order by x) as sorted, upper('äжé') as capitals from unnest(array['b', 'B', 'ä', 'a', '文']) x",
    );
    expect(rows).toEqual([{ sorted: "B a b ä 文", capitals: "ÄЖÉ" }]);
  });

  test("it syncs to disk and logs nothing of anybody", async () => {
    const address = "someone@example.com";
    await expect(query(embedded.url, `select '${address}'::integer`)).rejects.toThrow(address);
    await expect(query(embedded.url, `select no_such('${address}')`)).rejects.toThrow();
    const log = spawnSync("cat", [join(folder, "postgres/log", "start.log")], { encoding: "utf8" }).stdout;
    const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].map((day) =>
      join(folder, `postgres/log/postgres-${day}.log`),
    );
    const all = log + days.map((path) => (existsSync(path) ? readFileSync(path, "utf8") : "")).join("");
    expect(all).toContain("ready to accept connections");
    expect(all).not.toContain(address);
    expect(await query(embedded.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: "on" }]);
  });

  test("nobody enters without the password, as superuser least of all", async () => {
    const other = new URL(embedded.url);
    other.password = "guess";
    await expect(query(other.href, "select 1")).rejects.toThrow("password authentication failed");
    other.username = "postgres";
    await expect(query(other.href, "select 1")).rejects.toThrow("password authentication failed");
  });

  test("a second one on the same folder is told so, from here and from elsewhere", async () => {
    const problem = { code: "database-in-use", folder: join(folder, "postgres") };
    expect(await problemOf(startEmbedded({ folder }))).toEqual(problem);
    expect((await hold(folder)).said).toEqual({ problem });
    expect(await query(embedded.url, "select 1 as n")).toEqual([{ n: 1 }]);
  });
});

test("of several that start at once one gets the folder", async () => {
  const folder = newFolder();
  const all = await Promise.all([hold(folder), hold(folder), hold(folder)]);
  const problems = all.map(({ said }) => ("problem" in said ? said.problem.code : "started"));
  expect(problems.toSorted()).toEqual(["database-in-use", "database-in-use", "started"]);
  for (const { holder } of all) await letGo(holder);
});

describe("a folder as it was found", async () => {
  const whole = newFolder();
  await (await startEmbedded({ folder: whole })).stop();
  const data = (folder: string) => join(folder, "postgres/data");
  const copy = () => {
    const folder = newFolder();
    spawnSync("cp", ["-a", join(whole, "postgres"), folder]);
    return folder;
  };

  test("with a number in its pid file that is another process's now", async () => {
    const folder = copy();
    const { uid, gid } = statSync(data(folder));
    // Of the same user: what it may not signal PostgreSQL does not take for a server.
    const bystander = spawn("sleep", ["100"], isRoot ? { uid, gid } : {});
    const lines = [
      bystander.pid,
      data(folder),
      "1700000000",
      "5432",
      join(folder, "postgres/socket"),
      "",
      "1 1",
      "ready",
    ];
    writeFileSync(join(data(folder), "postmaster.pid"), lines.join("\n"));
    chownSync(join(data(folder), "postmaster.pid"), uid, gid);
    const embedded = await startEmbedded({ folder });
    expect(await query(embedded.url, "select 1 as n")).toEqual([{ n: 1 }]);
    await embedded.stop();
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
  });

  test("of another major version", async () => {
    const folder = copy();
    writeFileSync(join(data(folder), "PG_VERSION"), "17\n");
    const problem = { code: "database-other-version", folder: join(folder, "postgres"), found: "17", needed: "18" };
    expect(await problemOf(startEmbedded({ folder }))).toEqual(problem);
    // The folder is given back.
    expect(await problemOf(startEmbedded({ folder }))).toEqual(problem);
  });

  test("that is no whole database is left alone", async () => {
    const folder = newFolder();
    mkdirSync(data(folder), { recursive: true });
    writeFileSync(join(data(folder), "something"), "of somebody's");
    expect(await problemOf(startEmbedded({ folder }))).toMatchObject({ code: "database-damaged" });
    expect(existsSync(join(data(folder), "something"))).toBe(true);
  });

  test("with settings that PostgreSQL does not take", async () => {
    const problem = await problemOf(startEmbedded({ folder: copy(), settings: { shared_buffers: "lots" } }));
    expect(problem).toMatchObject({ code: "database-not-started", detail: expect.stringContaining("shared_buffers") });
  });

  test("half made, by a start that was killed", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "postgres/data.new/base"), { recursive: true });
    const embedded = await startEmbedded({ folder });
    expect(await query(embedded.url, "select 1 as n")).toEqual([{ n: 1 }]);
    await embedded.stop();
  });

  test("with a path too long for a socket", async () => {
    const folder = join(newFolder(), "long".repeat(40));
    const embedded = await startEmbedded({ folder });
    const host = new URL(embedded.url).searchParams.get("host") ?? "";
    expect(host.startsWith(folder)).toBe(false);
    expect(statSync(host).mode & 0o777).toBe(0o700);
    expect(await query(embedded.url, "select 1 as n")).toEqual([{ n: 1 }]);
    await embedded.stop();
    expect(existsSync(host)).toBe(false);
  });

  test.runIf(isRoot)("where only root can walk to", async () => {
    const outer = newFolder();
    chmodSync(outer, 0o700);
    const folder = join(outer, "data");
    const { holder, said } = await hold(folder);
    expect(await query(urlOf(said), "select 1 as n")).toEqual([{ n: 1 }]);
    await killed(holder);
    const again = await hold(folder);
    expect(codes(again.said)).toEqual(["database-adopted"]);
    expect(await query(urlOf(again.said), "select 1 as n")).toEqual([{ n: 1 }]);
    await letGo(again.holder);
    expect(statSync(outer).mode & 0o777).toBe(0o700);
  });

  test.runIf(hasStranger)("of a user, started by root, stays that user's", async () => {
    const folder = newFolder(STRANGER);
    for (const user of [STRANGER, undefined, STRANGER]) {
      const { holder, said } = await hold(folder, user);
      expect(await query(urlOf(said), "select 1 as n")).toEqual([{ n: 1 }]);
      await letGo(holder);
    }
  });

  test.runIf(hasStranger)("of a user without a name", async () => {
    const nameless = { uid: 54321, gid: 54321 };
    const { said } = await hold(newFolder(nameless), nameless);
    expect(said).toEqual({ problem: { code: "database-user-unknown", uid: 54321 } });
  });

  test.runIf(hasStranger)("that belongs to somebody else", async () => {
    expect((await hold(copy(), STRANGER)).said).toMatchObject({ problem: { code: "database-folder-forbidden" } });
  });

  test.runIf(isRoot)("on a full disk", async (context) => {
    const folder = newFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", folder]).status === 0;
    if (!mounted) return context.skip("no file system can be mounted here");
    try {
      expect(await problemOf(startEmbedded({ folder }))).toMatchObject({ code: "database-disk-full" });
    } finally {
      spawnSync("umount", [folder]);
    }
  });
});

/** Without links, as npm packs it; or with those of the packages' own install script, which npm may have run. */
function linkAgain(native: string, isInstalled: boolean): void {
  const list = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(native, "..", target);
    rmSync(link, { force: true });
    if (isInstalled) symlinkSync(basename(source), link);
  }
}

test.runIf(isRoot).each(["as npm packs it", "as its install script leaves it"])(
  "PostgreSQL, %s, is copied to where the database's user can read it",
  (how) => {
    const hidden = newFolder();
    chmodSync(hidden, 0o700);
    const native = join(hidden, "package/native");
    const { postgres } = findBinaries(newFolder(), null);
    cpSync(join(postgres, "../../.."), join(hidden, "package"), { recursive: true });
    linkAgain(native, how === "as its install script leaves it");
    const folder = newFolder();
    const binaries = findBinaries(folder, STRANGER, native);
    expect(binaries.copiedTo?.startsWith(folder)).toBe(true);
    const { stdout } = spawnSync(binaries.postgres, ["-V"], { ...STRANGER, env: binaries.env, encoding: "utf8" });
    expect(stdout).toContain("(PostgreSQL) 18");
    // Once is enough.
    writeFileSync(join(native, "bin/postgres"), "another");
    expect(findBinaries(folder, STRANGER, native).postgres).toBe(binaries.postgres);
    expect(statSync(binaries.postgres).size).toBeGreaterThan(1_000_000);
  },
);
