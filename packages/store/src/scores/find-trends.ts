import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

export type TrendPoint = { readonly subject_id: number; readonly day: number; readonly total: number | null };

/**
 * Where the days from one on ended for some leads or accounts under a model, and where the last day before it did:
 * that is where they begin. In the order of the days.
 */
export function findTrends(
  session: Session,
  modelId: number,
  subjectIds: readonly number[],
  from: number,
): Promise<TrendPoint[]> {
  return session.rows(FIND, [session.workspaceId, modelId, bigintArray(subjectIds), from]);
}

const FIND = {
  name: "find-trends",
  text: `
    select subject_id, day, total from score_history
    where workspace_id = $1 and model_id = $2 and subject_id = any($3::bigint[]) and day >= $4
    union all
    select subject_id, before.day, before.total
    from unnest($3::bigint[]) as one (subject_id) cross join lateral (
      select day, total from score_history as history
      where history.workspace_id = $1 and history.model_id = $2 and history.subject_id = one.subject_id
        and history.day < $4
      order by day desc limit 1
    ) as before
    order by subject_id, day`,
};
