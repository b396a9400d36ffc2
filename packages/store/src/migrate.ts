import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pool, PoolClient } from "pg";
import { migrateJobs } from "./migrate-jobs.ts";
import { StoreError } from "./store-error.ts";

export type MigrationNote = { readonly code: "migration-applied"; readonly number: number; readonly name: string };

type MigrateOptions = {
  readonly log?: (note: MigrationNote) => void;
  /** Where the files are; ours where nothing is said. */
  readonly folder?: string;
};

type Migration = { readonly number: number; readonly name: string; readonly sha256: string; readonly text: string };

const FOLDER = join(import.meta.dirname, "../migrations");

/** Any number that nobody else locks; the same in every version, or two of them would migrate at once. */
const LOCK = 7_586_253_001;

/**
 * Brings a database up to these files: each in its own transaction, in their order, once, however many
 * processes start at the same time. Throws a `StoreError` where what was applied is not what the files say.
 */
export async function migrate(pool: Pool, { log = () => {}, folder = FOLDER }: MigrateOptions = {}): Promise<void> {
  const files = readMigrations(folder);
  const client = await pool.connect();
  try {
    // Of the session, not of a transaction: it spans the transactions of all files.
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await bringUpTo(client, files, log);
  } finally {
    // The connection is closed, and its lock goes with it, whatever state it is in.
    client.release(true);
  }
  if (folder === FOLDER) await migrateJobs(pool);
}

async function bringUpTo(
  client: PoolClient,
  files: readonly Migration[],
  log: NonNullable<MigrateOptions["log"]>,
): Promise<void> {
  await client.query(`create table if not exists plumbline_migration (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
  const { rows: applied } = await client.query<Omit<Migration, "text">>(
    "select number, name, sha256 from plumbline_migration order by number",
  );
  checkApplied(applied, files);
  for (const { number, name, text, sha256 } of files.slice(applied.length)) {
    await apply(client, { number, name, text, sha256 });
    log({ code: "migration-applied", number, name });
  }
}

function checkApplied(applied: readonly Omit<Migration, "text">[], files: readonly Migration[]): void {
  const [found, known] = [applied.at(-1)?.number ?? 0, files.at(-1)?.number ?? 0];
  if (found > known) throw new StoreError({ code: "database-newer", found, known });
  for (const { number, name, sha256 } of applied) {
    const file = files.find((one) => one.number === number);
    if (!file) throw new StoreError({ code: "migration-missing", number, name });
    if (file.sha256 !== sha256) throw new StoreError({ code: "migration-changed", number, name });
  }
  for (const [at, { number, name }] of files.entries()) {
    if (number !== at + 1) throw new StoreError({ code: "migration-misnumbered", file: name });
    if (at < applied.length && applied[at]?.number !== number) {
      throw new StoreError({ code: "migration-misnumbered", file: name });
    }
  }
}

async function apply(client: PoolClient, { number, name, text, sha256 }: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(text);
    await client.query("insert into plumbline_migration (number, name, sha256) values ($1, $2, $3)", [
      number,
      name,
      sha256,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new StoreError({ code: "migration-failed", number, name, detail: String(error) }, { cause: error });
  }
}

/** The files in their order. Line ends count as one, whatever git made of them. */
function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
      if (number === undefined || name === undefined) throw new StoreError({ code: "migration-misnumbered", file });
      const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      return { number: Number(number), name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}
