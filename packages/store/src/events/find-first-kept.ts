import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** When the first event happened that is still kept of some identities (ms); null where none is. */
export async function findFirstKept(session: Session, identityIds: readonly number[]): Promise<number | null> {
  const [row] = await session.rows<{ at: number | null }>(FIRST, [session.workspaceId, bigintArray(identityIds)]);
  return row?.at ?? null;
}

const FIRST = {
  name: "find-first-kept",
  text: `
    select min(earliest.at) as at
    from unnest($2::bigint[]) as one (id), lateral (
      select at from event where workspace_id = $1 and identity_id = one.id order by at limit 1
    ) as earliest`,
};
