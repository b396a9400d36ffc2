import { ACTED_THEN, type ActedRow } from "../experiments/acted-then.ts";
import type { Session } from "../session.ts";
import type { HistoryRow, TransitionRow } from "./scores.ts";

/**
 * Where days ended for a lead or an account under a model, the newest first; before a day. Of days that ended alike, one
 * after another, the first.
 */
export function findHistory(
  session: Session,
  modelId: number,
  subjectId: number,
  before: number,
  most: number,
): Promise<(Pick<HistoryRow, "day" | "total" | "band"> & { readonly number: number })[]> {
  return session.rows(HISTORY, [session.workspaceId, modelId, subjectId, before, most]);
}

export type KeptTransitionRow = TransitionRow & ActedRow & { readonly transition_id: number; readonly number: number };

/** Bands that a lead or an account entered and left under a model, the newest first; before an instant. */
export function findTransitionsOf(
  session: Session,
  modelId: number,
  subjectId: number,
  before: number,
  most: number,
): Promise<KeptTransitionRow[]> {
  return session.rows(TRANSITIONS, [session.workspaceId, modelId, subjectId, before, most]);
}

const HISTORY = {
  name: "find-history",
  text: `
    select day, total, band, version.number
    from (
      select *, row(total, band, version_id) is distinct from row(lag(total) over days, lag(band) over days,
        lag(version_id) over days) as is_other
      from (
        select day, total, band, version_id from score_history
        where workspace_id = $1 and model_id = $2 and subject_id = $3 and day < $4
        union all
        select score.day, score.total, score.band, coalesce(score.by_version_id, score.version_id)
        from model
        join score on score.workspace_id = $1 and score.version_id = model.live_version_id and score.subject_id = $3
        where model.workspace_id = $1 and model.model_id = $2 and score.day < $4
      ) as ended
      window days as (order by day)
    ) as line
    join model_version as version on version.workspace_id = $1 and version.version_id = line.version_id
    where is_other
    order by day desc limit $5`,
};

const TRANSITIONS = {
  name: "find-transitions-of",
  text: `
    select transition_id, transition.model_id, transition.version_id, subject_id, from_band, to_band, on_day, at, cause, total,
      lines::text, muted, version.number, acted.experiment_id, acted.arm
    from transition
    join model_version as version on version.workspace_id = $1 and version.version_id = transition.version_id
    ${ACTED_THEN}
    where transition.workspace_id = $1 and transition.model_id = $2 and subject_id = $3 and at < $4
    order by transition_id desc limit $5`,
};
