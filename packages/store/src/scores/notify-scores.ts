import type { Session } from "../session.ts";

/** On which processes tell each other whose scores have changed. */
export const SCORES_CHANNEL = "plumbline_scores";

/** Tells everyone who listens, with the commit, that more scores have changed than are named: they are read again. */
export async function notifyOfMany(session: Session): Promise<void> {
  await session.rows(NOTIFY, [SCORES_CHANNEL, String(session.workspaceId)]);
}

const NOTIFY = { name: "notify-of-many", text: "select pg_notify($1, $2)" };
