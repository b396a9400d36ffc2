import type { Pool } from "pg";

/** Until when (excluded) a workspace lets its events be forgotten; null: it keeps them. */
export type Keeping = { readonly workspaceId: number; readonly before: number | null };

/** A month of events: `[from, until)` in ms; the one without bounds takes what lies outside of all months. */
type Month = { readonly table: string; readonly until: number | null };

/**
 * Forgets events that are older than their workspace keeps them: whole months at a time where all workspaces let
 * them go, else some rows at a time. Returns how many rows (a month counts as one) it took, at most about `most`; to be
 * called until that is 0. A month that somebody reads just now is tried again the next time.
 */
export async function dropOldEvents(pool: Pool, keeping: readonly Keeping[], most: number): Promise<number> {
  const client = await pool.connect();
  try {
    const months = await findMonths((text) => client.query(text));
    for (const month of months) {
      const { until } = month;
      if (until === null || !keeping.every(({ before }) => before !== null && before >= until)) continue;
      if (await dropMonth((text) => client.query(text), month)) return 1;
    }
    for (const { table } of months) {
      const olds = keeping.flatMap(({ workspaceId, before }) => (before === null ? [] : [{ workspaceId, before }]));
      for (const { workspaceId, before } of olds) {
        const { rowCount } = await client.query(
          `delete from ${table} where ctid = any(array(
             select ctid from ${table} where workspace_id = $1 and received_at < $2 limit $3
           ))`,
          [workspaceId, before, most],
        );
        if (rowCount) return rowCount;
      }
    }
    return 0;
  } finally {
    client.release();
  }
}

type Query = (text: string) => Promise<{ rows: { table: string; bound: string }[] }>;

async function findMonths(query: Query): Promise<Month[]> {
  const { rows } = await query(`
    select child.oid::regclass::text as table, pg_get_expr(child.relpartbound, child.oid) as bound
    from pg_inherits join pg_class as child on child.oid = inhrelid
    where inhparent = 'event'::regclass
    order by 1`);
  return rows.map(({ table, bound }) => {
    const [, until] = /TO \('?(\d+)'?\)/.exec(bound) ?? [];
    return { table, until: until === undefined ? null : Number(until) };
  });
}

/** Whether nobody was in the way. */
async function dropMonth(query: (text: string) => Promise<unknown>, { table }: Month): Promise<boolean> {
  try {
    await query(`begin; set local lock_timeout = '2s'; drop table ${table}; commit`);
    return true;
  } catch (error) {
    await query("rollback");
    if ((error as { readonly code?: string }).code === "55P03") return false;
    throw error;
  }
}
