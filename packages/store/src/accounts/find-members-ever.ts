import type { Session } from "../session.ts";

/**
 * Leads that may have belonged to an account until an instant: those whom some time was noted of, those who ever
 * spoke of it as a group, and those who ever gave an address of its domain. Which of them did, their events say.
 */
export async function findMembersEver(session: Session, key: string, until: number, most: number): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(EVER, [session.workspaceId, key, until, `@${key}`, most]);
  return rows.map(({ lead_id }) => lead_id);
}

const EVER = {
  name: "find-members-ever",
  text: `
    with own as materialized (select account_id from account where workspace_id = $1 and key = $2)
    select lead_id from lead where workspace_id = $1 and account_id = (select account_id from own)
    union
    select lead_id from membership where workspace_id = $1 and account_id = (select account_id from own)
    union
    select identity.lead_id
    from (
      select distinct identity_id from event
      where workspace_id = $1 and type = 'group' and at <= $3 and body::json->>'groupId' = $2
    ) as spoke
    join identity on identity.workspace_id = $1 and identity.identity_id = spoke.identity_id
    union
    select identity.lead_id
    from identity_link join identity on identity.workspace_id = $1 and identity.key = identity_link.other
    where identity_link.workspace_id = $1 and kind = 'email' and right(one, length($4)) = $4
    order by lead_id limit $5`,
};
