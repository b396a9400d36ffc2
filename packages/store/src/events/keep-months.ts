import type { Pool } from "pg";

/** PostgreSQL's code for a partition whose rows lie in the default one. */
const HELD_BY_DEFAULT = "23514";

/**
 * Makes the partitions of events for the month of an instant and some that follow. Called at start and daily: what
 * arrives without one is kept all the same, apart from the others; a month of which some did (a clock was months ahead,
 * or nobody made it in time) stays there as a whole.
 */
export async function keepMonths(pool: Pool, now: number, ahead = 3): Promise<void> {
  const date = new Date(now);
  const client = await pool.connect();
  try {
    await client.query("begin; select pg_advisory_xact_lock(7002)");
    for (let i = 0; i <= ahead; i++) {
      const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + i);
      const until = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + i + 1);
      const name = `event_${new Date(from).toISOString().slice(0, 7).replace("-", "_")}`;
      await client.query("savepoint one_month");
      try {
        await client.query(
          `create table if not exists ${name} partition of event for values from (${from}) to (${until})`,
        );
      } catch (error) {
        if ((error as { readonly code?: string }).code !== HELD_BY_DEFAULT) throw error;
        await client.query("rollback to savepoint one_month");
      }
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
