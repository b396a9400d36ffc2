import type { Session } from "../session.ts";

export type QuarantineRow = {
  readonly quarantine_id: number;
  readonly source_id: number;
  readonly received_at: number;
  readonly code: string;
  readonly path: string | null;
  readonly value: string | null;
  readonly bytes: number;
  readonly replayed_at: number | null;
};

export type QuarantineFilter = {
  readonly before: number;
  readonly source: number | null;
  readonly code: string | null;
  readonly replayed: boolean | null;
};

/** What lies in quarantine, the newest first. */
export function findQuarantined(session: Session, filter: QuarantineFilter, most: number): Promise<QuarantineRow[]> {
  const { before, source, code, replayed } = filter;
  return session.rows(FIND, [session.workspaceId, before, source, code, replayed, most]);
}

/** An item with its bytes, locked. */
export async function lockQuarantined(
  session: Session,
  quarantineId: number,
): Promise<(QuarantineRow & { readonly raw: Uint8Array }) | undefined> {
  const [row] = await session.rows<QuarantineRow & { readonly raw: Uint8Array }>(LOCK, [
    session.workspaceId,
    quarantineId,
  ]);
  return row;
}

export async function keepReplayed(session: Session, quarantineId: number, now: number): Promise<void> {
  await session.rows(REPLAYED, [session.workspaceId, quarantineId, now]);
}

export async function dropQuarantined(session: Session, quarantineId: number): Promise<boolean> {
  return (await session.rows(DROP, [session.workspaceId, quarantineId])).length > 0;
}

/** Drops so many of those that came before an instant, taken since or not; how many. */
export async function dropOldQuarantined(session: Session, before: number, most: number): Promise<number> {
  const [row] = await session.rows<{ dropped: number }>(DROP_OLD, [session.workspaceId, before, most]);
  return row?.dropped ?? 0;
}

const COLUMNS = `quarantine_id, source_id, received_at, code, path, value, octet_length(raw) as bytes, replayed_at`;

const FIND = {
  name: "find-quarantined",
  text: `
    select ${COLUMNS} from quarantine
    where workspace_id = $1 and quarantine_id < $2
      and ($3::int is null or source_id = $3) and ($4::text is null or code = $4)
      and ($5::bool is null or (replayed_at is not null) = $5)
    order by quarantine_id desc limit $6`,
};

const LOCK = {
  name: "lock-quarantined",
  text: `select ${COLUMNS}, raw from quarantine where workspace_id = $1 and quarantine_id = $2 for update`,
};

const REPLAYED = {
  name: "keep-replayed",
  text: "update quarantine set replayed_at = $3 where workspace_id = $1 and quarantine_id = $2",
};

const DROP = {
  name: "drop-quarantined",
  text: "delete from quarantine where workspace_id = $1 and quarantine_id = $2 returning 1",
};

const DROP_OLD = {
  name: "drop-old-quarantined",
  text: `
    with dropped as (
      delete from quarantine where workspace_id = $1 and quarantine_id in (
        select quarantine_id from quarantine where workspace_id = $1 and received_at < $2
        order by received_at limit $3
      )
      returning 1
    )
    select count(*)::int as dropped from dropped`,
};
