import { randomBytes } from "node:crypto";

/** A new write key: public, but nobody guesses one. */
export function newWriteKey(): string {
  return `plw_${randomBytes(18).toString("base64url")}`;
}
