import type { Session } from "../session.ts";

export type NewWorkspace = {
  readonly name: string;
  readonly timeZone: string;
  readonly digestKey: Uint8Array;
  readonly settings: Readonly<Record<string, unknown>>;
};

/** Ids are given before the workspace is there, because a session sees only its own. */
export async function keepWorkspace(session: Session, workspace: NewWorkspace, now: number): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    workspace.name,
    workspace.timeZone,
    workspace.digestKey,
    JSON.stringify(workspace.settings),
    now,
  ]);
}

export type NewSource = {
  readonly name: string;
  readonly kind: "browser" | "server" | "import" | "webhook" | "cloudevents" | "internal";
  readonly writeKey: string;
  readonly secret?: Uint8Array | null;
  readonly settings?: Readonly<Record<string, unknown>>;
};

export async function keepSource(session: Session, source: NewSource, now: number): Promise<number> {
  const [row] = await session.rows<{ source_id: number }>(KEEP_SOURCE, [
    session.workspaceId,
    source.name,
    source.kind,
    source.writeKey,
    source.secret ?? null,
    JSON.stringify(source.settings ?? {}),
    now,
  ]);
  return (row as { source_id: number }).source_id;
}

const KEEP = {
  name: "keep-workspace",
  text: `
    insert into workspace (workspace_id, name, time_zone, digest_key, settings, created_at)
    values ($1, $2, $3, $4, $5::jsonb, $6)`,
};

const KEEP_SOURCE = {
  name: "keep-source",
  text: `
    insert into source (workspace_id, name, kind, write_key, secret, settings, created_at)
    values ($1, $2, $3, $4, $5, $6::jsonb, $7)
    returning source_id`,
};
