import { findWorkspaceIds } from "@plumbline/store";
import type { Pool } from "pg";

export type Everywhere = {
  readonly pool: Pool;
  readonly onError: (error: unknown) => void;
  /** In which ones; in all where nothing is said. */
  readonly find?: (pool: Pool) => Promise<readonly number[]>;
};

/**
 * Takes a step in each workspace, one after another; how much they did, all together. A step that fails is told and
 * keeps no other workspace waiting: it has its next turn when the others have had theirs.
 */
export async function inEachWorkspace(
  { pool, onError, find = findWorkspaceIds }: Everywhere,
  step: (workspaceId: number) => Promise<number>,
  stopping?: AbortSignal,
): Promise<number> {
  let done = 0;
  for (const workspaceId of await find(pool)) {
    if (stopping?.aborted) break;
    try {
      done += await step(workspaceId);
    } catch (error) {
      onError(error);
    }
  }
  return done;
}
