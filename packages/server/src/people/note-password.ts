import { findRolesOf, inTransaction, keepAudit } from "@plumbline/store";
import type { Pool } from "pg";

/** Writes down, in each of a person's workspaces, that she has set a new password by a link. */
export async function notePassword(pool: Pool, personId: string, now: number): Promise<void> {
  const entry = { by: `user:${personId}`, action: "people.setPassword", subject: personId, details: null };
  for (const { workspace_id } of await findRolesOf(pool, personId)) {
    await inTransaction(pool, workspace_id, (session) => keepAudit(session, entry, now));
  }
}
