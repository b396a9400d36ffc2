import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Json, JsonObject } from "@plumbline/scoring";
import type { RefusedBecause } from "./arrival.ts";
import { elementTexts } from "./element-texts.ts";
import { isObject } from "./is-object.ts";
import type { Problem } from "./problem.ts";
import type { Reading } from "./reading.ts";
import { parseJson } from "./segment-body.ts";

type Members = { [member: string]: Json };

const REQUIRED = ["id", "source", "specversion", "type"] as const;
/** What becomes a member of the event; every other attribute is context. */
const OWN: ReadonlySet<string> = new Set([
  ...["data", "data_base64", "datacontenttype", "dataschema", "specversion", "subject", "time", "type"],
]);

/**
 * Reads CloudEvents 1.0 (HTTP protocol binding): with attributes in headers (binary), as one JSON
 * object (structured), or as a list of them (batch). Which one it is, headers and body tell without
 * the content type.
 */
export function readCloudEvents(text: string, headers: IncomingHttpHeaders): Reading | Problem {
  const isBinary = headers["ce-specversion"] !== undefined || headers["ce-id"] !== undefined;
  const value = parseJson(text);
  const bytes = Buffer.byteLength(text);
  if (isBinary) return readBinary(text, value, attributesOf(headers));
  if (value === undefined) return { status: 400, code: "bad-json" };
  if (!Array.isArray(value)) return { items: [value], raws: () => [Buffer.from(text)], bytes, itemOf };
  return { items: value, raws: () => elementTexts(text, "").map((one) => Buffer.from(one)), bytes, itemOf };
}

/** Its headers are part of it: it is kept as one object, which can be sent again. */
function readBinary(text: string, value: Json | undefined, attributes: Members): Reading {
  const isEmpty = text === "";
  const data = value === undefined ? JSON.stringify(text) : text;
  const head = JSON.stringify(attributes).slice(0, -1);
  return {
    items: [isEmpty ? attributes : { ...attributes, data: value ?? text }],
    raws: () => [Buffer.from(isEmpty ? `${head}}` : `${head},"data":${data}}`)],
    bytes: Buffer.byteLength(text) + head.length,
    itemOf,
  };
}

/** Attributes travel percent-encoded in headers. */
function attributesOf(headers: IncomingHttpHeaders): Members {
  const attributes: Members = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith("ce-") && typeof value === "string") attributes[name.slice(3)] = decoded(value);
  }
  return attributes;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * A CloudEvent in Segment's shape, or why it is none: a track called by its `type`, of the user
 * `subject`, with the data as properties. `source` and `id` together say which event it is, so their
 * digest is its message id.
 */
function itemOf(event: unknown): JsonObject | RefusedBecause {
  if (!isObject(event)) return { code: "not-an-object" };
  const missing = REQUIRED.find((name) => typeof event[name] !== "string" || event[name] === "");
  if (missing !== undefined) return { code: "no-attribute", path: missing };
  const { id = null, source = null, specversion, type = null, subject = null, time = null } = event;
  if (specversion !== "1.0") return { code: "bad-spec-version", value: String(specversion).slice(0, 100) };
  const digest = createHash("sha256")
    .update(JSON.stringify([source, id]))
    .digest("base64url");
  return {
    messageId: `ce-${digest}`,
    type: "track",
    event: type,
    userId: subject,
    timestamp: time,
    properties: propertiesOf(event),
    context: { cloudEvent: Object.fromEntries(Object.entries(event).filter(([name]) => !OWN.has(name))) },
  };
}

/** Data that is no object has no names for its properties. */
function propertiesOf({ data, data_base64: base64 }: JsonObject): JsonObject {
  if (isObject(data)) return data;
  if (data !== undefined) return { data };
  return base64 === undefined ? {} : { data_base64: base64 };
}
