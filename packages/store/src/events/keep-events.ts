import { bigintArray, booleanArray, integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An event as it is kept; instants in ms. */
export type KeptEvent = {
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly at: number;
  readonly identityId: number | null;
  readonly messageId: string;
  readonly type: string;
  readonly name: string | null;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** JSON of what has no column. */
  readonly body: string;
  /** Joined by commas. */
  readonly flags: string | null;
  readonly traffic: string | null;
  readonly consent: string | null;
  readonly consentPolicy: number | null;
  readonly consentChoice: string | null;
  readonly shared: boolean;
  readonly minimal: boolean;
};

export async function keepEvents(session: Session, events: readonly KeptEvent[]): Promise<void> {
  session.send(KEEP, [
    session.workspaceId,
    integerArray(events.map(({ sourceId }) => sourceId)),
    bigintArray(events.map(({ receivedAt }) => receivedAt)),
    bigintArray(events.map(({ at }) => at)),
    bigintArray(events.map(({ identityId }) => identityId)),
    textArray(events.map(({ messageId }) => messageId)),
    textArray(events.map(({ type }) => type)),
    textArray(events.map(({ name }) => name)),
    textArray(events.map(({ userId }) => userId)),
    textArray(events.map(({ anonymousId }) => anonymousId)),
    textArray(events.map(({ body }) => body)),
    textArray(events.map(({ flags }) => flags)),
    textArray(events.map(({ traffic }) => traffic)),
    textArray(events.map(({ consent }) => consent)),
    integerArray(events.map(({ consentPolicy }) => consentPolicy)),
    textArray(events.map(({ consentChoice }) => consentChoice)),
    booleanArray(events.map(({ shared }) => shared)),
    booleanArray(events.map(({ minimal }) => minimal)),
  ]);
}

const KEEP = {
  name: "keep-events",
  text: `
    insert into event (workspace_id, source_id, received_at, at, identity_id, message_id, type, name,
      user_id, anonymous_id, body, flags, traffic, consent, consent_policy, consent_choice, shared, minimal)
    select $1, source_id, received_at, at, identity_id, message_id, type, name,
      user_id, anonymous_id, body, string_to_array(flags, ','), traffic, consent, consent_policy, consent_choice, shared, minimal
    from unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::int[], $16::text[], $17::bool[],
      $18::bool[])
      as event (source_id, received_at, at, identity_id, message_id, type, name,
      user_id, anonymous_id, body, flags, traffic, consent, consent_policy, consent_choice, shared, minimal)`,
};
