import { createHmac } from "node:crypto";

/**
 * How receivers know an announcement again: the same for every endpoint and every attempt, and no other's, of
 * whichever workspace or installation. It tells nothing of how many there are.
 */
export function messageIdOf(digestKey: Uint8Array, outboxId: number): string {
  return `msg_${createHmac("sha256", digestKey).update(`outbox ${outboxId}`).digest("base64url").slice(0, 27)}`;
}
