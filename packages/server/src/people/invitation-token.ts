import { hash, randomBytes } from "node:crypto";

/** A new token: what stands in the link, and what is kept of it. */
export function newInvitationToken(): { readonly token: string; readonly hash: Uint8Array } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: digestOf(token) };
}

/** The token has 256 random bits, so that a plain hash of it tells nothing. */
export function digestOf(token: string): Uint8Array {
  return hash("sha256", token, "buffer");
}

/**
 * Where an invitation is accepted. The token stands behind the `#`: browsers send it to nobody, so that no log of
 * any proxy has it.
 */
export function invitationLink(url: string, token: string): string {
  return `${url.replace(/\/$/, "")}/entrance#invitation=${token}`;
}

/** Where a new password is set, in the same way. */
export function passwordLink(url: string, token: string): string {
  return `${url.replace(/\/$/, "")}/entrance#password=${token}`;
}
