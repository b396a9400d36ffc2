import { findExperimentsToReturn, findLeftActed, inTransaction, keepReturned } from "@plumbline/store";
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
  // While one runs nobody is to be given back, and to find that out every enrolled lead would be looked at.
  const ended = await inTransaction(pool, workspaceId, findExperimentsToReturn);
  if (ended.length === 0) return 0;
  const { ids, changes } = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const left = await findLeftActed(session, STEP);
      if (left.length === 0) {
        await keepReturned(session, ended, now);
        return { ids: left, changes: [] };
      }
      const configuration = await readConfiguration(session);
      return { ids: left, changes: await settleLeads(session, configuration, left, now, "publish") };
    },
    { configuration: "sharing" },
  );
  if (changes.length > 0) onChange(workspaceId, changes);
  return ids.length;
}
