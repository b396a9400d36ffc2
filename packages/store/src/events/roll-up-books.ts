import type { Session } from "../session.ts";

/** Adds up the entries of hours that are over, one row for each source and hour; how many rows it took. */
export async function rollUpBooks(session: Session, before: number): Promise<number> {
  const rows = await session.rows(ROLL_UP, [session.workspaceId, before]);
  return rows.length;
}

const ROLL_UP = {
  name: "roll-up-books",
  text: `
    with scattered as (
      select source_id, hour from conservation
      where workspace_id = $1 and hour < $2
      group by source_id, hour
      having count(*) > 1
    ), taken as (
      delete from conservation using scattered
      where conservation.workspace_id = $1 and conservation.source_id = scattered.source_id
        and conservation.hour = scattered.hour
      returning conservation.*
    )
    insert into conservation (workspace_id, source_id, hour, received, stored, duplicates, quarantined, conflicts,
      last_at)
    select $1, source_id, hour, sum(received), sum(stored), sum(duplicates), sum(quarantined), sum(conflicts),
      max(last_at)
    from taken group by source_id, hour
    returning 1`,
};
