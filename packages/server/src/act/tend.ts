import {
  dropAnnouncements,
  findWorkspace,
  inTransaction,
  planLostBulks,
  planLostDeliveries,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";

const MINUTE = 60_000;
/** A delivery that is so late has no worker any more, or the queue is very long; then it is planned twice, harmlessly. */
const LATE = 5 * MINUTE;
const STEP = 1000;

/**
 * Plans a workspace's deliveries again whose worker was killed: the queue itself would wait for it for hours. To be
 * called every half a minute or so; how many.
 */
export function recoverDeliveries(pool: Pool, workspaceId: number, now: number): Promise<number> {
  return inTransaction(pool, workspaceId, (session) => planLostDeliveries(session, now, LATE));
}

/** Work on many leads comes a step further in a few seconds. */
const LOST = MINUTE;

/** Adds the jobs of a workspace's work on many leads again whose worker was killed. To be called every half a minute. */
export function recoverBulks(pool: Pool, workspaceId: number, now: number): Promise<number> {
  return inTransaction(pool, workspaceId, (session) => planLostBulks(session, now - LOST));
}

/** How long announcements are kept where the workspace's settings say nothing. */
export const ANNOUNCEMENT_DAYS = 30;
const DAY = 86_400_000;

/**
 * Clears announcements away that are older than the workspace keeps them (`announcementDays`), with their
 * deliveries, step by step; how many. To be called daily, or more often.
 */
export async function pruneAnnouncements(
  pool: Pool,
  workspaceId: number,
  now: number,
  stopping?: AbortSignal,
): Promise<number> {
  let pruned = 0;
  for (let some = STEP; some > 0 && !stopping?.aborted; pruned += some) {
    some = await inTransaction(pool, workspaceId, async (session) =>
      dropAnnouncements(session, now - (await daysOf(session)) * DAY, STEP),
    );
  }
  return pruned;
}

async function daysOf(session: Session): Promise<number> {
  const days = (await findWorkspace(session))?.settings["announcementDays"];
  return typeof days === "number" && days > 0 ? days : ANNOUNCEMENT_DAYS;
}
