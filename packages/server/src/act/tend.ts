import {
  dropAnnouncements,
  findWorkspace,
  findWorkspaceIds,
  inTransaction,
  planLostDeliveries,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";

/** A delivery that is so late has no worker any more, or the queue is very long; then it is planned twice, harmlessly. */
const LATE = 5 * 60_000;
const STEP = 1000;

/**
 * Plans deliveries again whose worker was killed: the queue itself would wait for it for hours. To be called every
 * half a minute or so; how many.
 */
export async function recoverDeliveries(pool: Pool, now: number): Promise<number> {
  let planned = 0;
  for (const workspaceId of await findWorkspaceIds(pool)) {
    planned += await inTransaction(pool, workspaceId, (session) => planLostDeliveries(session, now, LATE));
  }
  return planned;
}

/** How long announcements are kept where the workspace's settings say nothing. */
export const ANNOUNCEMENT_DAYS = 30;
const DAY = 86_400_000;

/**
 * Clears announcements away that are older than the workspace keeps them (`announcementDays`), with their
 * deliveries, step by step; how many. To be called daily, or more often.
 */
export async function pruneAnnouncements(pool: Pool, now: number, stopping?: AbortSignal): Promise<number> {
  let pruned = 0;
  for (const workspaceId of await findWorkspaceIds(pool)) {
    for (let some = STEP; some > 0 && !stopping?.aborted; pruned += some) {
      some = await inTransaction(pool, workspaceId, async (session) =>
        dropAnnouncements(session, now - (await daysOf(session)) * DAY, STEP),
      );
    }
  }
  return pruned;
}

async function daysOf(session: Session): Promise<number> {
  const days = (await findWorkspace(session))?.settings["announcementDays"];
  return typeof days === "number" && days > 0 ? days : ANNOUNCEMENT_DAYS;
}
