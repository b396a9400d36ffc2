import type { Session } from "../session.ts";

/** The predictions whose champions are to be looked at by `now`, and at whom nobody looks just now; their ids. */
export async function findPredictionsToWatch(session: Session, now: number): Promise<number[]> {
  const rows = await session.rows<{ prediction_id: number }>(DUE, [session.workspaceId, now]);
  return rows.map(({ prediction_id }) => prediction_id);
}

/** Says when the champion is looked at next. */
export async function keepNextWatch(session: Session, predictionId: number, at: number): Promise<void> {
  await session.rows(NEXT, [session.workspaceId, predictionId, at]);
}

/** Keeps what was seen of the champion, as JSON, in place of what was seen before, and when it is looked at next. */
export async function keepWatch(session: Session, predictionId: number, watch: string, nextAt: number): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, predictionId, watch, nextAt]);
}

const DUE = {
  name: "find-predictions-to-watch",
  text: `
    select prediction_id from prediction
    where workspace_id = $1 and champion is not null and coalesce(watch_at, 0) <= $2
      and prediction_id not in (
        select (asked->>'predictionId')::integer from study
        where workspace_id = $1 and kind in ('training', 'watch') and state in ('waiting', 'running')
      )
    order by watch_at nulls first, prediction_id`,
};

const NEXT = {
  name: "keep-next-watch",
  text: "update prediction set watch_at = $3 where workspace_id = $1 and prediction_id = $2",
};

const KEEP = {
  name: "keep-watch",
  text: "update prediction set watch = $3::json, watch_at = $4 where workspace_id = $1 and prediction_id = $2",
};
