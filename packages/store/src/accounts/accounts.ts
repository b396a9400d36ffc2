import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An account as it is kept. */
export type AccountRow = {
  readonly account_id: number;
  readonly key: string;
  readonly name: string | null;
  /** JSON: as the traits of an identity, from `group` events. */
  readonly history: string;
  /** JSON of the traits as they stand. */
  readonly traits: string;
  /** What all members did together, as of the last time it was added up. */
  readonly states: Uint8Array | null;
};

/** Finds accounts by their keys, adds those that are missing, and locks them. Keys must be sorted. */
export async function lockAccounts(session: Session, keys: readonly string[]): Promise<AccountRow[]> {
  await session.rows(ADD, [session.workspaceId, textArray(keys)]);
  return session.rows(LOCK, [session.workspaceId, textArray(keys)]);
}

/** Accounts by their keys; those that are missing are added. Nothing is locked that was there before. */
export async function findOrAddAccounts(session: Session, keys: readonly string[]): Promise<AccountRow[]> {
  const found = await session.rows<AccountRow>(FIND, [session.workspaceId, textArray(keys)]);
  if (found.length === keys.length) return found;
  await session.rows(ADD, [session.workspaceId, textArray(keys)]);
  return session.rows(FIND, [session.workspaceId, textArray(keys)]);
}

export function findAccounts(session: Session, accountIds: readonly number[]): Promise<AccountRow[]> {
  return session.rows(BY_ID, [session.workspaceId, bigintArray(accountIds)]);
}

/** Writes what groups said of locked accounts. */
export async function keepAccounts(
  session: Session,
  accounts: readonly Pick<AccountRow, "account_id" | "name" | "history" | "traits">[],
): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    bigintArray(accounts.map(({ account_id }) => account_id)),
    textArray(accounts.map(({ name }) => name)),
    textArray(accounts.map(({ history }) => history)),
    textArray(accounts.map(({ traits }) => traits)),
  ]);
}

/** Notes which account leads belong to from now on. */
export async function keepMemberships(
  session: Session,
  changes: readonly { readonly leadId: number; readonly accountId: number | null }[],
  since: number,
): Promise<void> {
  session.send(MEMBER, [
    session.workspaceId,
    bigintArray(changes.map(({ leadId }) => leadId)),
    bigintArray(changes.map(({ accountId }) => accountId)),
    since,
  ]);
}

/** Asks for accounts to be added up again. Ids must be sorted. */
export async function keepDirty(session: Session, accountIds: readonly number[], since: number): Promise<void> {
  session.send(DIRTY, [session.workspaceId, bigintArray(accountIds), since]);
}

const COLUMNS = "account_id, key, name, history::text, traits::text, states";

const ADD = {
  name: "add-accounts",
  text: `
    insert into account (workspace_id, key)
    select $1, key from unnest($2::text[]) as fresh (key)
    where not exists (select from account where account.workspace_id = $1 and account.key = fresh.key)
    on conflict do nothing`,
};

const LOCK = {
  name: "lock-accounts",
  text: `select ${COLUMNS} from account where workspace_id = $1 and key = any($2::text[]) order by account_id for update`,
};

const FIND = {
  name: "find-accounts-by-key",
  text: `select ${COLUMNS} from account where workspace_id = $1 and key = any($2::text[])`,
};

const BY_ID = {
  name: "find-accounts",
  text: `select ${COLUMNS} from account where workspace_id = $1 and account_id = any($2::bigint[])`,
};

const KEEP = {
  name: "keep-accounts",
  text: `
    update account set name = new.name, history = new.history::json, traits = new.traits::jsonb
    from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as new (account_id, name, history, traits)
    where account.workspace_id = $1 and account.account_id = new.account_id`,
};

const MEMBER = {
  name: "keep-memberships",
  text: `
    insert into membership (workspace_id, lead_id, since, account_id)
    select $1, lead_id, $4, account_id from unnest($2::bigint[], $3::bigint[]) as change (lead_id, account_id)
    on conflict (workspace_id, lead_id, since) do update set account_id = excluded.account_id`,
};

const DIRTY = {
  name: "keep-dirty",
  text: `
    insert into dirty_account (workspace_id, account_id, since)
    select $1, account_id, $3 from unnest($2::bigint[]) as changed (account_id)
    on conflict (workspace_id, account_id) do update set changes = dirty_account.changes + 1`,
};
