import type { Session } from "../session.ts";

/** A file on its way in; instants in ms. */
export type ImportRow = {
  readonly import_id: number;
  readonly source_id: number;
  readonly kind: "leads" | "events" | "outcomes";
  readonly file_name: string;
  readonly file_path: string;
  readonly map: unknown;
  readonly state: "waiting" | "running" | "paused" | "done" | "failed";
  readonly bytes_total: number | null;
  readonly bytes_done: number;
  readonly records_done: number;
  readonly report: unknown;
  readonly problem: unknown;
  readonly created_at: number;
  readonly changed_at: number;
};

export type NewImport = Pick<ImportRow, "source_id" | "kind" | "file_name" | "file_path" | "map" | "bytes_total">;

export async function keepImport(session: Session, one: NewImport, now: number): Promise<ImportRow> {
  const [row] = await session.rows<ImportRow>(KEEP, [
    session.workspaceId,
    one.source_id,
    one.kind,
    one.file_name,
    one.file_path,
    one.map === null ? null : JSON.stringify(one.map),
    one.bytes_total,
    now,
  ]);
  return row as ImportRow;
}

/** Imports before an id, the newest first. */
export function findImports(session: Session, before: number, most: number): Promise<ImportRow[]> {
  return session.rows(FIND, [session.workspaceId, before, most]);
}

export async function lockImport(session: Session, importId: number): Promise<ImportRow | undefined> {
  const [row] = await session.rows<ImportRow>(LOCK, [session.workspaceId, importId]);
  return row;
}

export async function keepImportState(
  session: Session,
  importId: number,
  state: ImportRow["state"],
  now: number,
): Promise<void> {
  await session.rows(STATE, [session.workspaceId, importId, state, now]);
}

/** Forgets an import; as it was, if it was there. Whoever reads its file notices with the next chunk. */
export async function dropImport(session: Session, importId: number): Promise<ImportRow | undefined> {
  const [row] = await session.rows<ImportRow>(DROP, [session.workspaceId, importId]);
  return row;
}

/** Where the files of imports lie. */
export async function findImportFiles(session: Session): Promise<string[]> {
  const rows = await session.rows<{ file_path: string }>(FILES, [session.workspaceId]);
  return rows.map(({ file_path }) => file_path);
}

const COLUMNS = `
  import_id, source_id, kind, file_name, file_path, map, state, bytes_total, bytes_done, records_done, report, problem,
  created_at, changed_at`;

const KEEP = {
  name: "keep-import",
  text: `
    insert into import (workspace_id, source_id, kind, file_name, file_path, map, state, bytes_total, created_at,
      changed_at)
    values ($1, $2, $3, $4, $5, $6::jsonb, 'waiting', $7, $8, $8)
    returning ${COLUMNS}`,
};

const FIND = {
  name: "find-imports",
  text: `
    select ${COLUMNS} from import where workspace_id = $1 and import_id < $2
    order by import_id desc limit $3`,
};

const LOCK = {
  name: "lock-import",
  text: `select ${COLUMNS} from import where workspace_id = $1 and import_id = $2 for update`,
};

const STATE = {
  name: "keep-import-state",
  text: "update import set state = $3, changed_at = $4 where workspace_id = $1 and import_id = $2",
};

const DROP = {
  name: "drop-import",
  text: `delete from import where workspace_id = $1 and import_id = $2 returning ${COLUMNS}`,
};

const FILES = {
  name: "find-import-files",
  text: "select file_path from import where workspace_id = $1 and file_path <> ''",
};
