import { assembleEvent } from "@plumbline/connectors";
import { type Event, isPlaceholder, type Json, type JsonObject } from "@plumbline/scoring";
import type { Arrived, Flag, RefusedBecause } from "./arrival.ts";
import type { Consent } from "./consent.ts";
import { timeOf } from "./event-time.ts";
import { isObject } from "./is-object.ts";
import type { Source } from "./source.ts";
import { hasUnstorable, isDeeper, isUnstorable } from "./storable.ts";
import type { Traffic } from "./traffic.ts";

/** What is known of an event beside itself: the request and the batch that brought it. */
export type Frame = {
  readonly source: Source;
  /** When it reached us, in ms since the epoch. */
  readonly receivedAt: number;
  /** When the batch was sent, by the sender's clock. */
  readonly sentAt: Json | undefined;
  /** What a batch says for all of its events; what an event says itself counts more. */
  readonly context: JsonObject | undefined;
  readonly integrations: JsonObject | undefined;
  /** What the address says of the type; it counts more than the event's word. */
  readonly type: string | undefined;
  /** Of the person, where the request comes from the person's own device. */
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  /** Whether the browser asked by `Sec-GPC` not to sell or share. */
  readonly gpc: boolean;
  readonly judge: Judge;
  /** Makes the id of an event that has none. */
  readonly newId: () => string;
  /** Bytes of the whole request, which none of its events exceeds. */
  readonly bytes: number;
  /** How many bytes of JSON an event may have. */
  readonly eventBytes: number;
};

export type Judge = (event: Event, frame: Frame) => { readonly traffic: Traffic; readonly consent: Consent };

/** The same as for files, so that both take the same events. */
export const DEEPEST = 64;
/** Segment's limit. */
const LONGEST_MESSAGE_ID = 100;
/** Ids are keys of an index, whose entries PostgreSQL keeps below 2,704 bytes. */
const LONGEST_ID = 500;

/**
 * Reads one event of a request, in Segment's shape, or says why it cannot be stored. Pure: the same
 * item in the same frame gives the same. The event is the one that `readEvents` reads from the same
 * JSON in a file, but that its clock is corrected, and that a frame may add to its context. Of
 * members that are neither of the event nor of `rest` nothing is kept, least of all the write key.
 */
export function decode(item: unknown, frame: Frame): Arrived | RefusedBecause {
  if (!isObject(item)) return { code: "not-an-object" };
  if (isDeeper(item, DEEPEST)) return { code: "too-deep", value: String(DEEPEST) };
  if (isTooLarge(item, frame)) return { code: "too-large", value: String(frame.eventBytes) };
  const flags: Flag[] = [];
  const timestamp = timeOf(item, frame, flags);
  if (timestamp === undefined) return { code: "timestamp-out-of-range", value: shown(item["timestamp"]) };
  const rest = restOf(item, frame);
  const event = eventOf(item, timestamp, frame, rest, flags);
  if ("code" in event) return event;
  const refused = refusalOf(event);
  if (refused) return refused;
  if (isNobodys(event)) flags.push("nobody");
  const { traffic, consent } = frame.judge(event, frame);
  return { event, rest, flags, traffic, consent };
}

/** Whether an item was refused. */
export function isRefusal(read: Arrived | RefusedBecause): read is RefusedBecause {
  return (read as RefusedBecause).code !== undefined;
}

function isTooLarge(item: JsonObject, { bytes, eventBytes }: Frame): boolean {
  return bytes > eventBytes && Buffer.byteLength(JSON.stringify(item)) > eventBytes;
}

function eventOf(
  item: JsonObject,
  timestamp: number,
  frame: Frame,
  rest: Members,
  flags: Flag[],
): Event | RefusedBecause {
  const userId = idOf(item["userId"]);
  const anonymousId = idOf(item["anonymousId"]);
  if (userId === undefined && anonymousId === undefined) return { code: "no-identity" };
  const messageId = idOf(item["messageId"]);
  if (messageId === undefined) flags.push("no-message-id");
  const event = assembleEvent(
    {
      messageId,
      line: 0,
      type: frame.type ?? idOf(item["type"]),
      stamp: timestamp,
      userId,
      anonymousId,
      groupId: idOf(item["groupId"]),
      previousId: idOf(item["previousId"]),
      event: idOf(item["event"]),
      name: idOf(item["name"]),
      properties: bodyOf(item, "properties", rest, flags),
      traits: bodyOf(item, "traits", rest, flags),
      context: contextOf(bodyOf(item, "context", rest, flags), frame),
    },
    asItIs,
    frame.newId,
  );
  return "code" in event ? refusalFor(event) : event;
}

/** The time has been read before. */
const asItIs = (timestamp: string | number): number => Number(timestamp);

function refusalFor(reason: Exclude<ReturnType<typeof assembleEvent>, Event>): RefusedBecause {
  return reason.code === "bad-event-type"
    ? { code: reason.code, path: "type", value: shown(reason.value) }
    : { code: "no-event-name", path: "event" };
}

/** Why PostgreSQL could not keep an event, or not find it again. */
export function refusalOf(event: Event): RefusedBecause | undefined {
  const { messageId, userId, anonymousId, groupId, previousId, traits, context } = event;
  const about = context?.["traits"];
  return (
    refusedText("messageId", messageId, LONGEST_MESSAGE_ID) ??
    refusedText("userId", userId, LONGEST_ID) ??
    refusedText("anonymousId", anonymousId, LONGEST_ID) ??
    refusedText("groupId", groupId, LONGEST_ID) ??
    refusedText("previousId", previousId, LONGEST_ID) ??
    refusedText("event", event.event, Number.POSITIVE_INFINITY) ??
    refusedText("name", event.name, Number.POSITIVE_INFINITY) ??
    refusedTraits("traits", traits) ??
    refusedTraits("context.traits", about)
  );
}

function refusedText(path: string, text: string | undefined, longest: number): RefusedBecause | undefined {
  if (text === undefined) return undefined;
  if (text.length > longest) return { code: "too-long", path, value: String(longest) };
  return isUnstorable(text) ? { code: "bad-character", path } : undefined;
}

/** Traits are kept so that one can search them; properties may say what they like. */
function refusedTraits(path: string, traits: Json | undefined): RefusedBecause | undefined {
  if (traits === undefined) return undefined;
  if (hasUnstorable(traits)) return { code: "bad-character", path };
  const email = isObject(traits) ? traits["email"] : undefined;
  return typeof email === "string" ? refusedText(`${path}.email`, email, LONGEST_ID) : undefined;
}

type Members = { [member: string]: Json };

/** What is kept beside the event. */
function restOf(item: JsonObject, { sentAt, integrations }: Frame): Members {
  const rest: Members = {};
  const { timestamp, originalTimestamp, channel, version, category } = item;
  if (timestamp !== undefined) rest["timestamp"] = timestamp;
  if (originalTimestamp !== undefined) rest["originalTimestamp"] = originalTimestamp;
  const sent = item["sentAt"] ?? sentAt;
  if (sent !== undefined) rest["sentAt"] = sent;
  if (channel !== undefined) rest["channel"] = channel;
  if (version !== undefined) rest["version"] = version;
  if (category !== undefined) rest["category"] = category;
  const own = item["integrations"];
  if (isObject(own)) rest["integrations"] = integrations ? { ...integrations, ...own } : own;
  else if (integrations) rest["integrations"] = integrations;
  return rest;
}

function bodyOf(
  item: JsonObject,
  member: "properties" | "traits" | "context",
  rest: Members,
  flags: Flag[],
): JsonObject | undefined {
  const value = item[member];
  if (isObject(value)) return value;
  // PHP writes an empty object as an empty list.
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  rest[member] = value;
  if (!flags.includes("misread")) flags.push("misread");
  return undefined;
}

function contextOf(own: JsonObject | undefined, { context: shared, ip, userAgent }: Frame): JsonObject | undefined {
  const context = shared ? { ...shared, ...own } : own;
  const addsIp = ip !== undefined && !context?.["ip"];
  const addsAgent = userAgent !== undefined && !context?.["userAgent"];
  if (!addsIp && !addsAgent) return context;
  const filled: Members = { ...context };
  if (addsIp) filled["ip"] = ip;
  if (addsAgent) filled["userAgent"] = userAgent;
  return filled;
}

/** Whether an event's ids stand for nobody. */
export function isNobodys({ userId, anonymousId }: Event): boolean {
  return isNobody(userId) && isNobody(anonymousId);
}

function isNobody(id: string | undefined): boolean {
  return id === undefined || isPlaceholder(id);
}

/** Some systems send ids as numbers. Otherwise they are kept exactly as they are, blanks included. */
function idOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

/** Something that was refused, as it can be shown and kept. */
export function shown(value: Json | undefined): string {
  return String(value).slice(0, 100).replaceAll("\0", "\uFFFD").toWellFormed();
}
