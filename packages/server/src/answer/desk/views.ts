import { type Asked, routes } from "@plumbline/api";
import {
  changeSavedView,
  dropSavedView,
  findSavedView,
  findSavedViews,
  keepSavedView,
  type SavedViewRow,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { Caller } from "../caller.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { isAdmin } from "./allowed-to-change.ts";

const MOST_VIEWS = 200;

export function answerViews(api: Api): void {
  const { views } = routes;

  answer(api, views.list, async ({ session, caller }) => ({
    items: (await findSavedViews(session, caller.by)).map((row) => sayView(row, caller)),
  }));

  answer(api, views.get, async ({ session, params, caller, tag }) => {
    const row = found(await findSavedView(session, Number(params.id), caller.by), "view");
    tag(tagOf(row));
    return sayView(row, caller);
  });

  answer(api, views.create, async ({ session, body, caller, now, note, tag }) => {
    const own = (await findSavedViews(session, caller.by)).filter(({ owner }) => owner === caller.by);
    if (own.length >= MOST_VIEWS) throw new Refusal({ code: "too-many-views", most: MOST_VIEWS });
    const row = await keepSavedView(session, caller.by, written(body), now);
    note({ subject: String(row.view_id) });
    tag(tagOf(row));
    return sayView(row, caller);
  });

  answer(api, views.change, async ({ session, params, body, caller, now, ifMatch, tag }) => {
    const row = await viewToChange(session, params.id, caller);
    if (ifMatch === undefined) throw new Refusal({ code: "tag-needed" });
    if (ifMatch !== "*" && ifMatch !== tagOf(row)) throw new Refusal({ code: "tag-mismatch" });
    const which = { viewId: row.view_id, revision: row.revision };
    const changed = await changeSavedView(session, which, written(body), now);
    if (!changed) throw new Refusal({ code: "tag-mismatch" });
    tag(tagOf(changed));
    return sayView(changed, caller);
  });

  answer(api, views.drop, async ({ session, params, caller }) => {
    await dropSavedView(session, (await viewToChange(session, params.id, caller)).view_id);
    return undefined;
  });
}

async function viewToChange(session: Session, id: string, caller: Caller): Promise<SavedViewRow> {
  const row = found(await findSavedView(session, Number(id), caller.by), "view");
  if (!mayChange(row, caller)) throw new Refusal({ code: "not-own" });
  return row;
}

/** One's own; and as an admin what is shared. */
function mayChange({ owner, shared }: SavedViewRow, caller: Caller): boolean {
  return owner === caller.by || (shared && isAdmin(caller));
}

const tagOf = ({ view_id, revision }: SavedViewRow): string => `"${view_id}-${revision}"`;

function written({ name, shared, model, filter, columns, sort }: Asked<typeof routes.views.create>["body"]) {
  return { name, shared, model, filter: JSON.stringify(filter), columns: JSON.stringify(columns), sort };
}

function sayView(row: SavedViewRow, caller: Caller) {
  const { view_id, name, owner, shared, model, filter, columns, sort, changed_at } = row;
  return {
    id: String(view_id),
    ...{ name, owner, shared, model },
    filter: JSON.parse(filter) as Record<string, unknown>,
    columns: JSON.parse(columns) as string[],
    sort: sort as "total",
    changedAt: sayInstant(changed_at),
    mayChange: mayChange(row, caller),
  };
}
