import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { IdentityPointer } from "./find-identities.ts";

/**
 * Adds identities that were not there, each its own lead. Keys must be sorted. Returns fewer than asked where
 * somebody else added one in the meantime.
 */
export function addIdentities(session: Session, keys: readonly string[]): Promise<IdentityPointer[]> {
  return session.rows(ADD, [session.workspaceId, textArray(keys)]);
}

const ADD = {
  name: "add-identities",
  text: `
    insert into identity (workspace_id, identity_id, key, lead_id, states, traits)
    select $1, id, key, id, ''::bytea, '{}'
    from (select key, nextval(pg_get_serial_sequence('identity', 'identity_id')) as id
          from unnest($2::text[]) as fresh (key)) as fresh
    on conflict do nothing
    returning identity_id, key, lead_id, false as is_unseen`,
};

/** Ids that no identity and no lead has. */
export async function freshIds(session: Session, count: number): Promise<number[]> {
  const rows = await session.rows<{ id: number }>(FRESH, [count]);
  return rows.map(({ id }) => id);
}

const FRESH = {
  name: "fresh-ids",
  text: "select nextval(pg_get_serial_sequence('identity', 'identity_id')) as id from generate_series(1, $1)",
};
