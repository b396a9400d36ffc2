import type { Session } from "../session.ts";

export type StudyState = "waiting" | "running" | "done" | "stopped" | "failed";

/** Something that is asked of the past; `asked` and `result` are JSON, instants ms. */
export type StudyRow = {
  readonly study_id: number;
  readonly kind: "truth" | "backtest" | "proposals" | "training" | "watch";
  readonly asked: string;
  readonly state: StudyState;
  readonly done: number;
  readonly total: number | null;
  readonly problem: string | null;
  readonly by: string;
  readonly at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  /** How often it was begun. */
  readonly attempts: number;
};

export async function keepStudy(
  session: Session,
  { kind, asked, by }: Pick<StudyRow, "kind" | "asked" | "by">,
  now: number,
): Promise<StudyRow> {
  const [row] = await session.rows<StudyRow>(KEEP, [session.workspaceId, kind, asked, by, now]);
  return row as StudyRow;
}

export async function findStudy(session: Session, studyId: number): Promise<StudyRow | undefined> {
  const [row] = await session.rows<StudyRow>(ONE, [session.workspaceId, studyId]);
  return row;
}

export async function lockStudy(session: Session, studyId: number): Promise<StudyRow | undefined> {
  const [row] = await session.rows<StudyRow>(LOCK, [session.workspaceId, studyId]);
  return row;
}

/** What was found, as JSON; undefined where there is nothing yet. */
export async function findStudyResult(session: Session, studyId: number): Promise<string | undefined> {
  const [row] = await session.rows<{ result: string | null }>(RESULT, [session.workspaceId, studyId]);
  return row?.result ?? undefined;
}

/** The newest first; of one kind, and about one model, where that is said. */
export function findStudies(
  session: Session,
  { kind, model }: { readonly kind?: string | undefined; readonly model?: string | undefined },
  before: number,
  most: number,
): Promise<StudyRow[]> {
  return session.rows(FIND, [session.workspaceId, before, most, kind ?? null, model ?? null]);
}

/**
 * Takes the next study that waits, or one of whose worker nothing was heard since `lostBefore`; undefined where there
 * is none, or another one is under way.
 */
export async function claimStudy(session: Session, now: number, lostBefore: number): Promise<StudyRow | undefined> {
  // Two processes that look at once would both find the same.
  await session.rows(ALONE, [session.workspaceId]);
  const [row] = await session.rows<StudyRow>(CLAIM, [session.workspaceId, now, lostBefore]);
  return row;
}

/** Says how far a study has come; false where it is no longer this worker's: stopped, dropped or taken by another. */
export async function keepStudyProgress(
  session: Session,
  { study_id, started_at }: Pick<StudyRow, "study_id" | "started_at">,
  { done, total }: { readonly done: number; readonly total: number | null },
  now: number,
): Promise<boolean> {
  const values = [session.workspaceId, study_id, started_at, done, total, now];
  return (await session.rows(PROGRESS, values)).length > 0;
}

/** Ends a study, or puts it back among those that wait, as if it had not been begun; false where it was not under way. */
export async function endStudy(
  session: Session,
  studyId: number,
  end: {
    readonly state: Exclude<StudyState, "running">;
    readonly result?: string;
    readonly problem?: string;
    /** Only where it was begun at this instant. */
    readonly startedAt?: number | null;
  },
  now: number,
): Promise<boolean> {
  const { state, result = null, problem = null, startedAt = null } = end;
  const values = [session.workspaceId, studyId, state, result, problem, startedAt, now];
  return (await session.rows(END, values)).length > 0;
}

export async function dropStudy(session: Session, studyId: number): Promise<boolean> {
  return (await session.rows(DROP, [session.workspaceId, studyId])).length > 0;
}

const COLUMNS = "study_id, kind, asked::text, state, done, total, problem, by, at, started_at, ended_at, attempts";

const KEEP = {
  name: "keep-study",
  text: `
    insert into study (workspace_id, kind, asked, state, by, at) values ($1, $2, $3::json, 'waiting', $4, $5)
    returning ${COLUMNS}`,
};

const ONE = { name: "find-study", text: `select ${COLUMNS} from study where workspace_id = $1 and study_id = $2` };

const LOCK = { name: "lock-study", text: `${ONE.text} for update` };

const RESULT = {
  name: "find-study-result",
  text: "select result::text from study where workspace_id = $1 and study_id = $2",
};

const FIND = {
  name: "find-studies",
  text: `
    select ${COLUMNS} from study
    where workspace_id = $1 and study_id < $2
      and ($4::text is null or kind = $4) and ($5::text is null or asked -> 'question' ->> 'model' = $5)
    order by study_id desc limit $3`,
};

const ALONE = { name: "claim-study-alone", text: "select pg_advisory_xact_lock(7004, $1)" };

const CLAIM = {
  name: "claim-study",
  text: `
    update study set state = 'running', started_at = $2, seen_at = $2, done = 0, total = null, attempts = attempts + 1
    where workspace_id = $1 and study_id = (
      select study_id from study
      where workspace_id = $1 and (state = 'waiting' or (state = 'running' and seen_at < $3))
        and not exists (select from study where workspace_id = $1 and state = 'running' and seen_at >= $3)
      order by state, study_id limit 1
    )
    returning ${COLUMNS}`,
};

const PROGRESS = {
  name: "keep-study-progress",
  text: `
    update study set done = $4, total = $5, seen_at = $6
    where workspace_id = $1 and study_id = $2 and state = 'running' and started_at = $3 returning study_id`,
};

const END = {
  name: "end-study",
  text: `
    update study set state = $3::text, result = $4::json, problem = $5,
      ended_at = case when $3::text = 'waiting' then null else $7::bigint end,
      attempts = attempts - case when $3::text = 'waiting' then 1 else 0 end
    where workspace_id = $1 and study_id = $2 and state in ('waiting', 'running')
      and ($6::bigint is null or started_at = $6)
    returning study_id`,
};

const DROP = {
  name: "drop-study",
  text: "delete from study where workspace_id = $1 and study_id = $2 returning study_id",
};
