import { bigintArray, bytesArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An account that waits to be added up, and how often something of it has changed. */
export type DirtyAccount = { readonly account_id: number; readonly changes: number };

/** Accounts that wait to be added up since an instant or longer, those that wait longest first. */
export function findDirty(session: Session, since: number, most: number): Promise<DirtyAccount[]> {
  return session.rows<DirtyAccount>(DIRTY, [session.workspaceId, since, most]);
}

/**
 * Strikes accounts off, when all that depends on them is done: so nothing of it is forgotten by who is killed before.
 * Those that changed meanwhile wait again, since `now`.
 */
export async function clearDirty(session: Session, done: readonly DirtyAccount[], now: number): Promise<void> {
  const ids = bigintArray(done.map(({ account_id }) => account_id));
  const changes = bigintArray(done.map((account) => account.changes));
  // In the order in which others note them.
  await session.rows(LOCK_DIRTY, [session.workspaceId, ids]);
  await session.rows(CLEAR, [session.workspaceId, ids, changes]);
  await session.rows(WAIT_AGAIN, [session.workspaceId, ids, now]);
}

export async function lockAccountsById(session: Session, accountIds: readonly number[]): Promise<void> {
  await session.rows(LOCK, [session.workspaceId, bigintArray(accountIds)]);
}

/** What the members of accounts did; nothing of who may not be scored. */
export function findMemberIdentities(
  session: Session,
  accountIds: readonly number[],
): Promise<{ readonly account_id: number; readonly states: Uint8Array }[]> {
  return session.rows(MEMBERS, [session.workspaceId, bigintArray(accountIds)]);
}

/** Leads that belong to accounts, in order. */
export async function findMembers(session: Session, accountIds: readonly number[], after: number, most: number) {
  const rows = await session.rows<{ lead_id: number }>(LEADS, [
    session.workspaceId,
    bigintArray(accountIds),
    after,
    most,
  ]);
  return rows.map(({ lead_id }) => lead_id);
}

export async function keepAddedUp(
  session: Session,
  sums: readonly { readonly accountId: number; readonly states: Uint8Array }[],
  now: number,
): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    bigintArray(sums.map(({ accountId }) => accountId)),
    bytesArray(sums.map(({ states }) => states)),
    now,
  ]);
}

const DIRTY = {
  name: "find-dirty",
  text: `
    select account_id, changes from dirty_account
    where workspace_id = $1 and since <= $2 order by since, account_id limit $3`,
};

const LOCK_DIRTY = {
  name: "lock-dirty",
  text: `
    select from dirty_account where workspace_id = $1 and account_id = any($2::bigint[])
    order by account_id for update`,
};

const CLEAR = {
  name: "clear-dirty",
  text: `
    delete from dirty_account using unnest($2::bigint[], $3::bigint[]) as done (account_id, changes)
    where dirty_account.workspace_id = $1 and dirty_account.account_id = done.account_id
      and dirty_account.changes = done.changes`,
};

const WAIT_AGAIN = {
  name: "wait-again",
  text: "update dirty_account set since = $3 where workspace_id = $1 and account_id = any($2::bigint[])",
};

const LOCK = {
  name: "lock-accounts-by-id",
  text: `
    select from account where workspace_id = $1 and account_id = any($2::bigint[]) order by account_id for update`,
};

const MEMBERS = {
  name: "find-member-identities",
  text: `
    select lead.account_id, identity.states
    from lead join identity on identity.workspace_id = $1 and identity.lead_id = lead.lead_id
    where lead.workspace_id = $1 and lead.account_id = any($2::bigint[]) and lead.ineligible is null`,
};

const LEADS = {
  name: "find-members",
  text: `
    select lead_id from lead
    where workspace_id = $1 and account_id = any($2::bigint[]) and lead_id > $3
    order by lead_id limit $4`,
};

const KEEP = {
  name: "keep-added-up",
  text: `
    update account set states = new.states, added_up_at = $4
    from unnest($2::bigint[], $3::bytea[]) as new (account_id, states)
    where account.workspace_id = $1 and account.account_id = new.account_id`,
};
