import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { LeadRow } from "./lead-row.ts";

/** What has to be known of a lead that something happened to: how it is listed is only read when it is listed. */
export type LockedLead = Pick<LeadRow, "lead_id" | "chief" | "account_id" | "ineligible" | "last_at">;

/** Locks leads, in one order for all, until the transaction ends. Ids without a lead are passed over. */
export function lockLeads(session: Session, leadIds: readonly number[]): Promise<LockedLead[]> {
  return session.rows(LOCK, [session.workspaceId, bigintArray(leadIds)]);
}

/**
 * Locks what would be leads if anybody had seen their identities: addresses and former ids of which others only spoke.
 * To be called after `lockLeads`, with sorted ids.
 */
export async function lockAlone(session: Session, leadIds: readonly number[]): Promise<void> {
  await session.rows(ALONE, [session.workspaceId, bigintArray(leadIds)]);
}

/** Which of these ids are leads. */
export async function findLeadIds(session: Session, leadIds: readonly number[]): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(FIND, [session.workspaceId, bigintArray(leadIds)]);
  return rows.map(({ lead_id }) => lead_id);
}

const ALONE = {
  name: "lock-alone",
  text: "select pg_advisory_xact_lock(($1::bigint << 40) + id) from unnest($2::bigint[]) as id",
};

const FIND = {
  name: "find-lead-ids",
  text: "select lead_id from lead where workspace_id = $1 and lead_id = any($2::bigint[])",
};

const LOCK = {
  name: "lock-leads",
  text: `
    select lead_id, chief, account_id, ineligible, last_at
    from lead
    where workspace_id = $1 and lead_id = any($2::bigint[])
    order by lead_id
    for update`,
};
