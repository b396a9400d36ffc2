import { findRolesOf, inTransaction, keepAudit } from "@plumbline/store";
import type { Pool } from "pg";

/** Writes down, in each of a person's workspaces, what she has changed about how she signs in. */
export async function noteChange(pool: Pool, personId: string, action: string, now: number): Promise<void> {
  const entry = { by: `user:${personId}`, action, subject: personId, details: null };
  for (const { workspace_id } of await findRolesOf(pool, personId)) {
    await inTransaction(pool, workspace_id, (session) => keepAudit(session, entry, now));
  }
}
