import { bigintArray } from "../binary-array.ts";
import type { EventRow } from "../events/find-events.ts";
import type { Session } from "../session.ts";

export type TimelineEventRow = EventRow & {
  readonly flags: readonly string[] | null;
  readonly consent: string | null;
};

/** A place in a timeline, the newest first: the instant and what tells things of one instant apart. */
export type TimelinePlace = { readonly at: number; readonly key: string };

/** What some identities did, the newest first, from a place on. */
export function findEventsBefore(
  session: Session,
  identityIds: readonly number[],
  { at, key }: TimelinePlace,
  most: number,
): Promise<TimelineEventRow[]> {
  return session.rows(EVENTS, [session.workspaceId, bigintArray(identityIds), at, key, most]);
}

const EVENTS = {
  name: "find-events-before",
  text: `
    select identity_id, source_id, received_at, at, message_id, type, name, user_id, anonymous_id, body, flags,
      traffic, consent, consent_choice
    from event
    where workspace_id = $1 and identity_id = any($2::bigint[]) and at <= $3
      and (at < $3 or message_id collate "C" < $4)
    order by at desc, message_id collate "C" desc limit $5`,
};
