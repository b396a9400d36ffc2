import type { Pool, PoolClient } from "pg";
import type { Session } from "../session.ts";
import type { ImportRow } from "./imports.ts";

/** Files that somebody has to read, and read ones that still lie there: the oldest first. */
export async function findImportsAtWork(session: Session): Promise<number[]> {
  const rows = await session.rows<{ import_id: number }>(AT_WORK, [session.workspaceId]);
  return rows.map(({ import_id }) => import_id);
}

/** Whether there is a file that nobody has begun to read. */
export async function hasImportWaiting(session: Session): Promise<boolean> {
  const [row] = await session.rows<{ has: boolean }>(WAITING, [session.workspaceId]);
  return row?.has ?? false;
}

export type ImportProgress = Pick<ImportRow, "state" | "bytes_done" | "records_done" | "report" | "problem">;

/** How far an import has come; an import without a problem has none any more. */
export async function keepImportProgress(
  session: Session,
  importId: number,
  { state, bytes_done, records_done, report, problem }: ImportProgress,
  now: number,
): Promise<void> {
  await session.rows(PROGRESS, [
    session.workspaceId,
    importId,
    state,
    bytes_done,
    records_done,
    JSON.stringify(report),
    problem === null ? null : JSON.stringify(problem),
    now,
  ]);
}

/** The file of an import is no more. */
export async function dropImportFile(session: Session, importId: number): Promise<void> {
  await session.rows(DROP_FILE, [session.workspaceId, importId]);
}

/**
 * Does some work on an import while nobody else does, in this process or another; undefined where
 * somebody else is at it. Holds one connection for as long.
 */
export async function whileAloneOn<Result>(
  pool: Pool,
  importId: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const client = await pool.connect();
  let lost: Error | undefined;
  // With its connection the lock is gone, too, which the next chunk notices; nobody else listens for the error.
  const onError = (error: Error) => {
    lost = error;
  };
  client.on("error", onError);
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1, $2) as locked", [IMPORTS, importId]);
    if (rows[0].locked !== true) return undefined;
    try {
      return await work();
    } finally {
      lost ??= await unlock(client, importId);
    }
  } finally {
    client.off("error", onError);
    client.release(lost);
  }
}

async function unlock(client: PoolClient, importId: number): Promise<Error | undefined> {
  try {
    await client.query("select pg_advisory_unlock($1, $2)", [IMPORTS, importId]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The class of advisory locks on imports, whose ids are unique among all workspaces. */
const IMPORTS = 7003;

const WAITING = {
  name: "has-import-waiting",
  text: "select exists (select from import where workspace_id = $1 and state = 'waiting') as has",
};

const AT_WORK = {
  name: "find-imports-at-work",
  text: `
    select import_id from import
    where workspace_id = $1 and (state in ('waiting', 'running') or (state = 'done' and file_path <> ''))
    order by import_id`,
};

const PROGRESS = {
  name: "keep-import-progress",
  text: `
    update import set state = $3, bytes_done = $4, records_done = $5, report = $6::jsonb, problem = $7::jsonb,
      changed_at = $8
    where workspace_id = $1 and import_id = $2`,
};

const DROP_FILE = {
  name: "drop-import-file",
  text: "update import set file_path = '' where workspace_id = $1 and import_id = $2",
};
