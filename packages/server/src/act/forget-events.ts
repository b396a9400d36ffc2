import {
  dropOldEvents,
  dropOldQuarantined,
  findWorkspace,
  findWorkspaceIds,
  inTransaction,
  type Keeping,
} from "@plumbline/store";
import type { Pool } from "pg";

const STEP = 5000;

/**
 * Forgets what was sent and is older than its workspace keeps it (`retentionMonths`), events and what lies in
 * quarantine, some at a time; how many rows and months went. It goes on where it stopped.
 */
export async function forgetEvents(pool: Pool, now: number, stopping?: AbortSignal): Promise<number> {
  const keeping: Keeping[] = [];
  for (const workspaceId of await findWorkspaceIds(pool)) {
    const settings = (await inTransaction(pool, workspaceId, findWorkspace))?.settings ?? {};
    const months = settings["retentionMonths"];
    const keeps = typeof months === "number" && months >= 1;
    keeping.push({ workspaceId, before: keeps ? monthsBefore(now, months) : null });
  }
  if (keeping.every(({ before }) => before === null)) return 0;
  let gone = 0;
  for (let some = 1; some > 0 && !stopping?.aborted; gone += some) some = await dropOldEvents(pool, keeping, STEP);
  for (const { workspaceId, before } of keeping) {
    for (let some = before === null ? 0 : STEP; some === STEP && !stopping?.aborted; gone += some) {
      some = await inTransaction(pool, workspaceId, (session) => dropOldQuarantined(session, before as number, STEP));
    }
  }
  return gone;
}

/** So many months before an instant; a shorter month ends with its last day. */
function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months);
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months + 1);
  const within = now - Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return Math.min(first + within, next - 1);
}
