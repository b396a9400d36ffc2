import type { Measurer, SignalStates } from "@plumbline/scoring";
import { type EventRow, findEventsOf, keepDirty, keepGrown, type Session } from "@plumbline/store";
import type { Pool } from "pg";
import { eventOf } from "../collect/kept-event.ts";
import { type AddUpOptions, addUp } from "../identify/add-up.ts";
import type { TouchedLead } from "../identify/identify-batch.ts";
import { type KnownIdentity, writeGrown } from "../identify/known-identity.ts";
import type { Heard } from "./heard.ts";

/** What the members of accounts did is another sum now. */
export async function markAccounts(session: Session, leads: readonly TouchedLead[], now: number): Promise<void> {
  const ids = [...new Set(leads.flatMap(({ kept }) => kept?.account_id ?? []))].sort((a, b) => a - b);
  if (ids.length > 0) await keepDirty(session, ids, now);
}

/**
 * Adds up the accounts that were filled, so that nobody is scored without them. `onPoison` as in `addUp`: without it, one
 * that cannot be added up is thrown.
 */
export async function addUpFilled(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  onPoison?: AddUpOptions["onPoison"],
): Promise<void> {
  while ((await addUp(pool, workspaceId, now, onPoison && { onPoison })).accounts > 0);
}

/** What has to be measured anew. */
export type Refilling = {
  readonly measurer: Measurer;
  readonly missing: ReadonlySet<string>;
  readonly heard: Heard;
};

/** Measures new signals over all that some identities did; what was measured of them so far is replaced. */
export async function refill(
  session: Session,
  identities: readonly KnownIdentity[],
  { measurer, missing, heard }: Refilling,
): Promise<void> {
  const ids = identities.map(({ id }) => id);
  const rows = await findEventsOf(session, ids, { types: heard.types });
  const heardRows = rows.filter(({ type, name }) => heard.hears(type, name));
  const byIdentity = Map.groupBy(heardRows, (row) => row.identity_id);
  const changed = identities.filter(({ id, history }) =>
    replaceStates(history.states, missing, measurer, byIdentity.get(id) ?? []),
  );
  if (changed.length > 0) await keepGrown(session, changed.map(writeGrown));
}

/** Whether there was anything before, or is now. */
function replaceStates(
  states: SignalStates,
  keys: ReadonlySet<string>,
  measurer: Measurer,
  rows: readonly EventRow[],
): boolean {
  const measured: SignalStates = new Map();
  for (const row of rows) measurer.measure(measured, eventOf(row));
  let isChanged = false;
  for (const key of keys) {
    const had = states.delete(key);
    const state = measured.get(key);
    if (state) states.set(key, state);
    isChanged ||= had || state !== undefined;
  }
  return isChanged;
}
