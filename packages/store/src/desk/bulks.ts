import { bigintArray } from "../binary-array.ts";
import { NO_ATTEMPTS } from "../count-attempt.ts";
import type { Session } from "../session.ts";

export type BulkState = "gathering" | "running" | "done" | "stopped" | "failed";

/** Work on many leads; `action` and `query` are JSON. */
export type BulkRow = {
  readonly bulk_id: number;
  readonly action: string;
  /** For whom, where they are not listed yet. */
  readonly query: string | null;
  readonly model: string | null;
  readonly state: BulkState;
  readonly total: number | null;
  readonly done: number;
  readonly changed: number;
  readonly problem: string | null;
  readonly by: string;
  readonly created_at: number;
  readonly changed_at: number;
};

/** Keeps work, and the job that does it. */
export async function keepBulk(
  session: Session,
  { action, query, model, by }: Pick<BulkRow, "action" | "query" | "model" | "by">,
  now: number,
): Promise<number> {
  const [row] = await session.rows<{ bulk_id: number }>(KEEP, [session.workspaceId, action, query, model, by, now]);
  const { bulk_id } = row as { bulk_id: number };
  await session.rows(JOB, [session.workspaceId, bulk_id]);
  return bulk_id;
}

/** Writes down for whom it is, in this order, after those that are written down already. */
export async function keepBulkLeads(
  session: Session,
  bulkId: number,
  after: number,
  leadIds: readonly number[],
): Promise<void> {
  await session.rows(LEADS, [session.workspaceId, bulkId, after, bigintArray(leadIds)]);
}

/**
 * Adds the jobs again of work on which nobody has come further since `lostBefore`: where a worker was killed, the
 * queue itself would wait for it for hours. Where the job waits, or is under way after all, nothing is done twice.
 * How many.
 */
export async function planLostBulks(session: Session, lostBefore: number): Promise<number> {
  return (await session.rows(LOST, [session.workspaceId, lostBefore])).length;
}

/** The next of those for whom it is. */
export async function findBulkLeads(session: Session, bulkId: number, after: number, most: number): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(NEXT, [session.workspaceId, bulkId, after, most]);
  return rows.map(({ lead_id }) => lead_id);
}

export async function lockBulk(session: Session, bulkId: number): Promise<BulkRow | undefined> {
  const [row] = await session.rows<BulkRow>(LOCK, [session.workspaceId, bulkId]);
  return row;
}

export async function findBulk(session: Session, bulkId: number): Promise<BulkRow | undefined> {
  const [row] = await session.rows<BulkRow>(ONE, [session.workspaceId, bulkId]);
  return row;
}

/** Work on many, the newest first. */
export function findBulks(session: Session, before: number, most: number): Promise<BulkRow[]> {
  return session.rows(FIND, [session.workspaceId, before, most]);
}

export async function keepBulkProgress(
  session: Session,
  bulkId: number,
  { state, total, done, changed, problem }: Pick<BulkRow, "state" | "total" | "done" | "changed" | "problem">,
  now: number,
): Promise<void> {
  await session.rows(PROGRESS, [session.workspaceId, bulkId, state, total, done, changed, problem, now]);
  if (state !== "running" && state !== "gathering") await session.rows(CLEAR, [session.workspaceId, bulkId]);
}

const COLUMNS = `bulk_id, action::text, query::text, model, state, total, done, changed, problem, by, created_at,
  changed_at`;

const KEEP = {
  name: "keep-bulk",
  text: `
    insert into bulk (workspace_id, action, query, model, state, by, created_at, changed_at)
    values ($1, $2::json, $3::json, $4, 'gathering', $5, $6, $6) returning bulk_id`,
};

const JOB = {
  name: "add-bulk-job",
  text: `
    select graphile_worker.add_job('bulk', json_build_object('workspaceId', $1::int, 'bulkId', $2::int),
      job_key => format('bulk-%s-%s', $1::int, $2::int))`,
};

// Whoever has it locked works on it. A job that waits for its turn keeps its place.
const LOST = {
  name: "plan-lost-bulks",
  text: `
    select graphile_worker.add_job('bulk', json_build_object('workspaceId', $1::int, 'bulkId', bulk_id),
      job_key => format('bulk-%s-%s', $1::int, bulk_id), job_key_mode => 'preserve_run_at')
    from (
      select bulk_id from bulk
      where workspace_id = $1 and state in ('gathering', 'running') and changed_at < $2
      for update skip locked
    ) as lost`,
};

const LEADS = {
  name: "keep-bulk-leads",
  text: `
    insert into bulk_lead (workspace_id, bulk_id, place, lead_id)
    select $1, $2, $3 + place, lead_id from unnest($4::bigint[]) with ordinality as one (lead_id, place)`,
};

const NEXT = {
  name: "find-bulk-leads",
  text: `
    select lead_id from bulk_lead where workspace_id = $1 and bulk_id = $2 and place > $3 order by place limit $4`,
};

const LOCK = {
  name: "lock-bulk",
  text: `select ${COLUMNS} from bulk where workspace_id = $1 and bulk_id = $2 for update`,
};

const ONE = { name: "find-bulk", text: `select ${COLUMNS} from bulk where workspace_id = $1 and bulk_id = $2` };

const FIND = {
  name: "find-bulks",
  text: `select ${COLUMNS} from bulk where workspace_id = $1 and bulk_id < $2 order by bulk_id desc limit $3`,
};

const PROGRESS = {
  name: "keep-bulk-progress",
  text: `
    update bulk set query = case when $3 = 'gathering' then query end, state = $3, total = $4, done = $5, changed = $6,
      problem = $7, changed_at = $8, ${NO_ATTEMPTS}
    where workspace_id = $1 and bulk_id = $2`,
};

const CLEAR = { name: "clear-bulk-leads", text: "delete from bulk_lead where workspace_id = $1 and bulk_id = $2" };
