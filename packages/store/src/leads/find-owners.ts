import type { Session } from "../session.ts";

/** `owner` is null for all leads that have none. */
type OwnerRow = { readonly owner: string | null; readonly leads: number };

/** Who owns how many of the leads that were seen last, `most` of them at most; the one with the most leads first. */
export function findOwners(session: Session, ownerTrait: string, most: number): Promise<OwnerRow[]> {
  return session.rows(FIND, [session.workspaceId, ownerTrait, most]);
}

const FIND = {
  name: "find-owners",
  text: `
    select owner, count(*)::int as leads
    from (
      select case when jsonb_typeof(traits -> $2) = 'string' then traits ->> $2 end as owner
      from lead where workspace_id = $1
      order by coalesce(last_at, 0) desc, lead_id limit $3
    ) as seen_last
    group by owner order by leads desc, owner`,
};
