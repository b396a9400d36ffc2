import { findWorkspaceIds, hasImportWaiting, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";

/** Whether a file of another workspace waits that nobody has begun to read. */
export async function othersWait(pool: Pool, workspaceId: number): Promise<boolean> {
  for (const other of await findWorkspaceIds(pool)) {
    if (other !== workspaceId && (await inTransaction(pool, other, hasImportWaiting))) return true;
  }
  return false;
}
