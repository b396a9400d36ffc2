import { expect, test } from "vitest";
import { type ApiKey, inOrder, keyState } from "./key-state.ts";

const NOW = Date.parse("2026-03-01T00:00:00Z");
const at = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

test("a key works until it is revoked or expires", () => {
  expect(keyState({ revokedAt: null, expiresAt: null }, NOW)).toBe("active");
  expect(keyState({ revokedAt: null, expiresAt: at(8) }, NOW)).toBe("active");
  expect(keyState({ revokedAt: null, expiresAt: at(6) }, NOW)).toBe("ending");
  expect(keyState({ revokedAt: null, expiresAt: at(0) }, NOW)).toBe("expired");
  expect(keyState({ revokedAt: at(-1), expiresAt: at(9) }, NOW)).toBe("revoked");
});

test("what works comes first, the newest first", () => {
  const key = (id: string, made: number, revoked = false): ApiKey => ({
    id,
    name: id,
    prefix: "",
    scopes: [],
    createdAt: at(made),
    expiresAt: null,
    revokedAt: revoked ? at(-1) : null,
    lastUsedAt: null,
  });
  const all = [key("old", -9), key("gone", -2, true), key("new", -3)];
  expect(inOrder(all, NOW).map(({ id }) => id)).toEqual(["new", "old", "gone"]);
});
