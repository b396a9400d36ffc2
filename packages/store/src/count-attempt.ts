import type { Session } from "./session.ts";

/** Work that goes on by itself, and that any number of processes may take up. */
type Work = "publication" | "bulk";

/** Those within so many ms are one: several processes take up the same work, and a failure is soon tried again. */
const APART = 30_000;

/** Notes that work was taken up; how often it was, since it last came further. */
export async function countAttempt(session: Session, work: Work, id: number, now: number): Promise<number> {
  const [row] = await session.rows<{ attempts: number }>(COUNT[work], [session.workspaceId, id, now, now - APART]);
  return row?.attempts ?? 0;
}

/** To be set by whoever notes progress. */
export const NO_ATTEMPTS = "attempts = 0, attempted_at = null";

const count = (work: Work) => ({
  name: `count-attempt-of-${work}`,
  text: `
    update ${work} set
      attempts = attempts + case when attempted_at > $4 then 0 else 1 end,
      attempted_at = case when attempted_at > $4 then attempted_at else $3 end
    where workspace_id = $1 and ${work}_id = $2
    returning attempts`,
});

const COUNT = { publication: count("publication"), bulk: count("bulk") } as const;
