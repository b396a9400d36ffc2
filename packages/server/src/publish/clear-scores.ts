import { dropScores, findLeftVersions, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";

const STEP = 5000;

/** Clears away scores of a workspace's versions that nothing scores by any more, step by step; how many. */
export async function clearScores(pool: Pool, workspaceId: number, stopping?: AbortSignal): Promise<number> {
  let cleared = 0;
  for (let some = 1; some > 0 && !stopping?.aborted; cleared += some) {
    some = await inTransaction(
      pool,
      workspaceId,
      async (session) => {
        // Asked anew each time: one that is published again in the meantime keeps what is built for it.
        const [versionId] = await findLeftVersions(session);
        return versionId === undefined ? 0 : dropScores(session, versionId, STEP);
      },
      { configuration: "sharing" },
    );
  }
  return cleared;
}
