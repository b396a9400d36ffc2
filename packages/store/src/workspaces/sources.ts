import type { Session } from "../session.ts";

/** A source as its workspace sees it; instants in ms. */
export type OwnSourceRow = {
  readonly source_id: number;
  readonly name: string;
  readonly kind: "browser" | "server" | "import" | "webhook" | "cloudevents" | "internal";
  readonly write_key: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly created_at: number;
  readonly disabled_at: number | null;
  readonly is_signed: boolean;
};

export function findSources(session: Session): Promise<OwnSourceRow[]> {
  return session.rows(ALL, [session.workspaceId]);
}

export async function findSource(session: Session, sourceId: number): Promise<OwnSourceRow | undefined> {
  const [row] = await session.rows<OwnSourceRow>(ONE, [session.workspaceId, sourceId]);
  return row;
}

export type SourceChange = Pick<OwnSourceRow, "name" | "write_key" | "settings" | "disabled_at">;

export async function changeSource(session: Session, sourceId: number, source: SourceChange): Promise<void> {
  await session.rows(CHANGE, [
    session.workspaceId,
    sourceId,
    source.name,
    source.write_key,
    JSON.stringify(source.settings),
    source.disabled_at,
  ]);
}

/** The sealed secret of a source that is locked; null where nobody signs. */
export async function findSourceSecret(session: Session, sourceId: number): Promise<Uint8Array | null> {
  const [row] = await session.rows<{ secret: Uint8Array | null }>(SECRET, [session.workspaceId, sourceId]);
  return row?.secret ?? null;
}

export async function keepSourceSecret(session: Session, sourceId: number, sealed: Uint8Array | null): Promise<void> {
  await session.rows(KEEP_SECRET, [session.workspaceId, sourceId, sealed]);
}

const SECRET = {
  name: "find-source-secret",
  text: "select secret from source where workspace_id = $1 and source_id = $2",
};

const KEEP_SECRET = {
  name: "keep-source-secret",
  text: "update source set secret = $3 where workspace_id = $1 and source_id = $2",
};

const COLUMNS = `source_id, name, kind, write_key, settings, created_at, disabled_at,
  secret is not null as is_signed`;

const ALL = { name: "find-sources", text: `select ${COLUMNS} from source where workspace_id = $1 order by source_id` };

const ONE = {
  name: "find-source",
  text: `select ${COLUMNS} from source where workspace_id = $1 and source_id = $2 for update`,
};

const CHANGE = {
  name: "change-source",
  text: `
    update source set name = $3, write_key = $4, settings = $5::jsonb, disabled_at = $6
    where workspace_id = $1 and source_id = $2`,
};
