import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { allowed } from "@plumbline/api";
import { type ApiKeyRow, findApiKeyByPrefix, inTransaction, keepApiKeyUse } from "@plumbline/store";
import type { Pool } from "pg";
import type { Caller } from "./caller.ts";
import { Refusal } from "./refusal.ts";

const MINUTE = 60_000;
const SHAPE = /^plk_([a-z2-7]{10})_([A-Za-z0-9_-]{43})$/;

/** A new key: what its holder gets, once, and what is kept. */
export function newApiKey(): { readonly key: string; readonly prefix: string; readonly hash: Uint8Array } {
  const prefix = Array.from(randomBytes(10), (byte) => ALPHABET[byte & 31]).join("");
  const secret = randomBytes(32).toString("base64url");
  return { key: `plk_${prefix}_${secret}`, prefix, hash: digestOf(secret) };
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The secret has 256 random bits, so that a plain hash of it tells nothing. */
function digestOf(secret: string): Uint8Array {
  return hash("sha256", secret, "buffer");
}

/** Whose key a request shows. The workspace is the key's; a request cannot name one. */
export async function holderOf(pool: Pool, authorization: string, now: number): Promise<Caller> {
  const [scheme = "", token = ""] = authorization.trim().split(/ +/, 2);
  const [, prefix, secret] = (scheme.toLowerCase() === "bearer" && SHAPE.exec(token)) || [];
  const row = prefix === undefined ? undefined : await findApiKeyByPrefix(pool, prefix);
  if (!row || secret === undefined || !isOf(row, secret) || !isValid(row, now)) throw new Refusal({ code: "bad-key" });
  const { workspace_id: workspaceId, key_id: keyId, scopes } = row;
  if (row.last_used_at === null || now - row.last_used_at >= MINUTE) {
    await inTransaction(pool, workspaceId, (session) => keepApiKeyUse(session, keyId, now));
  }
  return { workspaceId, scopes: allowed(scopes), by: `key ${keyId}`, person: undefined };
}

function isOf(row: ApiKeyRow, secret: string): boolean {
  const digest = digestOf(secret);
  return row.hash.length === digest.length && timingSafeEqual(row.hash, digest);
}

export function isValid({ revoked_at, expires_at }: ApiKeyRow, now: number): boolean {
  return revoked_at === null && (expires_at === null || now < expires_at);
}
