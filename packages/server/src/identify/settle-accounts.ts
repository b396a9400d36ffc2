import {
  decodeStates,
  encodeStates,
  type Facts,
  type JsonObject,
  mergeStates,
  type SignalStates,
} from "@plumbline/scoring";
import { findAccounts, findMemberIdentities, keepAddedUp, lockAccountsById, type Session } from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { keepPlaced, type ScoreChange } from "../decide/keep-placed.ts";
import { type Cause, liveOn, placeNow, readPlaces } from "../decide/place-leads.ts";

/** Adds up what the members of accounts did together, but for those who may not be scored. Whoever changes a member meanwhile asks for it again. */
export async function addUpAccounts(session: Session, accountIds: readonly number[], now: number): Promise<void> {
  await lockAccountsById(session, accountIds);
  const members = await findMemberIdentities(session, accountIds);
  const sums = new Map<number, SignalStates>(accountIds.map((id) => [id, new Map()]));
  for (const { account_id, states } of members) {
    if (states.length === 0) continue;
    sums.set(account_id, mergeStates(sums.get(account_id) ?? new Map(), decodeStates(states)));
  }
  await keepAddedUp(
    session,
    [...sums].map(([accountId, states]) => ({ accountId, states: encodeStates(states) })),
    now,
  );
}

/** Scores and places accounts, by what was last added up. */
export async function settleAccounts(
  session: Session,
  configuration: Configuration,
  accountIds: readonly number[],
  now: number,
  cause: Cause,
): Promise<ScoreChange[]> {
  const { accountVersions: versions, zone } = configuration;
  if (versions.length === 0 || accountIds.length === 0) return [];
  await lockAccountsById(session, accountIds);
  const rows = await findAccounts(session, accountIds);
  const today = zone.dayOf(now);
  const subjects = rows.map(({ account_id }) => ({ subjectId: account_id, merged: [] }));
  const places = await readPlaces(session, versions, subjects);
  const placed = rows.flatMap(({ account_id, traits, states }) => {
    const facts: Facts = {
      traits: JSON.parse(traits) as JsonObject,
      states: states ? decodeStates(states) : new Map(),
    };
    return versions.map((version) => {
      const before = liveOn(version, version, account_id, () => facts, places, today);
      return placeNow(version, version, account_id, facts, places, today, { cause, muted: false, before });
    });
  });
  return keepPlaced(session, configuration, placed, now);
}
