import { EVENT_TYPES, type Event, type Json, type JsonObject } from "@plumbline/scoring";
import { assembleEvent, type LineId } from "./assemble-event.ts";
import type { FieldSetting } from "./field.ts";
import type { RejectReason } from "./report.ts";
import { isObject, type Row } from "./table.ts";
import { readTimestamp } from "./values/read-timestamp.ts";

/** What a Segment event may say at its top; some is of no use here, and none of it is a property. */
const MEMBERS: ReadonlySet<string> = new Set([
  ...[
    "anonymousId",
    "channel",
    "context",
    "event",
    "groupId",
    "integrations",
    "messageId",
    "name",
    "originalTimestamp",
  ],
  ...[
    "previousId",
    "properties",
    "receivedAt",
    "sentAt",
    "timestamp",
    "traits",
    "type",
    "userId",
    "version",
    "writeKey",
  ],
]);

/** Whether records are events in Segment's shape, which need no map. */
export function isSegmentLog(records: readonly Row[]): boolean {
  return records.length > 0 && records.filter(isSegmentEvent).length >= records.length / 2;
}

function isSegmentEvent(row: Row): boolean {
  const record = row as JsonObject;
  const { type, event, properties, traits, context } = record;
  const isNamed = EVENT_TYPES.some((known) => known === type) || typeof event === "string";
  const hasBody = isObject(properties) || isObject(traits) || isObject(context);
  return isNamed && (hasBody || Object.keys(record).every((key) => MEMBERS.has(key)));
}

/** Reads events in Segment's shape. Of its times the corrected one counts, else the nearest to it. */
export function segmentReader(
  { zone, misread }: Pick<FieldSetting, "zone" | "misread">,
  lineId: LineId,
): (row: Row, line: number) => Event | RejectReason {
  const readTime = (value: string | number) => readTimestamp(value, { zone });
  return (row, line) => {
    const record = row as JsonObject;
    const userId = idOf(record["userId"]);
    const anonymousId = idOf(record["anonymousId"]);
    if (userId === undefined && anonymousId === undefined) return { code: "no-identity" };
    const body = (member: "properties" | "traits" | "context"): JsonObject | undefined => {
      const value = record[member];
      if (value === undefined || value === null || isObject(value)) return value ?? undefined;
      misread(member, line, String(value));
      return undefined;
    };
    return assembleEvent(
      {
        messageId: idOf(record["messageId"]),
        line,
        type: idOf(record["type"]),
        stamp: record["timestamp"] ?? record["originalTimestamp"] ?? record["receivedAt"] ?? record["sentAt"],
        userId,
        anonymousId,
        groupId: idOf(record["groupId"]),
        previousId: idOf(record["previousId"]),
        event: idOf(record["event"]),
        name: idOf(record["name"]),
        properties: body("properties"),
        traits: body("traits"),
        context: body("context"),
      },
      readTime,
      lineId,
    );
  };
}

/** Some systems send ids as numbers. */
function idOf(value: Json | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
