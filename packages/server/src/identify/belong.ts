import {
  accountOf,
  addTraits,
  decodeStates,
  type Event,
  type Facts,
  type JsonObject,
  type LeadHistory,
  traitsOf,
} from "@plumbline/scoring";
import {
  type AccountRow,
  findAccounts,
  findOrAddAccounts,
  keepAccounts,
  lockAccounts,
  type Session,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { readTraitHistory, writeTraitHistory } from "./known-identity.ts";

/** Writes what `group` events say of accounts; each trait keeps its last word. Resolves to the accounts. */
export async function noteGroups(session: Session, events: readonly Event[]): Promise<number[]> {
  const groups = events.filter(({ type, groupId, traits }) => type === "group" && groupId !== undefined && traits);
  if (groups.length === 0) return [];
  const keys = [...new Set(groups.map(({ groupId }) => groupId as string))].sort();
  const rows = await lockAccounts(session, keys);
  const changed = rows.map((row) => {
    const history = readTraitHistory(row.history);
    for (const { groupId, traits, timestamp, messageId } of groups) {
      if (groupId === row.key) addTraits(history, traits as JsonObject, { at: timestamp, messageId });
    }
    const traits = traitsOf(history);
    const name = typeof traits["name"] === "string" ? traits["name"] : row.name;
    return { account_id: row.account_id, name, history: writeTraitHistory(history), traits: JSON.stringify(traits) };
  });
  await keepAccounts(session, changed);
  return rows.map(({ account_id }) => account_id);
}

/** The accounts that leads belong to, by lead; found or made. */
export async function accountsFor(
  session: Session,
  { freeMail }: Pick<Configuration, "freeMail">,
  histories: ReadonlyMap<number, LeadHistory>,
): Promise<Map<number, AccountRow>> {
  const keys = new Map<number, string>();
  for (const [leadId, history] of histories) {
    const key = accountOf(history, freeMail);
    if (key !== undefined) keys.set(leadId, key);
  }
  const wanted = [...new Set(keys.values())].sort();
  const rows = wanted.length > 0 ? await findOrAddAccounts(session, wanted) : [];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return new Map([...keys].map(([leadId, key]) => [leadId, byKey.get(key) as AccountRow]));
}

/** Accounts that are known by their ids. */
export async function accountFactsOf(
  session: Session,
  accountIds: readonly number[],
): Promise<Map<number, NonNullable<Facts["account"]>>> {
  const rows = accountIds.length > 0 ? await findAccounts(session, accountIds) : [];
  return new Map(rows.map((row) => [row.account_id, accountFacts(row)]));
}

/** What a score may ask of an account: its traits, and what its members had done when last added up. */
export function accountFacts({ traits, states }: Pick<AccountRow, "traits" | "states">): NonNullable<Facts["account"]> {
  return { traits: JSON.parse(traits) as JsonObject, states: states ? decodeStates(states) : new Map() };
}
