import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject } from "@plumbline/scoring";
import type { RefusedBecause } from "./arrival.ts";
import { isObject } from "./is-object.ts";
import type { Problem } from "./problem.ts";
import type { Reading } from "./reading.ts";
import { parseJson } from "./segment-body.ts";

/** How old, or how far ahead, a signature may be. */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * Checks a signature of Standard Webhooks 1.0 (`v1`, HMAC-SHA256 over `id.timestamp.body`); undefined
 * where it holds. There may be several secrets, separated by spaces, and several signatures, so that
 * either side can rotate.
 */
export function checkSignature(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secrets: string,
  now: number,
): Problem | undefined {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signatures !== "string") {
    return { status: 401, code: "bad-signature" };
  }
  if (!/^\d{1,12}$/.test(timestamp)) return { status: 401, code: "bad-signature" };
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return { status: 401, code: "stale-signature" };
  const given = signatures
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .map((one) => Buffer.from(one.slice(3), "base64"));
  const isSigned = secrets
    .split(" ")
    .filter((secret) => secret !== "")
    .map((secret) => signatureOf(secret, `${id}.${timestamp}.`, body))
    .some((expected) => given.some((one) => one.length === expected.length && timingSafeEqual(one, expected)));
  return isSigned ? undefined : { status: 401, code: "bad-signature" };
}

function signatureOf(secret: string, head: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(head).update(body).digest();
}

/** Reads a webhook's body, `{ type, timestamp, data }`; its `webhook-id` is the message id. */
export function readWebhook(text: string, headers: IncomingHttpHeaders): Reading | Problem {
  const value = parseJson(text);
  if (value === undefined) return { status: 400, code: "bad-json" };
  const id = headers["webhook-id"];
  return {
    items: [value],
    raws: () => [Buffer.from(text)],
    bytes: Buffer.byteLength(text),
    itemOf: (item) => itemOf(item, typeof id === "string" ? id : null),
  };
}

/** A track called by the hook's type; the person it is about is looked for where most hooks name one. */
function itemOf(body: unknown, messageId: string | null): JsonObject | RefusedBecause {
  if (!isObject(body)) return { code: "not-an-object" };
  const { type = null, timestamp = null, data } = body;
  const about: JsonObject = isObject(data) ? data : {};
  return {
    messageId,
    type: "track",
    event: type,
    timestamp,
    userId: about["userId"] ?? about["user_id"] ?? about["email"] ?? null,
    anonymousId: about["anonymousId"] ?? about["anonymous_id"] ?? null,
    properties: isObject(data) || data === undefined ? about : { data },
  };
}
