import type { Session } from "../session.ts";
import type { WorkspaceRow } from "./find-configuration.ts";

/** Locks the workspace as it is set up until the transaction ends. */
export async function lockWorkspace(
  session: Session,
): Promise<(WorkspaceRow & { readonly created_at: number }) | undefined> {
  const [row] = await session.rows<WorkspaceRow & { readonly created_at: number }>(LOCK, [session.workspaceId]);
  return row;
}

export type WorkspaceChange = Pick<WorkspaceRow, "name" | "time_zone" | "settings">;

export async function changeWorkspace(session: Session, { name, time_zone, settings }: WorkspaceChange): Promise<void> {
  await session.rows(CHANGE, [session.workspaceId, name, time_zone, JSON.stringify(settings)]);
}

/** Whether anything was ever counted by this workspace's days. */
export async function hasIdentities(session: Session): Promise<boolean> {
  const [row] = await session.rows<{ has: boolean }>(HAS, [session.workspaceId]);
  return row?.has ?? false;
}

const LOCK = {
  name: "lock-workspace",
  text: `
    select workspace_id, name, time_zone, digest_key, settings, config_version, created_at
    from workspace where workspace_id = $1 for update`,
};

const CHANGE = {
  name: "change-workspace",
  text: "update workspace set name = $2, time_zone = $3, settings = $4::jsonb where workspace_id = $1",
};

const HAS = {
  name: "has-identities",
  text: "select exists (select from identity where workspace_id = $1) as has",
};
