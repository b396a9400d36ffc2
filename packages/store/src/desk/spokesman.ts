/**
 * A query of the identity by which something is said of each of the leads `$2`: its chief, else a user, else the
 * oldest; as `spokesman` of the server chooses it.
 */
export const SPOKESMEN = `
  select distinct on (identity.lead_id) identity.lead_id, identity.identity_id
  from identity join lead on lead.workspace_id = $1 and lead.lead_id = identity.lead_id
  where identity.workspace_id = $1 and identity.lead_id = any($2::bigint[])
  order by identity.lead_id, (identity.key = lead.chief) desc, (left(identity.key, 5) = 'user:') desc,
    identity.identity_id`;
