import type { Pool, PoolClient } from "pg";
import { type Line, lineOf, type Session, sessionOf } from "./session.ts";

export type TransactionOptions = {
  /**
   * `sharing`: what is configured (models, signals, settings) does not change until the transaction ends;
   * `changing`: this transaction changes it, alone.
   */
  readonly configuration?: "sharing" | "changing";
};

/** Something was not where it had been read: try the whole transaction again. */
export class Moved extends Error {}

const RETRIES = 8;
/** Serialisation failure and deadlock. */
const TRANSIENT = new Set(["40001", "40P01"]);

/**
 * Does some work in one transaction that sees one workspace. Tried again, from the beginning and with a
 * little more patience each time, where others were in the way.
 */
export async function inTransaction<Result>(
  pool: Pool,
  workspaceId: number,
  work: (session: Session) => Promise<Result>,
  { configuration }: TransactionOptions = {},
): Promise<Result> {
  if (!Number.isSafeInteger(workspaceId)) throw new TypeError("A workspace's id is an integer");
  const locks = {
    sharing: `select pg_advisory_xact_lock_shared(${CONFIGURATION}, ${workspaceId});`,
    changing: `select pg_advisory_xact_lock(${CONFIGURATION}, ${workspaceId});`,
  };
  const begin = `begin; set local plumbline.workspace = '${workspaceId}'; ${configuration ? locks[configuration] : ""}`;
  for (let attempt = 0; ; attempt++) {
    const client = await pool.connect();
    try {
      const result = await attemptIn(client, begin, (line) => work(sessionOf(line, workspaceId)));
      client.release();
      return result;
    } catch (error) {
      await rollBack(client);
      if (attempt >= RETRIES || !isTransient(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * (1 + Math.random())));
  }
}

/** The beginning goes out with the first statements, and the end with the last ones. */
async function attemptIn<Result>(
  client: PoolClient,
  begin: string,
  work: (line: Line) => Promise<Result>,
): Promise<Result> {
  const line = lineOf(client);
  try {
    void line.ask(begin);
    const result = await work(line);
    const { command } = await line.ask("commit");
    // A transaction that has failed says to its commit that it was rolled back, and calls that no error.
    if (command === "COMMIT") return result;
  } catch (error) {
    if (!isAftermath(error)) throw error;
  }
  throw line.firstFailure() ?? new Error("The transaction was rolled back");
}

/** "Current transaction is aborted": what failed was something before. */
function isAftermath(error: unknown): boolean {
  return (error as { code?: string }).code === "25P02";
}

/** The class of advisory locks that keep configurations still. */
const CONFIGURATION = 7001;

async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("rollback");
    client.release();
  } catch (error) {
    // The connection is gone, and the transaction with it.
    client.release(error instanceof Error ? error : true);
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof Moved || TRANSIENT.has((error as { code?: string }).code ?? "");
}
