import { bigintArray } from "../binary-array.ts";
import type { EventRow } from "../events/find-events.ts";
import type { Session } from "../session.ts";

/** What sales said of a lead, and when (ms). */
export type FeedbackSaid = {
  readonly lead_id: number;
  readonly says: "accepted" | "rejected" | "recycled";
  readonly reason: string | null;
  readonly at: number;
};

/** What sales said of some leads, whatever the model. */
export function findFeedbackOfLeads(session: Session, leadIds: readonly number[]): Promise<FeedbackSaid[]> {
  return session.rows(FEEDBACK, [session.workspaceId, bigintArray(leadIds)]);
}

/** Leads that belong to no account, in the order of their ids, some at a time. */
export async function findLeadsAlone(session: Session, after: number, most: number): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(ALONE, [session.workspaceId, after, most]);
  return rows.map(({ lead_id }) => lead_id);
}

/** A lead of an account; in the order of accounts, and in each of its leads. */
export type AccountMember = { readonly account_id: number; readonly lead_id: number };

/** The next members of accounts after a place. */
export function findMembersAfter(session: Session, after: AccountMember, most: number): Promise<AccountMember[]> {
  return session.rows(MEMBERS, [session.workspaceId, after.account_id, after.lead_id, most]);
}

/** The ids of all identities of some leads. */
export function findIdentityIdsOfLeads(
  session: Session,
  leadIds: readonly number[],
): Promise<{ readonly identity_id: number; readonly lead_id: number }[]> {
  return session.rows(IDENTITIES, [session.workspaceId, bigintArray(leadIds)]);
}

/** An event as far as history is told by it. */
export type ToldEventRow = Omit<EventRow, "source_id" | "received_at" | "traffic">;

/** All that some identities ever did. */
export function findToldEvents(session: Session, identityIds: readonly number[]): Promise<ToldEventRow[]> {
  return session.rows(EVENTS, [session.workspaceId, bigintArray(identityIds)]);
}

const EVENTS = {
  name: "find-told-events",
  text: `
    select identity_id, at, message_id, type, name, user_id, anonymous_id, body, consent_choice
    from event where workspace_id = $1 and identity_id = any($2::bigint[])`,
};

const IDENTITIES = {
  name: "find-identity-ids-of-leads",
  text: "select identity_id, lead_id from identity where workspace_id = $1 and lead_id = any($2::bigint[])",
};

const FEEDBACK = {
  name: "find-feedback-of-leads",
  text: `
    select identity.lead_id, says, reason, at
    from identity join feedback on feedback.workspace_id = $1 and feedback.identity_id = identity.identity_id
    where identity.workspace_id = $1 and identity.lead_id = any($2::bigint[])`,
};

const ALONE = {
  name: "find-leads-alone",
  text: `
    select lead_id from lead where workspace_id = $1 and account_id is null and lead_id > $2 order by lead_id limit $3`,
};

const MEMBERS = {
  name: "find-members-after",
  text: `
    select account_id, lead_id from lead
    where workspace_id = $1 and account_id >= $2 and (account_id > $2 or lead_id > $3)
    order by account_id, lead_id limit $4`,
};
