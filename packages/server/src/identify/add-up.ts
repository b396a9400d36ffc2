import { clearDirty, findDirty, findMembers, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../configuration.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { settleLeads } from "../settle.ts";
import { takeFewer } from "../take-fewer.ts";
import { addUpAccounts, settleAccounts } from "./settle-accounts.ts";

const ACCOUNTS = 50;
/** Few: events of those that are being scored have to wait. */
const MEMBERS = 100;

export type AddedUp = { readonly accounts: number; readonly changes: readonly ScoreChange[] };

export type AddUpOptions = {
  /** Of accounts that changed first less than so many ms ago none is taken. */
  readonly patience?: number;
  /**
   * Told of an account or a member that is left out: what is kept of it is at fault. The error names the fault alone.
   * Where nobody is to be told, nobody is left out: the fault is thrown; so is what it throws itself.
   */
  readonly onPoison?: (error: unknown, of: "account" | "member") => void | Promise<void>;
};

/**
 * Adds up some accounts whose members changed and scores again what depends on them: the accounts, and all their
 * members where a model asks something of accounts. None wait when `accounts` is 0.
 */
export async function addUp(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  { patience = 0, onPoison = refuse }: AddUpOptions = {},
): Promise<AddedUp> {
  const from = now();
  const { dirty, accountIds, changes, readsAccounts } = await takeFewer(
    ACCOUNTS,
    ({ most, leftOut, trying }) =>
      inTransaction(
        pool,
        workspaceId,
        async (session) => {
          const configuration = await readConfiguration(session);
          const found = await findDirty(session, from - patience, most);
          const ids = found.map(({ account_id }) => account_id).filter((id) => String(id) !== leftOut);
          ids.sort((a, b) => a - b);
          trying(ids.map(String));
          if (ids.length > 0) await addUpAccounts(session, ids, now());
          const changed = await settleAccounts(session, configuration, ids, now(), "account");
          return { dirty: found, accountIds: ids, changes: changed, readsAccounts: configuration.readsAccounts };
        },
        { configuration: "sharing" },
      ),
    (error) => onPoison(error, "account"),
  );
  const all = [...changes];
  for (let after = 0; readsAccounts && accountIds.length > 0; ) {
    const { ids, changed } = await takeFewer(
      MEMBERS,
      ({ most, leftOut, trying }) =>
        inTransaction(
          pool,
          workspaceId,
          async (session) => {
            const members = await findMembers(session, accountIds, after, most);
            const taken = members.filter((id) => String(id) !== leftOut);
            trying(taken.map(String));
            const configuration = await readConfiguration(session);
            return { ids: members, changed: await settleLeads(session, configuration, taken, now(), "account") };
          },
          { configuration: "sharing" },
        ),
      (error) => onPoison(error, "member"),
    );
    if (ids.length === 0) break;
    after = ids.at(-1) as number;
    all.push(...changed);
  }
  if (dirty.length > 0) await inTransaction(pool, workspaceId, (session) => clearDirty(session, dirty, from));
  return { accounts: dirty.length, changes: all };
}

function refuse(error: unknown): never {
  throw error;
}
