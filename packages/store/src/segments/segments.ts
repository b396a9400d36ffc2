import type { Session } from "../session.ts";

type SegmentState = "filling" | "building" | "live";

/** A segment as it is kept. */
export type SegmentRow = {
  readonly segment_id: number;
  readonly name: string;
  readonly label: string | null;
  readonly note: string;
  readonly kind: "live" | "fixed";
  /** As it was written. */
  readonly definition: unknown;
  /** With everything it speaks of. */
  readonly body: unknown;
  readonly hash: string;
  readonly revision: number;
  readonly state: SegmentState;
  readonly cursor: number;
  readonly done: number;
  readonly total: number | null;
  readonly author: string;
  readonly created_at: number;
  readonly changed_at: number;
};

type SegmentContent = Pick<SegmentRow, "label" | "note" | "definition" | "body" | "hash" | "state" | "total">;

export type NewSegment = SegmentContent & Pick<SegmentRow, "name" | "kind" | "author">;

/** All segments, by name. */
export function findSegments(session: Session): Promise<SegmentRow[]> {
  return session.rows(ALL, [session.workspaceId]);
}

export async function findSegment(session: Session, segmentId: number): Promise<SegmentRow | undefined> {
  const [row] = await session.rows<SegmentRow>(ONE, [session.workspaceId, segmentId]);
  return row;
}

export async function findSegmentByName(session: Session, name: string): Promise<SegmentRow | undefined> {
  const [row] = await session.rows<SegmentRow>(NAMED, [session.workspaceId, name]);
  return row;
}

/** Keeps a new segment; undefined where there is one of this name. */
export async function keepSegment(session: Session, segment: NewSegment, now: number): Promise<SegmentRow | undefined> {
  const [row] = await session.rows<SegmentRow>(KEEP, [
    session.workspaceId,
    segment.name,
    segment.label,
    segment.note,
    segment.kind,
    jsonOrNull(segment.definition),
    JSON.stringify(segment.body),
    segment.hash,
    segment.state,
    segment.total,
    segment.author,
    now,
  ]);
  return row;
}

/** Changes a segment; where its state is not `live`, everyone is asked anew from the beginning. */
export async function changeSegment(
  session: Session,
  segmentId: number,
  segment: SegmentContent,
  now: number,
): Promise<SegmentRow | undefined> {
  const [row] = await session.rows<SegmentRow>(CHANGE, [
    session.workspaceId,
    segmentId,
    segment.label,
    segment.note,
    jsonOrNull(segment.definition),
    JSON.stringify(segment.body),
    segment.hash,
    segment.state,
    segment.total,
    now,
  ]);
  return row;
}

/** Removes a segment; its members are cleared away by `dropSegmentLeftovers`. */
export async function dropSegment(session: Session, segmentId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, segmentId]);
}

/** Segments whose walk is not over, the oldest first. */
export function findSegmentsAtWork(session: Session): Promise<SegmentRow[]> {
  return session.rows(AT_WORK, [session.workspaceId]);
}

/** Notes how far the walk of a segment has come, if it is still the segment it was. */
export async function keepSegmentProgress(
  session: Session,
  {
    segment_id,
    hash,
    state,
    cursor,
    done,
    total,
  }: Omit<SegmentContent, "label" | "note"> & Pick<SegmentRow, "segment_id" | "cursor" | "done">,
): Promise<void> {
  await session.rows(PROGRESS, [session.workspaceId, segment_id, hash, state, cursor, done, total]);
}

/** Has everyone asked anew by some segments. */
export async function rebuildSegments(session: Session, segmentIds: readonly number[], total: number): Promise<void> {
  await session.rows(REBUILD, [session.workspaceId, segmentIds, total]);
}

/** Clears away what is left of removed segments, some rows at a time; how many. */
export async function dropSegmentLeftovers(session: Session, most: number): Promise<number> {
  let dropped = 0;
  for (const statement of LEFTOVERS) dropped += (await session.rows(statement, [session.workspaceId, most])).length;
  return dropped;
}

const jsonOrNull = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));

const COLUMNS = `segment_id, name, label, note, kind, definition, body, hash, revision, state, cursor, done, total,
      author, created_at, changed_at`;

const ALL = { name: "find-segments", text: `select ${COLUMNS} from segment where workspace_id = $1 order by name` };

const ONE = {
  name: "find-segment",
  text: `select ${COLUMNS} from segment where workspace_id = $1 and segment_id = $2`,
};

const NAMED = {
  name: "find-segment-by-name",
  text: `select ${COLUMNS} from segment where workspace_id = $1 and name = $2`,
};

const KEEP = {
  name: "keep-segment",
  text: `
    insert into segment (workspace_id, name, label, note, kind, definition, body, hash, state, total, author,
      created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $12)
    on conflict (workspace_id, name) do nothing
    returning ${COLUMNS}`,
};

const CHANGE = {
  name: "change-segment",
  text: `
    update segment
    set label = $3, note = $4, definition = $5::jsonb, body = $6::jsonb, hash = $7, state = $8, changed_at = $10,
      revision = revision + 1,
      cursor = case when hash = $7 and state = $8 then cursor else 0 end,
      done = case when hash = $7 and state = $8 then done else 0 end,
      total = $9
    where workspace_id = $1 and segment_id = $2
    returning ${COLUMNS}`,
};

const DROP = {
  name: "drop-segment",
  text: `
    with unpinned as (
      delete from pin where workspace_id = $1 and holder = 'segment' and holder_id = $2
    )
    delete from segment where workspace_id = $1 and segment_id = $2`,
};

const AT_WORK = {
  name: "find-segments-at-work",
  text: `select ${COLUMNS} from segment where workspace_id = $1 and state <> 'live' order by segment_id`,
};

const PROGRESS = {
  name: "keep-segment-progress",
  text: `
    update segment set state = $4, cursor = $5, done = $6, total = $7
    where workspace_id = $1 and segment_id = $2 and hash = $3 and state <> 'live'`,
};

const REBUILD = {
  name: "rebuild-segments",
  text: `
    update segment set state = case when state = 'filling' then state else 'building' end, cursor = 0, done = 0,
      total = $3
    where workspace_id = $1 and segment_id = any($2::int[])`,
};

const LEFTOVERS = ["segment_member", "segment_entry", "segment_count"].map((table) => ({
  name: `drop-leftovers-of-${table}`,
  text: `
    delete from ${table} where ctid = any(array(
      select ctid from ${table}
      where workspace_id = $1 and segment_id not in (select segment_id from segment where workspace_id = $1)
      limit $2
    ))
    returning 1`,
}));
