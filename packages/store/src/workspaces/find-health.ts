import type { Pool } from "pg";
import type { Session } from "../session.ts";

/** How far a workspace is behind. */
export type HealthRow = {
  readonly overdue: number;
  readonly dirty: number;
  readonly dirty_since: number | null;
  readonly publications: number;
  readonly waiting: number;
  readonly failed: number;
};

/** `today` in the workspace's own days. */
export async function findHealth(session: Session, today: number): Promise<HealthRow> {
  const [row] = await session.rows<HealthRow>(HEALTH, [session.workspaceId, today]);
  return row as HealthRow;
}

/** Asks the database who it is, and how many migrations it has seen. */
export async function findDatabase(pool: Pool): Promise<{ readonly version: string; readonly migrations: number }> {
  const { rows } = await pool.query(
    "select current_setting('server_version') as version, count(*)::int as migrations from plumbline_migration",
  );
  return rows[0] as { version: string; migrations: number };
}

const HEALTH = {
  name: "find-health",
  text: `
    select
      (select count(*)::int from score
        join publication on publication.workspace_id = $1 and publication.version_id = score.version_id
          and publication.state = 'live'
        where score.workspace_id = $1 and score.due_on <= $2) as overdue,
      (select count(*)::int from dirty_account where workspace_id = $1) as dirty,
      (select min(since) from dirty_account where workspace_id = $1) as dirty_since,
      (select count(*)::int from publication where workspace_id = $1 and state in ('filling', 'scoring')) as publications,
      (select count(*)::int from delivery where workspace_id = $1 and state = 'waiting') as waiting,
      (select count(*)::int from delivery where workspace_id = $1 and state = 'failed') as failed`,
};
