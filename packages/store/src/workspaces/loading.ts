import type { Pool } from "pg";
import type { Session } from "../session.ts";
import { atTheDoor } from "./find-workspaces.ts";

/** Which sample is loaded into a workspace. */
export type SampleTask = {
  /** Of the source that it comes from. */
  readonly writeKey: string;
  readonly leads: number;
  /** The day before which everything of it lies, in days since 1970. */
  readonly lastDay: number;
};

export type LoadingWorkspace = { readonly workspaceId: number; readonly task: SampleTask };

/** The first workspace that a sample is being loaded into. */
export function findLoading(pool: Pool): Promise<LoadingWorkspace | undefined> {
  return atTheDoor<{ workspace_id: number; loading: SampleTask }, LoadingWorkspace | undefined>(
    pool,
    "select workspace_id, loading from workspace where loading is not null order by workspace_id limit 1",
    [],
    ([row]) => row && { workspaceId: row.workspace_id, task: row.loading },
  );
}

/** The workspaces that live in our time. */
export function findLoadedIds(pool: Pool): Promise<number[]> {
  return atTheDoor<{ workspace_id: number }, number[]>(
    pool,
    "select workspace_id from workspace where loading is null order by workspace_id",
    [],
    (rows) => rows.map(({ workspace_id }) => workspace_id),
  );
}

/** From now on it is being loaded, or, by null, is loaded. */
export async function keepLoading(session: Session, task: SampleTask | null): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, task && JSON.stringify(task)]);
}

const KEEP = {
  name: "keep-loading",
  text: "update workspace set loading = $2::jsonb where workspace_id = $1",
};
