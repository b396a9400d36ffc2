import { z } from "zod";
import { route } from "./route.ts";
import { SCOPES } from "./scope.ts";
import { instant, shortId } from "./value.ts";

const scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length);
const name = z.string().trim().min(1).max(100);

const apiKey = z
  .strictObject({
    id: shortId,
    name: z.string(),
    /** What the key begins with, so that it can be told from others. */
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: "ApiKey" });

const newKey = z
  .strictObject({ ...apiKey.shape, key: z.string().describe("The key itself; it is shown only once") })
  .meta({ id: "NewApiKey" });

/** API keys: secret, hashed, scoped, expiring. */
export const keys = {
  list: route({
    name: "keys.list",
    method: "GET",
    path: "/keys",
    scope: "keys",
    summary: "All API keys, without their secrets",
    answer: z.strictObject({ items: z.array(apiKey) }),
  }),
  create: route({
    name: "keys.create",
    method: "POST",
    path: "/keys",
    scope: "keys",
    summary: "Make an API key; it can do no more than the key that makes it",
    body: z.strictObject({ name, scopes, expiresAt: instant.nullable().default(null) }),
    answer: newKey,
    secret: true,
    problems: ["more-than-own", "too-many-keys"],
  }),
  rotate: route({
    name: "keys.rotate",
    method: "POST",
    path: "/keys/{id}/rotate",
    scope: "keys",
    summary: "Make a key that can do the same; the old one stays valid for some hours",
    params: z.strictObject({ id: shortId }),
    body: z.strictObject({ overlapHours: z.number().min(0).max(720).default(24) }),
    answer: newKey,
    secret: true,
    problems: ["not-found", "more-than-own", "already-done", "too-many-keys"],
  }),
  revoke: route({
    name: "keys.revoke",
    method: "DELETE",
    path: "/keys/{id}",
    scope: "keys",
    summary: "End a key at once",
    params: z.strictObject({ id: shortId }),
    problems: ["not-found", "more-than-own", "last-admin-key"],
  }),
};
