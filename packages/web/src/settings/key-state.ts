import type { Answered } from "../api.ts";

export type ApiKey = Answered<"keys", "list">["items"][number];
export type KeyState = "active" | "ending" | "expired" | "revoked";

const SOON = 7 * 86_400_000;

/** Whether a key works at `now`, and for how long. */
export function keyState({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">, now: number): KeyState {
  if (revokedAt !== null && Date.parse(revokedAt) <= now) return "revoked";
  const end = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
  if (end <= now) return "expired";
  return end - now < SOON ? "ending" : "active";
}

/** Those that work first, and of these the newest. */
export function inOrder(keys: readonly ApiKey[], now: number): readonly ApiKey[] {
  const isOver = (key: ApiKey) => Number(["expired", "revoked"].includes(keyState(key, now)));
  return [...keys].sort(
    (one, other) => isOver(one) - isOver(other) || Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );
}
