import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Items of one reason that were not taken once more; `before`: only those with smaller ids. */
export type WaitingFilter = {
  readonly code: string;
  readonly source: number | null;
  readonly before: number;
};

type WaitingReason = {
  readonly source_id: number;
  readonly code: string;
  readonly items: number;
  /** When the last of them came, in ms. */
  readonly last_at: number;
};

/** How many items wait, by source and reason, the most first. */
export function findWaitingReasons(session: Session): Promise<WaitingReason[]> {
  return session.rows(REASONS, [session.workspaceId]);
}

export type WaitingItem = {
  readonly quarantine_id: number;
  readonly source_id: number;
  readonly received_at: number;
  readonly raw: Uint8Array;
};

/** The newest that wait, with what came: so many, and no more once they have so many bytes together. */
export function findWaiting(
  session: Session,
  filter: WaitingFilter,
  most: number,
  mostBytes: number,
): Promise<WaitingItem[]> {
  const { code, source, before } = filter;
  return session.rows(FIND, [session.workspaceId, code, source, before, most, mostBytes]);
}

export async function countWaiting(session: Session, { code, source, before }: WaitingFilter): Promise<number> {
  const [row] = await session.rows<{ items: number }>(COUNT, [session.workspaceId, code, source, before]);
  return row?.items ?? 0;
}

/** Notes that items were taken once more; how many of them waited. */
export async function keepAllReplayed(session: Session, ids: readonly number[], now: number): Promise<number> {
  return (await session.rows(REPLAYED, [session.workspaceId, bigintArray(ids), now])).length;
}

/** Throws the newest that wait away; their ids. */
export async function dropWaiting(session: Session, filter: WaitingFilter, most: number): Promise<number[]> {
  const { code, source, before } = filter;
  const values = [session.workspaceId, code, source, before, most];
  const rows = await session.rows<{ quarantine_id: number }>(DROP, values);
  return rows.map(({ quarantine_id }) => quarantine_id);
}

const WAITING = `workspace_id = $1 and replayed_at is null and code = $2
      and ($3::int is null or source_id = $3) and quarantine_id < $4`;

const REASONS = {
  name: "find-waiting-reasons",
  text: `
    select source_id, code, count(*)::int as items, max(received_at) as last_at
    from quarantine where workspace_id = $1 and replayed_at is null
    group by source_id, code order by items desc, code, source_id`,
};

const FIND = {
  name: "find-waiting",
  text: `
    with newest as (
      select quarantine_id, octet_length(raw) as bytes from quarantine
      where ${WAITING} order by quarantine_id desc limit $5
    ), piled as (
      select quarantine_id, sum(bytes) over (order by quarantine_id desc) - bytes as above from newest
    )
    select quarantine_id, source_id, received_at, raw
    from piled join quarantine using (quarantine_id)
    where workspace_id = $1 and above < $6
    order by quarantine_id desc`,
};

const COUNT = { name: "count-waiting", text: `select count(*)::int as items from quarantine where ${WAITING}` };

const REPLAYED = {
  name: "keep-all-replayed",
  text: `
    update quarantine set replayed_at = $3
    where workspace_id = $1 and quarantine_id = any($2::bigint[]) and replayed_at is null
    returning 1`,
};

const DROP = {
  name: "drop-waiting",
  text: `
    delete from quarantine where workspace_id = $1 and quarantine_id in (
      select quarantine_id from quarantine where ${WAITING} order by quarantine_id desc limit $5)
    returning quarantine_id`,
};
