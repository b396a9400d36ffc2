import type { Pool } from "pg";

/**
 * Makes the partitions of events for the month of an instant and some that follow. Called at start and daily: what
 * arrives without one is kept all the same, apart from the others.
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
      await client.query(
        `create table if not exists ${name} partition of event for values from (${from}) to (${until})`,
      );
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
