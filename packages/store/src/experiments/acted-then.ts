/**
 * In SQL: the experiment and the arm by whose version a row of `transition` was made, as `acted (experiment_id, arm)`; of
 * most rows there is none. `$1` is the workspace.
 */
export const ACTED_THEN = `
  left join lateral (
    select experiment.experiment_id, arm.name as arm
    from enrolment
    join experiment on experiment.workspace_id = $1 and experiment.experiment_id = enrolment.experiment_id
    join experiment_arm as arm on arm.workspace_id = $1 and arm.experiment_id = enrolment.experiment_id
      and arm.place = enrolment.place
    where enrolment.workspace_id = $1 and enrolment.lead_id = transition.subject_id
      and experiment.model_id = transition.model_id and arm.version_id = transition.version_id
      and enrolment.at <= transition.at and (experiment.ended_at is null or experiment.ended_at > transition.at)
      and experiment.plan->>'mode' = 'live'
    order by enrolment.at desc limit 1
  ) as acted on true`;

/** What it adds to a row. */
export type ActedRow = { readonly experiment_id: number | null; readonly arm: string | null };
