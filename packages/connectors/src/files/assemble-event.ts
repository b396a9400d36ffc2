import { EVENT_TYPES, type Event, type EventType, type Json, type JsonObject } from "@plumbline/scoring";
import type { RejectReason } from "./report.ts";
import type { ReadTime } from "./values/time-format.ts";

/** What a record says of an event, before anyone has asked whether it is one. */
export type EventParts = {
  readonly messageId: string | undefined;
  readonly line: number;
  /** One of the six types; where none is said, the event's own word tells, and what is none of them is a track. */
  readonly type: string | undefined;
  readonly stamp: Json | undefined;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly groupId: string | undefined;
  readonly previousId: string | undefined;
  /** What a track is called, or else a page or screen. */
  readonly event: string | undefined;
  readonly name: string | undefined;
  readonly properties: JsonObject | undefined;
  readonly traits: JsonObject | undefined;
  readonly context: JsonObject | undefined;
};

/** Names an event that has no id of its own by its line; asked only for those that are read. */
export type LineId = (line: number) => string;

const TYPES: ReadonlyMap<string, EventType> = new Map(EVENT_TYPES.map((type) => [type, type]));
const LONGEST_TYPE = Math.max(...EVENT_TYPES.map(({ length }) => length));

/** Makes the event of its parts, or says what it lacks. */
export function assembleEvent(parts: EventParts, readTime: ReadTime, lineId: LineId): Event | RejectReason {
  const { stamp, event } = parts;
  if (stamp === undefined || stamp === null || stamp === "") return { code: "no-timestamp" };
  const timestamp = typeof stamp === "object" || typeof stamp === "boolean" ? undefined : readTime(stamp);
  if (timestamp === undefined) return { code: "bad-timestamp", value: String(stamp).slice(0, 100) };
  const type = typeOf(parts.type ?? event ?? "");
  if (type === undefined && parts.type !== undefined)
    return { code: "bad-event-type", value: parts.type.slice(0, 100) };
  if (type !== undefined && type !== "track") {
    // Where no type is said apart, the word that tells it is no name.
    return eventOf(
      type,
      timestamp,
      parts,
      lineId,
      undefined,
      parts.name ?? (parts.type === undefined ? undefined : event),
    );
  }
  return event === undefined ? { code: "no-event-name" } : eventOf("track", timestamp, parts, lineId, event, undefined);
}

function typeOf(word: string): EventType | undefined {
  return word.length > LONGEST_TYPE ? undefined : (TYPES.get(word) ?? TYPES.get(word.toLowerCase()));
}

function eventOf(
  type: EventType,
  timestamp: number,
  { messageId, line, userId, anonymousId, groupId, previousId, properties, traits, context }: EventParts,
  lineId: LineId,
  track: string | undefined,
  name: string | undefined,
): Event {
  const event: { -readonly [Key in keyof Event]: Event[Key] } = {
    messageId: messageId ?? lineId(line),
    type,
    timestamp,
  };
  if (userId !== undefined) event.userId = userId;
  if (anonymousId !== undefined) event.anonymousId = anonymousId;
  if (groupId !== undefined) event.groupId = groupId;
  if (previousId !== undefined) event.previousId = previousId;
  if (track !== undefined) event.event = track;
  if (name !== undefined) event.name = name;
  if (properties !== undefined) event.properties = properties;
  if (traits !== undefined) event.traits = traits;
  if (context !== undefined) event.context = context;
  return event;
}
