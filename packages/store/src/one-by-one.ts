import type { Pool } from "pg";

/** Work of which there must not be two at a time, whatever processes do it. */
const LOCKS = { "first-start": 7_586_253_002, sample: 7_586_253_003 } as const;

/** Does some work when nobody else does it any more; who dies over it holds up nobody. */
export async function oneByOne<Result>(
  pool: Pool,
  what: keyof typeof LOCKS,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    // Of the session, not of a transaction: it spans those of the work.
    await client.query("select pg_advisory_lock($1)", [LOCKS[what]]);
    return await work();
  } finally {
    // The connection is closed, and its lock goes with it, whatever state it is in.
    client.release(true);
  }
}

/** The same where nobody is at it; else nothing is done, and nobody waits. */
export async function unlessUnderWay(pool: Pool, what: keyof typeof LOCKS, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as is_ours", [LOCKS[what]]);
    if (rows[0].is_ours) await work();
  } finally {
    client.release(true);
  }
}
