import { findLeftActed, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../../configuration.ts";
import type { ScoreChange } from "../../decide/keep-placed.ts";
import { settleLeads } from "../../settle.ts";

const STEP = 500;

/**
 * Gives some leads of an experiment that has ended back to the live version, which nobody is told; the others are
 * given back by the next call. How many there were.
 */
export async function returnLeads(
  pool: Pool,
  workspaceId: number,
  now: number,
  onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void = () => {},
): Promise<number> {
  // Most of the time there are none: nothing is locked to find that out.
  const some = await inTransaction(pool, workspaceId, (session) => findLeftActed(session, 1));
  if (some.length === 0) return 0;
  const { ids, changes } = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await readConfiguration(session);
      const left = await findLeftActed(session, STEP);
      return { ids: left, changes: await settleLeads(session, configuration, left, now, "publish") };
    },
    { configuration: "sharing" },
  );
  if (changes.length > 0) onChange(workspaceId, changes);
  return ids.length;
}
