import { integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

export type ExperimentStage = "draft" | "filling" | "running" | "deciding" | "stopped" | "decided";

/** Versions of a model that are held against one another; `plan` is JSON, instants ms. */
export type ExperimentRow = {
  readonly experiment_id: number;
  readonly model_id: number;
  readonly state: ExperimentStage;
  readonly plan: string;
  readonly salt: string;
  readonly winner: string | null;
  readonly by: string;
  readonly at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
};

/** An arm from the start on; the control has place 0. */
export type ExperimentArmRow = {
  readonly place: number;
  readonly name: string;
  readonly weight: number;
  readonly version_id: number;
};

export type ListedArm = ExperimentArmRow & { readonly experiment_id: number; readonly number: number };

export type NamedExperiment = ExperimentRow & { readonly model_name: string };

export async function keepExperiment(
  session: Session,
  { model_id, plan, salt, by }: Pick<ExperimentRow, "model_id" | "plan" | "salt" | "by">,
  now: number,
): Promise<number> {
  const values = [session.workspaceId, model_id, plan, salt, by, now];
  const [row] = await session.rows<{ experiment_id: number }>(KEEP, values);
  return (row as { experiment_id: number }).experiment_id;
}

export async function findExperiment(session: Session, experimentId: number): Promise<NamedExperiment | undefined> {
  const [row] = await session.rows<NamedExperiment>(ONE, [session.workspaceId, experimentId]);
  return row;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockExperiment(session: Session, experimentId: number): Promise<NamedExperiment | undefined> {
  const [row] = await session.rows<NamedExperiment>(LOCK, [session.workspaceId, experimentId]);
  return row;
}

/** The newest first; of one model or of all. */
export function findExperiments(
  session: Session,
  { before, modelId }: { readonly before: number; readonly modelId: number | null },
  most: number,
): Promise<NamedExperiment[]> {
  return session.rows(LIST, [session.workspaceId, before, modelId, most]);
}

/** The experiment that is under way on a model. */
export async function findExperimentAtWork(session: Session, modelId: number): Promise<ExperimentRow | undefined> {
  const [row] = await session.rows<ExperimentRow>(AT_WORK, [session.workspaceId, modelId]);
  return row;
}

/** Plans otherwise what has not been started. */
export async function changeExperiment(
  session: Session,
  experimentId: number,
  { model_id, plan }: Pick<ExperimentRow, "model_id" | "plan">,
): Promise<void> {
  await session.rows(CHANGE, [session.workspaceId, experimentId, model_id, plan]);
}

export async function dropExperiment(session: Session, experimentId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, experimentId]);
}

/** Takes an experiment to another state; `started_at`, `ended_at` and `winner` are kept where nothing is said. */
export async function keepExperimentState(
  session: Session,
  experimentId: number,
  state: ExperimentStage,
  { startedAt = null, endedAt = null, winner = null }: ExperimentMoments = {},
): Promise<void> {
  await session.rows(STATE, [session.workspaceId, experimentId, state, startedAt, endedAt, winner]);
}

type ExperimentMoments = {
  readonly startedAt?: number | null;
  readonly endedAt?: number | null;
  readonly winner?: string | null;
};

/** Ends the experiment whose winner has become live. */
export async function endDecided(session: Session, modelId: number, now: number): Promise<void> {
  await session.rows(DECIDED, [session.workspaceId, modelId, now]);
}

export async function keepArms(
  session: Session,
  experimentId: number,
  arms: readonly ExperimentArmRow[],
): Promise<void> {
  await session.rows(KEEP_ARMS, [
    session.workspaceId,
    experimentId,
    integerArray(arms.map(({ place }) => place)),
    textArray(arms.map(({ name }) => name)),
    textArray(arms.map(({ weight }) => String(weight))),
    integerArray(arms.map(({ version_id }) => version_id)),
  ]);
}

export function findArms(session: Session, experimentIds: readonly number[]): Promise<ListedArm[]> {
  return session.rows(ARMS, [session.workspaceId, integerArray(experimentIds)]);
}

/** How far the signals of an experiment's versions are filled from the past. */
export async function findTrialFilling(
  session: Session,
  experimentId: number,
): Promise<{ readonly done: number; readonly total: number | null; readonly left: number; readonly failed: number }> {
  const [row] = await session.rows<{ done: number; total: number | null; left: number; failed: number }>(FILLING, [
    session.workspaceId,
    experimentId,
  ]);
  return row ?? { done: 0, total: null, left: 0, failed: 0 };
}

/** Ends what is still being filled for an experiment. */
export async function endTrialFilling(session: Session, experimentId: number): Promise<void> {
  await session.rows(END_FILLING, [session.workspaceId, experimentId]);
}

const COLUMNS = "experiment_id, model_id, state, plan::text, salt, winner, by, at, started_at, ended_at";

const KEEP = {
  name: "keep-experiment",
  text: `
    insert into experiment (workspace_id, model_id, state, plan, salt, by, at)
    values ($1, $2, 'draft', $3::json, $4, $5, $6) returning experiment_id`,
};

const SELECT = `
    select experiment_id, experiment.model_id, state, plan::text, salt, winner, by, at, started_at, ended_at,
      model.name as model_name
    from experiment join model on model.workspace_id = $1 and model.model_id = experiment.model_id
    where experiment.workspace_id = $1`;

const ONE = { name: "find-experiment", text: `${SELECT} and experiment_id = $2` };

const LOCK = { name: "lock-experiment", text: `${ONE.text} for update of experiment` };

const LIST = {
  name: "find-experiments",
  text: `${SELECT} and experiment_id < $2 and ($3::int is null or experiment.model_id = $3)
    order by experiment_id desc limit $4`,
};

const AT_WORK = {
  name: "find-experiment-at-work",
  text: `
    select ${COLUMNS} from experiment
    where workspace_id = $1 and model_id = $2 and state in ('filling', 'running', 'deciding')`,
};

const CHANGE = {
  name: "change-experiment",
  text: "update experiment set model_id = $3, plan = $4::json where workspace_id = $1 and experiment_id = $2",
};

const DROP = {
  name: "drop-experiment",
  text: "delete from experiment where workspace_id = $1 and experiment_id = $2 and state = 'draft'",
};

const STATE = {
  name: "keep-experiment-state",
  text: `
    update experiment set state = $3, started_at = coalesce($4, started_at), ended_at = coalesce($5, ended_at),
      winner = coalesce($6, winner)
    where workspace_id = $1 and experiment_id = $2`,
};

const DECIDED = {
  name: "end-decided-experiment",
  text: `
    update experiment set state = 'decided', ended_at = $3
    where workspace_id = $1 and model_id = $2 and state = 'deciding'`,
};

const KEEP_ARMS = {
  name: "keep-experiment-arms",
  text: `
    insert into experiment_arm (workspace_id, experiment_id, place, name, weight, version_id)
    select $1, $2, place, name, weight::float8, version_id
    from unnest($3::int[], $4::text[], $5::text[], $6::int[]) as arm (place, name, weight, version_id)`,
};

const ARMS = {
  name: "find-experiment-arms",
  text: `
    select experiment_id, place, name, weight, arm.version_id, version.number
    from experiment_arm as arm
    join model_version as version on version.workspace_id = $1 and version.version_id = arm.version_id
    where arm.workspace_id = $1 and experiment_id = any($2::int[])
    order by experiment_id, place`,
};

const FILLING = {
  name: "find-trial-filling",
  text: `
    select coalesce(sum(done), 0)::bigint as done, sum(total)::bigint as total,
      count(*) filter (where state = 'filling')::int as left,
      count(*) filter (where state in ('failed', 'stopped'))::int as failed
    from publication where workspace_id = $1 and trial_of = $2`,
};

const END_FILLING = {
  name: "end-trial-filling",
  text: `
    update publication set state = 'stopped', problem = 'by-request'
    where workspace_id = $1 and trial_of = $2 and state = 'filling'`,
};
