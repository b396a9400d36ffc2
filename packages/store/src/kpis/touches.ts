import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** By which campaign somebody came, in small letters; the instant in ms. */
export type TouchRow = {
  readonly identity_id: number;
  readonly at: number;
  readonly message_id: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
};

export async function keepTouches(session: Session, touches: readonly TouchRow[]): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    bigintArray(touches.map((row) => row.identity_id)),
    bigintArray(touches.map((row) => row.at)),
    textArray(touches.map((row) => row.message_id)),
    textArray(touches.map((row) => row.source)),
    textArray(touches.map((row) => row.medium)),
    textArray(touches.map((row) => row.campaign)),
  ]);
}

export type TouchOfLead = Pick<TouchRow, "source" | "medium" | "campaign"> & { readonly lead_id: number };

/**
 * The first or the last touch of leads, up to an instant (itself included): that of each lead in `cuts`, `until` for
 * all others. Of some leads only where they are given.
 */
export function findTouches(
  session: Session,
  which: "first" | "last",
  cuts: ReadonlyMap<number, number>,
  until: number,
  leadIds: readonly number[] | null,
): Promise<TouchOfLead[]> {
  return session.rows(which === "first" ? FIRST : LAST, [
    session.workspaceId,
    bigintArray([...cuts.keys()]),
    bigintArray([...cuts.values()]),
    until,
    leadIds && bigintArray(leadIds),
  ]);
}

const KEEP = {
  name: "keep-touches",
  text: `
    insert into touch (workspace_id, identity_id, at, message_id, source, medium, campaign)
    select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[])
    on conflict do nothing`,
};

const inOrder = (order: "asc" | "desc") => `
    select distinct on (identity.lead_id) identity.lead_id, source, medium, campaign
    from touch
    join identity on identity.workspace_id = $1 and identity.identity_id = touch.identity_id
    left join unnest($2::bigint[], $3::bigint[]) as cut (lead_id, at) on cut.lead_id = identity.lead_id
    where touch.workspace_id = $1 and touch.at <= coalesce(cut.at, $4)
      and ($5::bigint[] is null or identity.lead_id = any($5))
    order by identity.lead_id, touch.at ${order}, touch.message_id ${order}`;

const FIRST = { name: "find-first-touches", text: inOrder("asc") };

const LAST = { name: "find-last-touches", text: inOrder("desc") };
