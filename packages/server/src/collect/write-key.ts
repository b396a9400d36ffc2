import type { FastifyRequest } from "fastify";

/** What a key can look like. Whatever else a stranger sends never reaches the database. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The keys that a request gives beside its body, the likeliest first: `Authorization: Basic` with the
 * key as user (with or without a colon), the bare key as `Authorization`, `X-Write-Key`, `?writeKey=`.
 * A bearer's token is no write key; then the body has it.
 */
export function keysOf({ headers, query }: Pick<FastifyRequest, "headers" | "query">): readonly string[] {
  const { writeKey } = (query ?? {}) as { readonly writeKey?: unknown };
  return [userOf(headers.authorization), headers["x-write-key"], writeKey]
    .map(keyOf)
    .filter((key) => key !== undefined);
}

/** The public part of a key: Jitsu's are written `id:secret`, and `id:***` in the body. */
export function keyOf(said: unknown): string | undefined {
  if (typeof said !== "string") return undefined;
  const key = said.split(":", 1)[0]?.trim() ?? "";
  return KEY.test(key) ? key : undefined;
}

function userOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const [scheme = "", credentials] = authorization.trim().split(/ +/, 2);
  if (credentials === undefined) return scheme;
  return scheme.toLowerCase() === "basic" ? Buffer.from(credentials, "base64").toString() : undefined;
}
