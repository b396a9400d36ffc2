import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { SegmentEntryRow } from "./members.ts";

/** How far the walk over the memberships of a day has come. */
export type SegmentSweepRow = { readonly day: number; readonly lead_id: number; readonly done: boolean };

/** Locks the walk of a workspace; undefined before the first. */
export async function lockSegmentSweep(session: Session): Promise<SegmentSweepRow | undefined> {
  const [row] = await session.rows<SegmentSweepRow>(LOCK, [session.workspaceId]);
  return row;
}

export async function keepSegmentSweep(session: Session, { day, lead_id, done }: SegmentSweepRow): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, day, lead_id, done]);
}

/** Leads of whom some membership may be another one on a day, after one, in the order of their ids. */
export async function findDueMembers(session: Session, after: number, day: number, most: number): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(DUE, [session.workspaceId, after, day, most]);
  return rows.map(({ lead_id }) => lead_id);
}

/** How many are in each segment; those with nobody are not there. */
export async function findSegmentSizes(session: Session): Promise<Map<number, number>> {
  const rows = await session.rows<{ segment_id: number; size: number }>(SIZES, [session.workspaceId]);
  return new Map(rows.map(({ segment_id, size }) => [segment_id, size]));
}

/** How many entered and left a segment on a day; of all days before those that were asked for as `day: null`. */
export type SegmentTrendRow = {
  readonly segment_id: number;
  readonly day: number | null;
  readonly entered: number;
  readonly left: number;
};

/** How many entered and left, by day from a day on: one segment, or with null each of all. */
export function findSegmentTrends(
  session: Session,
  segmentId: number | null,
  from: number,
): Promise<SegmentTrendRow[]> {
  return session.rows(TRENDS, [session.workspaceId, segmentId, from]);
}

/** Adds up the counts of a workspace, one row for each segment and day. */
export async function rollUpSegmentCounts(session: Session): Promise<number> {
  return (await session.rows(ROLL_UP, [session.workspaceId])).length;
}

/** Who entered and left, the newest first. */
export function findEntries(
  session: Session,
  segmentId: number,
  {
    before,
    entered,
    most,
  }: { readonly before: number | null; readonly entered: boolean | null; readonly most: number },
): Promise<(Omit<SegmentEntryRow, "segment_id" | "muted"> & { readonly name: string | null })[]> {
  return session.rows(ENTRIES, [session.workspaceId, segmentId, before, entered, most]);
}

/** Members of a segment, by a ranking or by their ids: see `findMemberPage`. */
export type MemberPlace = { readonly total: number | null; readonly id: number };

export type ListedMemberRow = {
  readonly lead_id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly since: number;
  readonly total: number | null;
  readonly band: string | null;
};

/** Members of a segment, those with the highest total under a version first; who has none comes last. */
export function findMemberPage(
  session: Session,
  { segmentId, versionId }: { readonly segmentId: number; readonly versionId: number },
  after: MemberPlace | undefined,
  most: number,
): Promise<ListedMemberRow[]> {
  const place = [after === undefined, after?.total ?? LOWEST, after?.id ?? 0];
  return session.rows(PAGE, [session.workspaceId, segmentId, versionId, most, ...place]);
}

const LOWEST = -2_147_483_648;

/** Which of some leads are in a segment. */
export async function findInside(
  session: Session,
  segmentId: number,
  leadIds: readonly number[],
): Promise<Set<number>> {
  const values = [session.workspaceId, segmentId, bigintArray(leadIds)];
  const rows = await session.rows<{ lead_id: number }>(INSIDE, values);
  return new Set(rows.map(({ lead_id }) => lead_id));
}

/** Members of a segment in the order of their ids. */
export async function findMemberIds(
  session: Session,
  segmentId: number,
  after: number,
  most: number,
): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(IDS, [session.workspaceId, segmentId, after, most]);
  return rows.map(({ lead_id }) => lead_id);
}

const LOCK = {
  name: "lock-segment-sweep",
  text: "select day, lead_id, done from segment_sweep where workspace_id = $1 for update",
};

const KEEP = {
  name: "keep-segment-sweep",
  text: `
    insert into segment_sweep (workspace_id, day, lead_id, done) values ($1, $2, $3, $4)
    on conflict (workspace_id) do update set day = excluded.day, lead_id = excluded.lead_id, done = excluded.done`,
};

const DUE = {
  name: "find-due-members",
  text: `
    select distinct lead_id from segment_member
    where workspace_id = $1 and lead_id > $2 and due_on <= $3
    order by lead_id limit $4`,
};

const SIZES = {
  name: "find-segment-sizes",
  text: `
    select segment_id, (sum(entered) - sum("left"))::int as size from segment_count
    where workspace_id = $1 group by segment_id`,
};

const TRENDS = {
  name: "find-segment-trends",
  text: `
    select segment_id, case when day >= $3 then day end as day, sum(entered)::int as entered, sum("left")::int as left
    from segment_count where workspace_id = $1 and ($2::int is null or segment_id = $2)
    group by 1, 2`,
};

const ROLL_UP = {
  name: "roll-up-segment-counts",
  text: `
    with scattered as (
      select segment_id, day from segment_count where workspace_id = $1
      group by segment_id, day having count(*) > 1
    ), taken as (
      delete from segment_count using scattered
      where segment_count.workspace_id = $1 and segment_count.segment_id = scattered.segment_id
        and segment_count.day = scattered.day
      returning segment_count.*
    )
    insert into segment_count (workspace_id, segment_id, day, entered, "left")
    select $1, segment_id, day, sum(entered), sum("left") from taken group by segment_id, day
    returning 1`,
};

const ENTRIES = {
  name: "find-segment-entries",
  text: `
    select segment_entry_id, entry.lead_id, coalesce(lead.name, lead.email) as name, entered, on_day, at, cause
    from segment_entry as entry
    left join lead on lead.workspace_id = $1 and lead.lead_id = entry.lead_id
    where entry.workspace_id = $1 and segment_id = $2 and ($3::bigint is null or segment_entry_id < $3)
      and ($4::bool is null or entered = $4)
    order by segment_entry_id desc limit $5`,
};

const PAGE = {
  name: "find-member-page",
  text: `
    select member.lead_id, lead.name, lead.email, since, total, band
    from segment_member as member
    join lead on lead.workspace_id = $1 and lead.lead_id = member.lead_id
    left join score on score.workspace_id = $1 and score.version_id = $3 and score.subject_id = member.lead_id
    where member.workspace_id = $1 and segment_id = $2 and inside
      and ($5::bool or coalesce(total, ${LOWEST}) < $6 or (coalesce(total, ${LOWEST}) = $6 and member.lead_id > $7))
    order by coalesce(total, ${LOWEST}) desc, member.lead_id limit $4`,
};

const INSIDE = {
  name: "find-inside",
  text: `
    select lead_id from segment_member
    where workspace_id = $1 and segment_id = $2 and lead_id = any($3::bigint[]) and inside`,
};

const IDS = {
  name: "find-member-ids",
  text: `
    select lead_id from segment_member
    where workspace_id = $1 and segment_id = $2 and inside and lead_id > $3 order by lead_id limit $4`,
};
