import { randomUUID } from "node:crypto";
import { type Event, segmentTrait } from "@plumbline/scoring";
import { findIdentitiesOf, findInternalSource, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import type { Arrival, Arrived } from "../collect/arrival.ts";
import { type KnownIdentity, readIdentity } from "../identify/known-identity.ts";

/** How many leads are put on a segment at a time. */
const STEP = 250;

type PutOn = {
  readonly segment: { readonly segment_id: number; readonly name: string };
  readonly leadIds: readonly number[];
  readonly isOn: boolean;
  readonly by: string;
};

/**
 * What puts leads on a fixed segment, or takes them off: events of the house, so many at a time, to be stored. What
 * stands, stands since then, and is replayed like everything else. All identities of a lead are put on, as it is the
 * person who is meant.
 */
export async function* putOn(
  pool: Pool,
  workspaceId: number,
  { segment, leadIds, isOn, by }: PutOn,
  now: number,
): AsyncGenerator<Arrival> {
  const trait = segmentTrait(segment.name);
  const value = isOn ? segment.segment_id : false;
  for (let from = 0; from < leadIds.length; from += STEP) {
    const some = leadIds.slice(from, from + STEP);
    const { rows, sourceId } = await inTransaction(pool, workspaceId, async (session) => ({
      rows: await findIdentitiesOf(session, some),
      sourceId: await findInternalSource(session, now),
    }));
    const items = rows.map(readIdentity).flatMap((identity) => itemOf(identity, { trait, value, by }, now));
    if (items.length > 0) yield { workspaceId, sourceId, receivedAt: now, items };
  }
}

function itemOf(
  { key, history }: KnownIdentity,
  { trait, value, by }: { readonly trait: string; readonly value: number | false; readonly by: string },
  now: number,
): Arrived[] {
  const [kind, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  // An address alone has no events; its users have.
  if (kind === "email") return [];
  const before = history.traits.get(trait);
  if (before ? before.value === value : value === false) return [];
  const event: Event = {
    messageId: `segment-${randomUUID()}`,
    type: "identify",
    // Of one instant the later word could not be told.
    timestamp: Math.max(now, (before?.at ?? now) + (before ? 1 : 0)),
    ...(kind === "user" ? { userId: id } : { anonymousId: id }),
    traits: { [trait]: value },
    context: { by },
  };
  const consent = { kept: "full", because: "records-a-choice", policy: 0, shared: true } as const;
  return [{ event, rest: {}, flags: [], traffic: "person", consent, ofTheHouse: true }];
}
