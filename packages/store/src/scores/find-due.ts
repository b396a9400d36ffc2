import { integerArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** How far the sweep of a day has come: everything before this version and subject is done. */
export type SweepRow = {
  readonly day: number;
  readonly version_id: number;
  readonly subject_id: number;
  readonly done: boolean;
};

/** Locks the sweep of a workspace; undefined before the first. */
export async function lockSweep(session: Session): Promise<SweepRow | undefined> {
  const [row] = await session.rows<SweepRow>(LOCK, [session.workspaceId]);
  return row;
}

export async function keepSweep(session: Session, { day, version_id, subject_id, done }: SweepRow): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, day, version_id, subject_id, done]);
}

/** Subjects whose score under a version may differ on a day, after one, in the order of their ids. */
export async function findDue(
  session: Session,
  versionId: number,
  after: number,
  day: number,
  most: number,
): Promise<number[]> {
  const rows = await session.rows<{ subject_id: number }>(DUE, [session.workspaceId, versionId, after, day, most]);
  return rows.map(({ subject_id }) => subject_id);
}

/** How many scores wait for the sweep of a day. */
export async function countDue(session: Session, versionIds: readonly number[], day: number): Promise<number> {
  const [row] = await session.rows<{ due: number }>(COUNT, [session.workspaceId, integerArray(versionIds), day]);
  return row?.due ?? 0;
}

const LOCK = {
  name: "lock-sweep",
  text: "select day, version_id, subject_id, done from sweep where workspace_id = $1 for update",
};

const KEEP = {
  name: "keep-sweep",
  text: `
    insert into sweep (workspace_id, day, version_id, subject_id, done) values ($1, $2, $3, $4, $5)
    on conflict (workspace_id) do update
    set day = excluded.day, version_id = excluded.version_id, subject_id = excluded.subject_id, done = excluded.done`,
};

const DUE = {
  name: "find-due",
  text: `
    select subject_id from score
    where workspace_id = $1 and version_id = $2 and subject_id > $3 and due_on <= $4
    order by subject_id limit $5`,
};

const COUNT = {
  name: "count-due",
  text: "select count(*) as due from score where workspace_id = $1 and version_id = any($2::int[]) and due_on <= $3",
};
