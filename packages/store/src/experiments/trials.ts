import { integerArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An arm of an experiment that is under way, with its version. */
export type TrialArmRow = {
  readonly experiment_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly state: "filling" | "running" | "deciding";
  /** JSON. */
  readonly plan: string;
  readonly salt: string;
  readonly place: number;
  readonly name: string;
  readonly weight: number;
  readonly version_id: number;
  readonly number: number;
  readonly body: unknown;
};

/** All arms of the experiments that are under way, the control of each first. */
export function findTrialArms(session: Session): Promise<TrialArmRow[]> {
  return session.rows(FIND, [session.workspaceId]);
}

/** Who acted upon a lead at an instant, where it was in an experiment then. */
export type ActedThen = {
  readonly experiment_id: number;
  readonly arm: string;
  readonly version_id: number;
  readonly number: number;
  readonly body: unknown;
};

/** The version of its arm by which a lead was scored under a model at an instant. */
export async function findArmThen(
  session: Session,
  modelId: number,
  leadId: number,
  at: number,
): Promise<ActedThen | undefined> {
  const [row] = await session.rows<ActedThen>(THEN, [session.workspaceId, modelId, leadId, at]);
  return row;
}

/** Leads whose live score another version gave, of an experiment that has ended. */
export async function findLeftActed(session: Session, most: number): Promise<number[]> {
  const rows = await session.rows<{ subject_id: number }>(LEFT, [session.workspaceId, most]);
  return rows.map(({ subject_id }) => subject_id);
}

/** Experiments that have ended, and whose leads were not all found to be given back since. */
export async function findExperimentsToReturn(session: Session): Promise<number[]> {
  const rows = await session.rows<{ experiment_id: number }>(TO_RETURN, [session.workspaceId]);
  return rows.map(({ experiment_id }) => experiment_id);
}

export async function keepReturned(session: Session, experimentIds: readonly number[], now: number): Promise<void> {
  await session.rows(RETURNED, [session.workspaceId, integerArray(experimentIds), now]);
}

const FIND = {
  name: "find-trial-arms",
  text: `
    select experiment.experiment_id, experiment.model_id, model.name as model_name, experiment.state,
      experiment.plan::text, salt, place, arm.name, weight, arm.version_id, version.number, version.body
    from experiment
    join experiment_arm as arm
      on arm.workspace_id = $1 and arm.experiment_id = experiment.experiment_id
    join model_version as version on version.workspace_id = $1 and version.version_id = arm.version_id
    join model on model.workspace_id = $1 and model.model_id = experiment.model_id
    where experiment.workspace_id = $1 and experiment.state in ('filling', 'running', 'deciding')
    order by experiment.experiment_id, place`,
};

const THEN = {
  name: "find-arm-then",
  text: `
    select experiment.experiment_id, arm.name as arm, arm.version_id, version.number, version.body
    from enrolment
    join experiment on experiment.workspace_id = $1 and experiment.experiment_id = enrolment.experiment_id
    join experiment_arm as arm on arm.workspace_id = $1 and arm.experiment_id = enrolment.experiment_id
      and arm.place = enrolment.place
    join model_version as version on version.workspace_id = $1 and version.version_id = arm.version_id
    where enrolment.workspace_id = $1 and enrolment.lead_id = $3 and experiment.model_id = $2
      and enrolment.at <= $4 and (experiment.ended_at is null or experiment.ended_at > $4)
      and experiment.plan->>'mode' = 'live'
    order by enrolment.at desc limit 1`,
};

const TO_RETURN = {
  name: "find-experiments-to-return",
  text: `
    select experiment_id from experiment
    where workspace_id = $1 and ended_at is not null and (returned_at is null or returned_at < ended_at)`,
};

const RETURNED = {
  name: "keep-experiments-returned",
  text: "update experiment set returned_at = $3 where workspace_id = $1 and experiment_id = any($2::int[])",
};

const LEFT = {
  name: "find-left-acted",
  text: `
    select subject_id
    from score join model on model.workspace_id = $1 and model.live_version_id = score.version_id
    where score.workspace_id = $1 and by_version_id is not null and not exists (
      select from enrolment
      join experiment on experiment.workspace_id = $1 and experiment.experiment_id = enrolment.experiment_id
      where enrolment.workspace_id = $1 and enrolment.lead_id = subject_id
        and experiment.model_id = model.model_id and experiment.state in ('running', 'deciding')
    )
    order by subject_id limit $2`,
};
