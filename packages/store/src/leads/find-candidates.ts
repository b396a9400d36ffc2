import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Leads that have some key, or one that begins as said. `none` of both finds nobody. */
export type Key = { readonly any: readonly string[] } | { readonly begins: string };

/** Which leads have a key; undefined where there are more than `most` of them. */
export async function findCandidates(session: Session, key: Key, most: number): Promise<number[] | undefined> {
  const rows =
    "any" in key
      ? await session.rows<{ lead_id: number }>(ANY, [session.workspaceId, textArray(key.any), most + 1])
      : await session.rows<{ lead_id: number }>(BEGINS, [
          session.workspaceId,
          key.begins,
          `${key.begins}${LAST}`,
          most + 1,
        ]);
  return rows.length > most ? undefined : [...new Set(rows.map(({ lead_id }) => lead_id))];
}

/** No text goes on after it. */
export const LAST = "\u{10ffff}";

const ANY = {
  name: "find-leads-by-key",
  text: "select lead_id from lead_key where workspace_id = $1 and key = any($2::text[]) limit $3",
};

const BEGINS = {
  name: "find-leads-by-beginning",
  text: "select lead_id from lead_key where workspace_id = $1 and key >= $2 and key < $3 limit $4",
};
