import { clearDirty, findDirty, findMembers, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../configuration.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { settleLeads } from "../settle.ts";
import { addUpAccounts, settleAccounts } from "./settle-accounts.ts";

const ACCOUNTS = 50;
/** Few: events of those that are being scored have to wait. */
const MEMBERS = 100;

export type AddedUp = { readonly accounts: number; readonly changes: readonly ScoreChange[] };

/**
 * Adds up some accounts whose members changed and scores again what depends on them: the accounts, and all their
 * members where a model asks something of accounts. None wait when `accounts` is 0; of those that changed first less
 * than `patience` ms ago no account is taken.
 */
export async function addUp(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  patience: number = 0,
): Promise<AddedUp> {
  const from = now();
  const { dirty, accountIds, changes, readsAccounts } = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await readConfiguration(session);
      const found = await findDirty(session, from - patience, ACCOUNTS);
      const ids = found.map(({ account_id }) => account_id).sort((a, b) => a - b);
      if (ids.length > 0) await addUpAccounts(session, ids, now());
      const changed = await settleAccounts(session, configuration, ids, now(), "account");
      return { dirty: found, accountIds: ids, changes: changed, readsAccounts: configuration.readsAccounts };
    },
    { configuration: "sharing" },
  );
  const all = [...changes];
  for (let after = 0; readsAccounts && accountIds.length > 0; ) {
    const { ids, changed } = await inTransaction(
      pool,
      workspaceId,
      async (session) => {
        const members = await findMembers(session, accountIds, after, MEMBERS);
        const configuration = await readConfiguration(session);
        return { ids: members, changed: await settleLeads(session, configuration, members, now(), "account") };
      },
      { configuration: "sharing" },
    );
    if (ids.length === 0) break;
    after = ids.at(-1) as number;
    all.push(...changed);
  }
  if (dirty.length > 0) await inTransaction(pool, workspaceId, (session) => clearDirty(session, dirty, from));
  return { accounts: accountIds.length, changes: all };
}
