import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/**
 * Quarantined items after one, the oldest first, that may name somebody: one of these texts, in small letters, stands in
 * them, or they may write it in another way (escaped, or with letters that are not ASCII), which whoever asks looks at.
 * So many, and no more once they have so many bytes together; none where nothing is left.
 */
export function findMayName(
  session: Session,
  texts: readonly string[],
  after: number,
  most: number,
  mostBytes: number,
): Promise<{ readonly quarantine_id: number; readonly raw: Buffer }[]> {
  return session.rows(MAY_NAME, [session.workspaceId, textArray(texts), after, most, mostBytes]);
}

/** The last item of those that came before an instant; 0 where none did. */
export async function findLastBefore(session: Session, instant: number): Promise<number> {
  const [row] = await session.rows<{ quarantine_id: number }>(LAST, [session.workspaceId, instant]);
  return row?.quarantine_id ?? 0;
}

/** How many of them were there. */
export async function dropAllQuarantined(session: Session, ids: readonly number[]): Promise<number> {
  return (await session.rows(DROP, [session.workspaceId, bigintArray(ids)])).length;
}

/**
 * PostgreSQL, too, escapes what is not ASCII, and what escapes: whatever may be written in another way has a `\` then.
 * By `offset 0` it writes an item once, and not once for each text.
 */
const MAY_NAME = {
  name: "find-may-name",
  text: `
    with naming as (
      select quarantine_id, octet_length(raw) as bytes from quarantine
      cross join lateral (select lower(encode(raw, 'escape') collate "C") as said offset 0) as one
      where workspace_id = $1 and quarantine_id > $3
        and (strpos(said, '\\') > 0 or exists (select from unnest($2::text[]) as text where strpos(said, text) > 0))
      order by quarantine_id limit $4
    ), piled as (
      select quarantine_id, sum(bytes) over (order by quarantine_id) - bytes as before from naming
    )
    select quarantine_id, raw from piled join quarantine using (quarantine_id)
    where workspace_id = $1 and before < $5
    order by quarantine_id`,
};

const LAST = {
  name: "find-last-quarantined-before",
  text: `
    select quarantine_id from quarantine where workspace_id = $1 and received_at < $2
    order by quarantine_id desc limit 1`,
};

const DROP = {
  name: "drop-all-quarantined",
  text: "delete from quarantine where workspace_id = $1 and quarantine_id = any($2::bigint[]) returning 1",
};
