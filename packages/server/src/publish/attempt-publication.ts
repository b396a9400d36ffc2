import { countAttempt, endPublication, findPublication, inTransaction, raiseConfigVersion } from "@plumbline/store";
import type { Pool } from "pg";
import { advancePublication } from "./advance-publication.ts";

/** So often it is taken up without coming further; attempts that are counted lie half a minute apart. */
const MOST = 5;

/**
 * Takes a publication some steps further. One that comes no further however often it is taken up, because it fails or
 * its process ends each time, has failed: `given-up`. What was built of it is cleared away with all that nothing
 * scores by.
 */
export async function attemptPublication(
  pool: Pool,
  workspaceId: number,
  publicationId: number,
  now: () => number,
  onPoison?: (error: unknown) => void,
): Promise<void> {
  const attempts = await inTransaction(pool, workspaceId, (session) =>
    countAttempt(session, "publication", publicationId, now()),
  );
  if (attempts <= MOST) await advancePublication(pool, workspaceId, publicationId, now, onPoison);
  else await giveUp(pool, workspaceId, publicationId);
}

function giveUp(pool: Pool, workspaceId: number, publicationId: number): Promise<void> {
  return inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const row = await findPublication(session, publicationId);
      // Another process may have come further just now.
      if ((row?.state !== "filling" && row?.state !== "scoring") || row.attempts <= MOST) return;
      await endPublication(session, publicationId, "failed", "given-up");
      await raiseConfigVersion(session);
    },
    { configuration: "changing" },
  );
}
