import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A lead or an account on a walk over all of them. */
export type WalkedSubject = {
  readonly id: number;
  readonly name: string | null;
  /** Of a lead. */
  readonly account_id: number | null;
};

/** Leads or accounts in the order of their ids, some at a time. */
export function findSubjectsAfter(session: Session, of: "lead" | "account", after: number, most: number) {
  return session.rows<WalkedSubject>(of === "lead" ? LEADS : ACCOUNTS, [session.workspaceId, after, most]);
}

/** Some leads or accounts by their ids; those that are there. */
export function findSubjects(session: Session, of: "lead" | "account", ids: readonly number[]) {
  return session.rows<WalkedSubject>(of === "lead" ? LEADS_BY_ID : ACCOUNTS_BY_ID, [
    session.workspaceId,
    bigintArray(ids),
  ]);
}

export async function countSubjects(session: Session, of: "lead" | "account"): Promise<number> {
  const [row] = await session.rows<{ count: number }>(of === "lead" ? COUNT_LEADS : COUNT_ACCOUNTS, [
    session.workspaceId,
  ]);
  return row?.count ?? 0;
}

/** The identities of the members of accounts, but for those who may not be scored: what they do counts nowhere. */
export function findIdentityIdsOfAccounts(
  session: Session,
  accountIds: readonly number[],
): Promise<{ readonly account_id: number; readonly identity_id: number; readonly lead_id: number }[]> {
  return session.rows(MEMBERS, [session.workspaceId, bigintArray(accountIds)]);
}

const LEADS = {
  name: "find-lead-subjects-after",
  text: `
    select lead_id as id, coalesce(name, email) as name, account_id from lead
    where workspace_id = $1 and lead_id > $2 order by lead_id limit $3`,
};

const ACCOUNTS = {
  name: "find-account-subjects-after",
  text: `
    select account_id as id, coalesce(name, key) as name, null::bigint as account_id from account
    where workspace_id = $1 and account.account_id > $2
    -- With the table's name: the bare one is the column above.
    order by account.account_id limit $3`,
};

const LEADS_BY_ID = {
  name: "find-lead-subjects",
  text: `
    select lead_id as id, coalesce(name, email) as name, account_id from lead
    where workspace_id = $1 and lead_id = any($2::bigint[])`,
};

const ACCOUNTS_BY_ID = {
  name: "find-account-subjects",
  text: `
    select account_id as id, coalesce(name, key) as name, null::bigint as account_id from account
    where workspace_id = $1 and account_id = any($2::bigint[])`,
};

const COUNT_LEADS = { name: "count-leads", text: "select count(*) as count from lead where workspace_id = $1" };

const COUNT_ACCOUNTS = {
  name: "count-accounts",
  text: "select count(*) as count from account where workspace_id = $1",
};

const MEMBERS = {
  name: "find-identity-ids-of-accounts",
  text: `
    select lead.account_id, identity_id, lead.lead_id
    from lead join identity on identity.workspace_id = $1 and identity.lead_id = lead.lead_id
    where lead.workspace_id = $1 and lead.account_id = any($2::bigint[]) and lead.ineligible is null`,
};
