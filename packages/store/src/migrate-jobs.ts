import { Logger, runMigrations } from "graphile-worker";
import type { Pool } from "pg";

/**
 * Brings the job queue's own schema up to date: announcements add jobs in the transaction that decides, so that it
 * has to be there before the first of them, whichever process comes to work on jobs later.
 */
export async function migrateJobs(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}
