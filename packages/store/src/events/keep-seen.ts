import { integerArray, uuidArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A digest of a message's id, of 32 hexadecimal digits, and 32 bits of what it said. */
export type SeenMessage = { readonly digest: string; readonly content: number };

/**
 * Notes messages as seen. They must be sorted by digest, each once: all writers wait for one another in the
 * same order. Returns the index of each that is new: nearly always all are, and then none need be named.
 */
export async function keepSeen(session: Session, messages: readonly SeenMessage[]): Promise<Set<number>> {
  const [row] = await session.rows<{ count: number; digests: string | null }>(KEEP, [
    session.workspaceId,
    uuidArray(messages.map(({ digest }) => digest)),
    integerArray(messages.map(({ content }) => content)),
  ]);
  if (row?.count === messages.length) return new Set(messages.keys());
  const fresh = new Set((row?.digests ?? "").replaceAll("-", "").split(","));
  return new Set([...messages.keys()].filter((i) => fresh.has((messages[i] as SeenMessage).digest)));
}

/** The index of each of these that was first seen with another content. */
export async function findConflicts(session: Session, messages: readonly SeenMessage[]): Promise<number[]> {
  const rows = await session.rows<{ place: number }>(CONFLICTS, [
    session.workspaceId,
    uuidArray(messages.map(({ digest }) => digest)),
    integerArray(messages.map(({ content }) => content)),
  ]);
  return rows.map(({ place }) => place);
}

const KEEP = {
  name: "keep-seen",
  text: `
    with fresh as (
      insert into seen (workspace_id, digest, content)
      select $1, digest, content from unnest($2::uuid[], $3::int[]) as message (digest, content)
      on conflict do nothing
      returning digest
    )
    select count(*)::int as count, case when count(*) < cardinality($2) then string_agg(digest::text, ',') end as digests
    from fresh`,
};

const CONFLICTS = {
  name: "find-conflicts",
  text: `
    select place::int - 1 as place
    from unnest($2::uuid[], $3::int[]) with ordinality as message (digest, content, place)
    join seen on seen.workspace_id = $1 and seen.digest = message.digest and seen.content <> message.content`,
};
