import type { Session } from "../session.ts";

/** What was known of an experiment on a day; `found` is JSON. */
export type LookRow = { readonly on_day: number; readonly at: number; readonly found: string };

/** The looks at an experiment, the oldest first. */
export function findLooks(session: Session, experimentId: number): Promise<LookRow[]> {
  return session.rows(FIND, [session.workspaceId, experimentId]);
}

/** Keeps the look of a day; false where there is one already. */
export async function keepLook(
  session: Session,
  experimentId: number,
  { on_day, at, found }: LookRow,
): Promise<boolean> {
  const values = [session.workspaceId, experimentId, on_day, at, found];
  return (await session.rows(KEEP, values)).length > 0;
}

/** Experiments that are to be looked at on a day, and have not been. */
export async function findUnseen(session: Session, day: number): Promise<number[]> {
  const rows = await session.rows<{ experiment_id: number }>(UNSEEN, [session.workspaceId, day]);
  return rows.map(({ experiment_id }) => experiment_id);
}

const FIND = {
  name: "find-experiment-looks",
  text: `
    select on_day, at, found::text from experiment_look
    where workspace_id = $1 and experiment_id = $2 order by on_day`,
};

const KEEP = {
  name: "keep-experiment-look",
  text: `
    insert into experiment_look (workspace_id, experiment_id, on_day, at, found)
    values ($1, $2, $3, $4, $5::json) on conflict do nothing returning on_day`,
};

const UNSEEN = {
  name: "find-experiments-unseen",
  text: `
    select experiment_id from experiment
    where workspace_id = $1 and state = 'running' and plan->>'mode' = 'live' and not exists (
      select from experiment_look as look
      where look.workspace_id = $1 and look.experiment_id = experiment.experiment_id and on_day >= $2
    )
    order by experiment_id`,
};
