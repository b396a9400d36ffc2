import type { Event } from "@plumbline/scoring";
import { findIdentitiesOf, findInternalSource, findLeadIds, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import type { Arrival, Arrived } from "../../collect/arrival.ts";
import { spokesman } from "../../identify/decide-identity.ts";
import { type KnownIdentity, readIdentity } from "../../identify/known-identity.ts";
import { historyOf } from "../../score/facts-of.ts";
import { deskOf } from "../leads/hand-off.ts";

export type OwnerChange = {
  readonly leadIds: readonly number[];
  /** Null: nobody's. */
  readonly owner: string | null;
  readonly by: string;
  /** The id of the event that says so of a lead; the same again where the same is done again. */
  readonly messageId: (leadId: number) => string;
};

/**
 * What says whose leads these are, to be stored: an event of the house for each that is somebody else's, a trait with
 * its history, like every other, so that it is replayed, may be asked by models, and goes with the lead. Resolves to
 * how many it changes, too; to do it again under the same ids changes nothing more.
 */
export async function setOwners(
  pool: Pool,
  workspaceId: number,
  { leadIds, owner, by, messageId }: OwnerChange,
  now: number,
): Promise<{ readonly found: number; readonly changed: number; readonly arrival: Arrival }> {
  const { trait, rows, found, sourceId } = await inTransaction(pool, workspaceId, async (session) => ({
    trait: (await deskOf(session)).ownerTrait,
    found: await findLeadIds(session, leadIds),
    rows: await findIdentitiesOf(session, leadIds),
    sourceId: await findInternalSource(session, now),
  }));
  const members = Map.groupBy(rows.map(readIdentity), ({ leadId }) => leadId);
  const told = found.map((leadId) => {
    const own = members.get(leadId) ?? [];
    return tell(own, { trait, owner, by, messageId: messageId(leadId) }, now);
  });
  const items = told.flatMap(({ item }) => item ?? []);
  return {
    found: found.length,
    changed: told.filter(({ isChanged }) => isChanged).length,
    arrival: { workspaceId, sourceId, receivedAt: now, items },
  };
}

type Told = { readonly item?: Arrived; readonly isChanged: boolean };

function tell(
  members: readonly KnownIdentity[],
  { trait, owner, by, messageId }: { trait: string; owner: string | null; by: string; messageId: string },
  now: number,
): Told {
  const speaking = members.filter(({ key }) => !key.startsWith("email:"));
  if (speaking.length === 0) return { isChanged: false };
  const before = historyOf(members).traits.get(trait);
  // Said already, by a try that was cut short.
  if (before?.messageId === messageId && before.value === owner) return { isChanged: true };
  if ((before?.value ?? null) === owner) return { isChanged: false };
  const key = spokesman(speaking, "");
  const id = key.slice(key.indexOf(":") + 1);
  const event: Event = {
    messageId,
    type: "identify",
    // Of one instant the later word could not be told.
    timestamp: Math.max(now, (before?.at ?? 0) + 1),
    ...(key.startsWith("user:") ? { userId: id } : { anonymousId: id }),
    traits: { [trait]: owner },
    context: { by },
  };
  // Whoever wrote it down is one of us: there is no policy to ask.
  const consent = { kept: "full", because: "records-a-choice", policy: 0, shared: true } as const;
  const item: Arrived = { event, rest: {}, flags: [], traffic: "person", consent, isNamedHere: true };
  return { item, isChanged: true };
}
