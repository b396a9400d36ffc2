import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { LeadRow } from "./lead-row.ts";

/** Writes leads, those that are new among them; one that stays as it is listed is left alone, but for the minute. */
export async function keepLeads(session: Session, leads: readonly LeadRow[]): Promise<void> {
  session.send(KEEP, [
    session.workspaceId,
    bigintArray(leads.map((lead) => lead.lead_id)),
    textArray(leads.map((lead) => lead.chief)),
    textArray(leads.map((lead) => lead.name)),
    textArray(leads.map((lead) => lead.email)),
    textArray(leads.map((lead) => lead.traits)),
    textArray(leads.map((lead) => lead.words.join(" "))),
    bigintArray(leads.map((lead) => lead.account_id)),
    textArray(leads.map((lead) => lead.ineligible)),
    bigintArray(leads.map((lead) => lead.first_at)),
    bigintArray(leads.map((lead) => lead.last_at)),
  ]);
}

/** Notes when leads were last seen, and nothing else. */
export async function keepLastSeen(session: Session, seen: ReadonlyMap<number, number>): Promise<void> {
  session.send(SEEN, [session.workspaceId, bigintArray([...seen.keys()]), bigintArray([...seen.values()])]);
}

/** Takes away leads whose identities all belong to others now. */
export async function dropLeads(session: Session, leadIds: readonly number[]): Promise<void> {
  session.send(DROP, [session.workspaceId, bigintArray(leadIds)]);
}

/** The list says to a few minutes (in ms) when a lead was last seen; its identities know it exactly. */
export const FEW_MINUTES = 300_000;

const KEEP = {
  name: "keep-leads",
  text: `
    insert into lead (workspace_id, lead_id, chief, name, email, traits, words, account_id, ineligible, first_at, last_at)
    select $1, lead_id, chief, name, email, traits::jsonb, string_to_array(words, ' '), account_id, ineligible,
      first_at, last_at
    from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[],
      $10::bigint[], $11::bigint[])
      as lead (lead_id, chief, name, email, traits, words, account_id, ineligible, first_at, last_at)
    on conflict (workspace_id, lead_id) do update
    set chief = excluded.chief, name = excluded.name, email = excluded.email, traits = excluded.traits,
      words = excluded.words, account_id = excluded.account_id, ineligible = excluded.ineligible,
      first_at = excluded.first_at, last_at = excluded.last_at
    where (lead.chief, lead.name, lead.email, lead.traits, lead.words, lead.account_id, lead.ineligible, lead.first_at)
        is distinct from (excluded.chief, excluded.name, excluded.email, excluded.traits, excluded.words,
          excluded.account_id, excluded.ineligible, excluded.first_at)
      or coalesce(excluded.last_at, 0) > coalesce(lead.last_at, 0) + ${FEW_MINUTES}`,
};

const SEEN = {
  name: "keep-last-seen",
  text: `
    update lead set last_at = new.last_at
    from unnest($2::bigint[], $3::bigint[]) as new (lead_id, last_at)
    where lead.workspace_id = $1 and lead.lead_id = new.lead_id`,
};

const DROP = {
  name: "drop-leads",
  text: `
    with gone as (
      delete from lead where workspace_id = $1 and lead_id = any($2::bigint[]) returning lead_id
    )
    delete from score
    using gone, model_version as version, model
    where score.workspace_id = $1 and score.subject_id = gone.lead_id
      and version.workspace_id = $1 and version.version_id = score.version_id
      and model.workspace_id = $1 and model.model_id = version.model_id
      and model.of = 'lead'`,
};
