import type { Event, EventType, JsonObject } from "@plumbline/scoring";
import type { EventRow, KeptEvent } from "@plumbline/store";
import type { BatchItem } from "../batch.ts";
import type { Arrived } from "./arrival.ts";
import { minimal } from "./consent.ts";

/** An event as it is kept. Without the consent it needs, hardly anything of it is. */
export function keptEvent({ sourceId, receivedAt, item }: BatchItem<Arrived>, identityId: number | null): KeptEvent {
  const { consent, flags, traffic } = item;
  const isMinimal = consent.kept === "minimal";
  const event = isMinimal ? minimal(item.event) : item.event;
  const { messageId, type, timestamp, userId, anonymousId, event: track, name } = event;
  return {
    sourceId,
    receivedAt,
    at: timestamp,
    identityId,
    messageId,
    type,
    name: track ?? name ?? null,
    userId: userId ?? null,
    anonymousId: anonymousId ?? null,
    body: JSON.stringify(bodyOf(event, isMinimal || isEmpty(item.rest) ? undefined : item.rest)),
    flags: flags.length > 0 ? flags.join(",") : null,
    traffic: traffic === "person" ? null : traffic,
    consent: consent.because,
    consentPolicy: consent.policy,
    consentChoice: consent.choice ?? null,
    shared: consent.shared,
    minimal: isMinimal,
  };
}

/** Members of an event that have no column. */
type Body = Omit<Event, "messageId" | "type" | "timestamp" | "userId" | "anonymousId" | "event" | "name">;

/** What of an event has no column, each member named: to pick what is left over takes longer than to write it. */
function bodyOf(
  { groupId, previousId, properties, traits, context }: Event,
  rest: JsonObject | undefined,
): { readonly [Member in keyof Required<Body> | "rest"]: unknown } {
  return { groupId, previousId, properties, traits, context, rest };
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

type Members = { -readonly [Key in keyof Event]?: Event[Key] } & { rest?: unknown };

/** The event that was kept, as it was when it was first measured. */
export function eventOf(row: Omit<EventRow, "source_id" | "received_at" | "traffic" | "consent_choice">): Event {
  // Millions are read at a time: what was parsed becomes the event itself. It never has what has a column.
  const event = JSON.parse(row.body) as Members;
  if (event.rest !== undefined) delete event.rest;
  event.messageId = row.message_id;
  event.type = row.type as EventType;
  event.timestamp = row.at;
  if (row.user_id !== null) event.userId = row.user_id;
  if (row.anonymous_id !== null) event.anonymousId = row.anonymous_id;
  if (row.name !== null) event[row.type === "track" ? "event" : "name"] = row.name;
  return event as Event;
}
