import type { Session } from "../session.ts";

/** A way to look at the list of leads that somebody gave a name; `filter` and `columns` are JSON. */
export type SavedViewRow = {
  readonly view_id: number;
  readonly name: string;
  /** `user:…` or `key:…`. */
  readonly owner: string;
  readonly shared: boolean;
  readonly model: string | null;
  readonly filter: string;
  readonly columns: string;
  readonly sort: string;
  readonly revision: number;
  readonly changed_at: number;
};

type SaidOfView = Omit<SavedViewRow, "view_id" | "owner" | "revision" | "changed_at">;

/** The views that somebody sees: their own and the shared ones, by name. */
export function findSavedViews(session: Session, owner: string): Promise<SavedViewRow[]> {
  return session.rows(FIND, [session.workspaceId, owner]);
}

/** A view that somebody sees. */
export async function findSavedView(
  session: Session,
  viewId: number,
  owner: string,
): Promise<SavedViewRow | undefined> {
  const [row] = await session.rows<SavedViewRow>(ONE, [session.workspaceId, viewId, owner]);
  return row;
}

export async function keepSavedView(
  session: Session,
  owner: string,
  { name, shared, model, filter, columns, sort }: SaidOfView,
  now: number,
): Promise<SavedViewRow> {
  const values = [session.workspaceId, owner, name, shared, model, filter, columns, sort, now];
  const [row] = await session.rows<SavedViewRow>(KEEP, values);
  return row as SavedViewRow;
}

/** Changes a view of a revision; undefined where it is another one by now. */
export async function changeSavedView(
  session: Session,
  { viewId, revision }: { readonly viewId: number; readonly revision: number },
  { name, shared, model, filter, columns, sort }: SaidOfView,
  now: number,
): Promise<SavedViewRow | undefined> {
  const values = [session.workspaceId, viewId, revision, name, shared, model, filter, columns, sort, now];
  const [row] = await session.rows<SavedViewRow>(CHANGE, values);
  return row;
}

export async function dropSavedView(session: Session, viewId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, viewId]);
}

const COLUMNS = "view_id, name, owner, shared, model, filter::text, columns::text, sort, revision, changed_at";

const FIND = {
  name: "find-saved-views",
  text: `
    select ${COLUMNS} from saved_view
    where workspace_id = $1 and (shared or owner = $2) order by name, view_id`,
};

const ONE = {
  name: "find-saved-view",
  text: `
    select ${COLUMNS} from saved_view
    where workspace_id = $1 and view_id = $2 and (shared or owner = $3)`,
};

const KEEP = {
  name: "keep-saved-view",
  text: `
    insert into saved_view (workspace_id, owner, name, shared, model, filter, columns, sort, changed_at)
    values ($1, $2, $3, $4, $5, $6::json, $7::json, $8, $9)
    returning ${COLUMNS}`,
};

const CHANGE = {
  name: "change-saved-view",
  text: `
    update saved_view
    set name = $4, shared = $5, model = $6, filter = $7::json, columns = $8::json, sort = $9, changed_at = $10,
      revision = revision + 1
    where workspace_id = $1 and view_id = $2 and revision = $3
    returning ${COLUMNS}`,
};

const DROP = {
  name: "drop-saved-view",
  text: "delete from saved_view where workspace_id = $1 and view_id = $2",
};
