import { createHmac } from "node:crypto";

/** By Standard Webhooks: at least 24 bytes, at most 64. */
const LEAST = 24;
const MOST = 64;

/** The text of a secret, for people to copy: `whsec_…`. */
export function webhookSecret(key: Uint8Array): string {
  if (key.length < LEAST || key.length > MOST) throw new RangeError("A webhook's secret has 24 to 64 bytes");
  return `whsec_${Buffer.from(key).toString("base64")}`;
}

/** The bytes of a secret; undefined where the text is none. */
function keyOf(secret: string): Buffer | undefined {
  const text = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  if (text === undefined) return undefined;
  const key = Buffer.from(text, "base64");
  return key.length >= LEAST && key.length <= MOST ? key : undefined;
}

/**
 * The headers that sign a message by Standard Webhooks 1.0: one signature for each secret, HMAC-SHA256 over
 * `id.timestamp.body`. Undefined where a secret is none: it would sign with nothing.
 */
export function signWebhook(
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  secrets: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const keys = secrets.map(keyOf);
  if (keys.length === 0) return undefined;
  const signatures: string[] = [];
  for (const key of keys) {
    if (!key) return undefined;
    signatures.push(`v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`);
  }
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signatures.join(" ") };
}
