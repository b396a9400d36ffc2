import type { Session } from "../session.ts";

export type TuneOutcome = "published" | "drafted" | "nothing" | "held" | "stopped";

/** One time that a model was tuned; `decided` is JSON, instants ms. */
export type TuneRunRow = {
  readonly run_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly version_id: number;
  readonly number: number;
  readonly study_id: number | null;
  readonly started_at: number;
  readonly ended_at: number | null;
  /** Null while the study is under way. */
  readonly outcome: TuneOutcome | null;
  readonly because: string | null;
  readonly made_version_id: number | null;
  readonly made_number: number | null;
  readonly decided: string | null;
};

export async function startTuneRun(
  session: Session,
  { model_id, version_id, study_id }: Pick<TuneRunRow, "model_id" | "version_id" | "study_id">,
  now: number,
): Promise<number> {
  const values = [session.workspaceId, model_id, version_id, study_id, now];
  const [row] = await session.rows<{ run_id: number }>(START, values);
  return (row as { run_id: number }).run_id;
}

export async function endTuneRun(
  session: Session,
  runId: number,
  end: {
    readonly outcome: TuneOutcome;
    readonly because?: string;
    readonly madeVersionId?: number;
    readonly decided?: string;
  },
  now: number,
): Promise<void> {
  const { outcome, because = null, madeVersionId = null, decided = null } = end;
  await session.rows(END, [session.workspaceId, runId, outcome, because, madeVersionId, decided, now]);
}

/** Those whose study has come to an end, one way or another, and of which nothing was made yet. */
export function findTuneRunsToEnd(session: Session): Promise<TuneRunRow[]> {
  return session.rows(TO_END, [session.workspaceId]);
}

/** One that has not ended, and nobody else ends it before; undefined where somebody has. */
export async function lockOpenTuneRun(session: Session, runId: number): Promise<TuneRunRow | undefined> {
  const [row] = await session.rows<TuneRunRow>(LOCK, [session.workspaceId, runId]);
  return row;
}

/** What was done to a model before a run, the latest first. */
export function findTuneRuns(session: Session, modelId: number, before: number, most: number): Promise<TuneRunRow[]> {
  return session.rows(LIST, [session.workspaceId, modelId, before, most]);
}

/** The last run that published something. */
export async function findLastTuned(session: Session, modelId: number): Promise<TuneRunRow | undefined> {
  const [row] = await session.rows<TuneRunRow>(LAST, [session.workspaceId, modelId]);
  return row;
}

const SELECT = `
    select run_id, run.model_id, model.name as model_name, run.version_id, version.number, study_id, started_at,
      ended_at, outcome, because, made_version_id, made.number as made_number, decided::text
    from auto_tune_run as run
    join model on model.workspace_id = $1 and model.model_id = run.model_id
    join model_version as version on version.workspace_id = $1 and version.version_id = run.version_id
    left join model_version as made on made.workspace_id = $1 and made.version_id = run.made_version_id
    where run.workspace_id = $1`;

const START = {
  name: "start-tune-run",
  text: `
    insert into auto_tune_run (workspace_id, model_id, version_id, study_id, started_at) values ($1, $2, $3, $4, $5)
    returning run_id`,
};

const END = {
  name: "end-tune-run",
  text: `
    update auto_tune_run set outcome = $3, because = $4, made_version_id = $5, decided = $6::json, ended_at = $7
    where workspace_id = $1 and run_id = $2 and outcome is null`,
};

const TO_END = {
  name: "find-tune-runs-to-end",
  text: `${SELECT} and outcome is null and not exists (
      select from study
      where study.workspace_id = $1 and study.study_id = run.study_id and study.state in ('waiting', 'running')
    )
    order by run_id`,
};

const LOCK = {
  name: "lock-open-tune-run",
  text: `${SELECT} and outcome is null and run_id = $2 for update of run skip locked`,
};

const LIST = {
  name: "find-tune-runs",
  text: `${SELECT} and run.model_id = $2 and run_id < $3 order by run_id desc limit $4`,
};

const LAST = {
  name: "find-last-tuned",
  text: `${SELECT} and run.model_id = $2 and outcome = 'published' order by run_id desc limit 1`,
};
