import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An event as it was kept; instants in ms, `body` as JSON. */
export type EventRow = {
  readonly identity_id: number | null;
  readonly source_id: number;
  readonly received_at: number;
  readonly at: number;
  readonly message_id: string;
  readonly type: string;
  readonly name: string | null;
  readonly user_id: string | null;
  readonly anonymous_id: string | null;
  readonly body: string;
  readonly traffic: string | null;
  readonly consent_choice: string | null;
};

/** All that some identities did until an instant (and with it), as far as it was known at another; of some types. */
export function findEventsOf(
  session: Session,
  identityIds: readonly number[],
  { until = LATEST, knownAt = LATEST, types }: EventsWanted = {},
): Promise<EventRow[]> {
  return session.rows(FIND, [session.workspaceId, bigintArray(identityIds), until, knownAt, types ?? null]);
}

type EventsWanted = {
  readonly until?: number;
  readonly knownAt?: number;
  readonly types?: readonly string[] | undefined;
};

const LATEST = Number.MAX_SAFE_INTEGER;

const FIND = {
  name: "find-events-of",
  text: `
    select identity_id, source_id, received_at, at, message_id, type, name, user_id, anonymous_id, body, traffic,
      consent_choice
    from event
    where workspace_id = $1 and identity_id = any($2::bigint[]) and at <= $3 and received_at <= $4
      and ($5::text[] is null or type = any($5::text[]))`,
};
