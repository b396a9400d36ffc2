import { bigintArray, booleanArray, integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A lead as a segment knows it: a member, or one to be looked at again on a day. */
export type SegmentMemberRow = {
  readonly lead_id: number;
  readonly segment_id: number;
  readonly inside: boolean;
  /** Since when, in ms. */
  readonly since: number;
  /** The day from which on it may be otherwise without anything happening. */
  readonly due_on: number | null;
};

/** Somebody entered a segment, or left it. */
export type SegmentEntryRow = {
  readonly segment_entry_id: number;
  readonly segment_id: number;
  readonly lead_id: number;
  readonly entered: boolean;
  readonly on_day: number;
  readonly at: number;
  readonly cause: string;
  readonly muted: boolean;
};

/** What all segments know of some leads. */
export function findSegmentMembers(session: Session, leadIds: readonly number[]): Promise<SegmentMemberRow[]> {
  return session.rows(FIND, [session.workspaceId, bigintArray(leadIds)]);
}

/** Writes memberships of locked leads. */
export async function keepSegmentMembers(session: Session, rows: readonly SegmentMemberRow[]): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    bigintArray(rows.map((row) => row.lead_id)),
    integerArray(rows.map((row) => row.segment_id)),
    booleanArray(rows.map((row) => row.inside)),
    bigintArray(rows.map((row) => row.since)),
    integerArray(rows.map((row) => row.due_on)),
  ]);
}

/** Forgets what segments knew of leads. */
export async function dropSegmentMembers(
  session: Session,
  rows: readonly Pick<SegmentMemberRow, "lead_id" | "segment_id">[],
): Promise<void> {
  const leads = bigintArray(rows.map((row) => row.lead_id));
  await session.rows(DROP, [session.workspaceId, leads, integerArray(rows.map((row) => row.segment_id))]);
}

/** Notes who entered and left, and counts them. */
export async function keepEntries(
  session: Session,
  entries: readonly Omit<SegmentEntryRow, "segment_entry_id">[],
): Promise<void> {
  await session.rows(ENTRIES, [
    session.workspaceId,
    integerArray(entries.map((entry) => entry.segment_id)),
    bigintArray(entries.map((entry) => entry.lead_id)),
    booleanArray(entries.map((entry) => entry.entered)),
    integerArray(entries.map((entry) => entry.on_day)),
    bigintArray(entries.map((entry) => entry.at)),
    textArray(entries.map((entry) => entry.cause)),
    booleanArray(entries.map((entry) => entry.muted)),
  ]);
}

/** Forgets that a lead was ever in a segment: what is left of it is that somebody left on this day. */
export async function eraseMemberships(session: Session, leadId: number, day: number): Promise<void> {
  await session.rows(ERASE, [session.workspaceId, leadId, day]);
}

const FIND = {
  name: "find-memberships",
  text: `
    select lead_id, segment_id, inside, since, due_on from segment_member
    where workspace_id = $1 and lead_id = any($2::bigint[])`,
};

const KEEP = {
  name: "keep-segment-members",
  text: `
    insert into segment_member (workspace_id, lead_id, segment_id, inside, since, due_on)
    select $1, lead_id, segment_id, inside, since, due_on
    from unnest($2::bigint[], $3::int[], $4::bool[], $5::bigint[], $6::int[])
      as one (lead_id, segment_id, inside, since, due_on)
    on conflict (workspace_id, lead_id, segment_id) do update
    set inside = excluded.inside, since = excluded.since, due_on = excluded.due_on`,
};

const DROP = {
  name: "drop-segment-members",
  text: `
    delete from segment_member using unnest($2::bigint[], $3::int[]) as gone (lead_id, segment_id)
    where workspace_id = $1 and segment_member.lead_id = gone.lead_id
      and segment_member.segment_id = gone.segment_id`,
};

const ENTRIES = {
  name: "keep-segment-entries",
  text: `
    with entry as materialized (
      select * from unnest($2::int[], $3::bigint[], $4::bool[], $5::int[], $6::bigint[], $7::text[], $8::bool[])
        with ordinality as one (segment_id, lead_id, entered, on_day, at, cause, muted, place)
    ), counted as (
      insert into segment_count (workspace_id, segment_id, day, entered, "left")
      select $1, segment_id, on_day, count(*) filter (where entered), count(*) filter (where not entered)
      from entry group by segment_id, on_day
    )
    insert into segment_entry (workspace_id, segment_id, lead_id, entered, on_day, at, cause, muted)
    select $1, segment_id, lead_id, entered, on_day, at, cause, muted from entry order by place`,
};

const ERASE = {
  name: "erase-segment-memberships",
  text: `
    with gone as (
      delete from segment_member where workspace_id = $1 and lead_id = $2 returning segment_id, inside
    ), forgotten as (
      delete from segment_entry where workspace_id = $1 and lead_id = $2
    )
    insert into segment_count (workspace_id, segment_id, day, entered, "left")
    select $1, segment_id, $3, 0, 1 from gone where inside`,
};
