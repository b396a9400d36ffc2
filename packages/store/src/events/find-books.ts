import type { Session } from "../session.ts";
import type { BookEntry } from "./keep-books.ts";

/** The books from one hour to before another, added up by source and hour. */
export async function findBooks(
  session: Session,
  { from, to, source }: { readonly from: number; readonly to: number; readonly source: number | null },
): Promise<BookEntry[]> {
  return session.rows(FIND, [session.workspaceId, from, to, source]);
}

const FIND = {
  name: "find-books",
  text: `
    select source_id as "sourceId", hour, sum(received)::bigint as received, sum(stored)::bigint as stored,
      sum(duplicates)::bigint as duplicates, sum(quarantined)::bigint as quarantined,
      sum(conflicts)::bigint as conflicts, max(last_at) as "lastAt"
    from conservation
    where workspace_id = $1 and hour >= $2 and hour < $3 and ($4::int is null or source_id = $4)
    group by source_id, hour
    order by hour desc, source_id`,
};
