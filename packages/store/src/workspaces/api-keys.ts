import type { Pool } from "pg";
import type { Session } from "../session.ts";
import { atTheDoor } from "./find-workspaces.ts";

/** An API key as it is kept: its secret only as a hash; instants in ms. */
export type ApiKeyRow = {
  readonly workspace_id: number;
  readonly key_id: number;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
  readonly scopes: readonly string[];
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
};

export type NewApiKey = Pick<ApiKeyRow, "name" | "prefix" | "hash" | "scopes" | "expires_at">;

const COLUMNS = `workspace_id, key_id, name, prefix, hash, scopes, created_at, expires_at, revoked_at, last_used_at`;

/** The key of a prefix, in whichever workspace. */
export function findApiKeyByPrefix(pool: Pool, prefix: string): Promise<ApiKeyRow | undefined> {
  return atTheDoor<ApiKeyRow, ApiKeyRow | undefined>(
    pool,
    `select ${COLUMNS} from api_key where prefix = $1`,
    [prefix],
    (rows) => rows[0],
  );
}

export async function keepApiKey(session: Session, key: NewApiKey, now: number): Promise<ApiKeyRow> {
  const [row] = await session.rows<ApiKeyRow>(KEEP, [
    session.workspaceId,
    key.name,
    key.prefix,
    key.hash,
    key.scopes,
    key.expires_at,
    now,
  ]);
  return row as ApiKeyRow;
}

/** All keys of the workspace, revoked ones too, the newest first. */
export function findApiKeys(session: Session): Promise<ApiKeyRow[]> {
  return session.rows(FIND, [session.workspaceId]);
}

/** Lets all keys of the workspace stand still until the transaction ends, and reads them. */
export function lockApiKeys(session: Session): Promise<ApiKeyRow[]> {
  return session.rows(LOCK, [session.workspaceId]);
}

/** A key ends at an instant, or earlier where it did so already. */
export async function endApiKey(session: Session, keyId: number, at: number): Promise<void> {
  await session.rows(END, [session.workspaceId, keyId, at]);
}

export async function revokeApiKey(session: Session, keyId: number, now: number): Promise<void> {
  await session.rows(REVOKE, [session.workspaceId, keyId, now]);
}

export async function keepApiKeyUse(session: Session, keyId: number, now: number): Promise<void> {
  await session.rows(USE, [session.workspaceId, keyId, now]);
}

const KEEP = {
  name: "keep-api-key",
  text: `
    insert into api_key (workspace_id, name, prefix, hash, scopes, expires_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    returning ${COLUMNS}`,
};

const FIND = {
  name: "find-api-keys",
  text: `select ${COLUMNS} from api_key where workspace_id = $1 order by key_id desc`,
};

const LOCK = {
  name: "lock-api-keys",
  text: `select ${COLUMNS} from api_key where workspace_id = $1 order by key_id for update`,
};

const END = {
  name: "end-api-key",
  text: `
    update api_key set expires_at = least(coalesce(expires_at, $3::bigint), $3::bigint)
    where workspace_id = $1 and key_id = $2`,
};

const REVOKE = {
  name: "revoke-api-key",
  text: "update api_key set revoked_at = coalesce(revoked_at, $3) where workspace_id = $1 and key_id = $2",
};

const USE = {
  name: "keep-api-key-use",
  text: "update api_key set last_used_at = $3 where workspace_id = $1 and key_id = $2",
};
