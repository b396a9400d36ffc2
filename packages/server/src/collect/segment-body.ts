import type { Json, JsonObject } from "@plumbline/scoring";
import type { RefusedBecause } from "./arrival.ts";
import { elementTexts } from "./element-texts.ts";
import { isObject } from "./is-object.ts";
import type { Problem } from "./problem.ts";
import type { Reading } from "./reading.ts";

/** What the address of a request tells of its body. */
export type Shape = { readonly isBatch: boolean; readonly type: string | undefined };

/** Reads a body in Segment's shape: one event, or `{ batch, sentAt, context, integrations, writeKey }`. */
export function readSegmentBody(text: string, { isBatch, type }: Shape): Reading | Problem {
  const value = parseJson(text);
  if (value === undefined) return { status: 400, code: "bad-json" };
  const bytes = Buffer.byteLength(text);
  const body: JsonObject = isObject(value) ? value : {};
  const key = body["writeKey"];
  const writeKey = typeof key === "string" ? key : undefined;
  const batch = Array.isArray(value) ? value : body["batch"];
  const whole = { items: [value], raws: () => [withoutKey(text, writeKey)], bytes, writeKey };
  if (!isBatch) return { ...whole, type };
  if (!Array.isArray(batch)) return { ...whole, itemOf: noBatch };
  return {
    items: batch,
    raws: () => elementTexts(text, "batch").map((element) => withoutKey(element, writeKey)),
    bytes,
    sentAt: wordOf(body["sentAt"]),
    context: objectOf(body["context"]),
    integrations: objectOf(body["integrations"]),
    writeKey,
  };
}

function noBatch(): RefusedBecause {
  return { code: "no-batch", path: "batch" };
}

/** Undefined where a text is no JSON. Nesting is no danger here: V8 parses it without recursion. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** A key opens a source to whoever reads it, so none is kept. */
function withoutKey(text: string, key: string | undefined): Uint8Array {
  return Buffer.from(key === undefined || key === "" ? text : text.replaceAll(JSON.stringify(key), '"***"'));
}

function wordOf(value: Json | undefined): Json | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
