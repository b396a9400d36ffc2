import type { Session } from "../session.ts";

export type ListEntry = string | number | boolean;

/** A named list of values, in the version that stands. */
export type ValueListRow = {
  readonly value_list_id: number;
  readonly name: string;
  readonly note: string;
  readonly number: number;
  readonly hash: string;
  readonly entries: readonly ListEntry[];
  readonly author: string;
  readonly created_at: number;
};

export type ListVersionRow = Pick<ValueListRow, "number" | "hash" | "author" | "created_at"> & {
  readonly size: number;
};

/** All lists, by name. */
export function findLists(session: Session): Promise<ValueListRow[]> {
  return session.rows(ALL, [session.workspaceId]);
}

/** A list, locked. */
export async function lockList(session: Session, name: string): Promise<ValueListRow | undefined> {
  const [row] = await session.rows<ValueListRow>(ONE, [session.workspaceId, name]);
  return row;
}

/** Keeps what a list says from now on, as its next version; where only the note differs, as none. */
export async function keepList(
  session: Session,
  list: Pick<ValueListRow, "name" | "note" | "hash" | "entries" | "author">,
  now: number,
): Promise<void> {
  const { name, note, hash, entries, author } = list;
  await session.rows(ADD, [session.workspaceId, name, note, now]);
  await session.rows(KEEP, [session.workspaceId, name, note, hash, JSON.stringify(entries), author, now]);
}

export async function dropList(session: Session, name: string): Promise<void> {
  await session.rows(DROP, [session.workspaceId, name]);
}

/** The versions of a list, the newest first. */
export function findListVersions(session: Session, listId: number): Promise<ListVersionRow[]> {
  return session.rows(VERSIONS, [session.workspaceId, listId]);
}

export async function findListEntries(
  session: Session,
  listId: number,
  number: number,
): Promise<readonly ListEntry[] | undefined> {
  const [row] = await session.rows<{ entries: readonly ListEntry[] }>(ENTRIES, [session.workspaceId, listId, number]);
  return row?.entries;
}

const COLUMNS = "list.value_list_id, name, note, list.number, hash, entries, author, version.created_at";
const JOINED = `
    value_list as list join value_list_version as version
      on version.workspace_id = $1 and version.value_list_id = list.value_list_id and version.number = list.number`;

const ALL = {
  name: "find-value-lists",
  text: `select ${COLUMNS} from ${JOINED} where list.workspace_id = $1 order by name`,
};

const ONE = {
  name: "lock-value-list",
  text: `select ${COLUMNS} from ${JOINED} where list.workspace_id = $1 and name = $2 for update of list`,
};

const ADD = {
  name: "add-value-list",
  text: `
    insert into value_list (workspace_id, name, note, number, created_at) values ($1, $2, $3, 0, $4)
    on conflict (workspace_id, name) do nothing`,
};

const KEEP = {
  name: "keep-value-list",
  text: `
    with changed as (
      update value_list set note = $3, number = number + (
        not exists (
          select from value_list_version as version
          where version.workspace_id = $1 and version.value_list_id = value_list.value_list_id
            and version.number = value_list.number and version.hash = $4
        )
      )::int
      where workspace_id = $1 and name = $2
      returning value_list_id, number
    )
    insert into value_list_version (workspace_id, value_list_id, number, hash, entries, author, created_at)
    select $1, value_list_id, number, $4, $5::jsonb, $6, $7 from changed
    on conflict do nothing`,
};

const DROP = { name: "drop-value-list", text: "delete from value_list where workspace_id = $1 and name = $2" };

const VERSIONS = {
  name: "find-value-list-versions",
  text: `
    select number, hash, author, created_at, jsonb_array_length(entries) as size from value_list_version
    where workspace_id = $1 and value_list_id = $2 order by number desc limit 200`,
};

const ENTRIES = {
  name: "find-value-list-entries",
  text: `
    select entries from value_list_version where workspace_id = $1 and value_list_id = $2 and number = $3`,
};
