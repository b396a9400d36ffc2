import type { Session } from "../session.ts";

/** Identities in the order of their ids, some at a time. */
export function findIdentitiesAfter(
  session: Session,
  after: number,
  until: number,
  most: number,
): Promise<{ readonly identity_id: number; readonly lead_id: number }[]> {
  return session.rows(IDENTITIES, [session.workspaceId, after, until, most]);
}

/** Leads or accounts in the order of their ids, some at a time. */
export async function findLeadsAfter(session: Session, of: "lead" | "account", after: number, most: number) {
  const rows = await session.rows<{ id: number }>(of === "lead" ? LEADS : ACCOUNTS, [session.workspaceId, after, most]);
  return rows.map(({ id }) => id);
}

export async function findHighestIdentity(session: Session): Promise<number> {
  const [row] = await session.rows<{ highest: number }>(HIGHEST, [session.workspaceId]);
  return row?.highest ?? 0;
}

export type VersionRow = {
  readonly version_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly number: number;
  readonly hash: string;
  readonly source: string;
  readonly body: unknown;
  readonly author: string;
  readonly note: string | null;
  readonly created_at: number;
  readonly is_live: boolean;
};

export async function findVersion(session: Session, versionId: number): Promise<VersionRow | undefined> {
  const [row] = await session.rows<VersionRow>(VERSION, [session.workspaceId, versionId]);
  return row;
}

/** Clears scores of a version away, some at a time; how many. */
export async function dropScores(session: Session, versionId: number, most: number): Promise<number> {
  const rows = await session.rows(DROP, [session.workspaceId, versionId, most]);
  return rows.length;
}

/**
 * Writes a transition for everyone whose band is another one after the switch from one version to the next; the lowest
 * of their ids. Their lines are those of the score of that day, to be worked out when somebody asks.
 */
export async function keepBandChanges(
  session: Session,
  {
    model_id,
    version_id,
    former,
    muted,
  }: {
    readonly model_id: number;
    readonly version_id: number;
    readonly former: number | null;
    readonly muted: boolean;
  },
  day: number,
  now: number,
): Promise<number | null> {
  const values = [session.workspaceId, model_id, version_id, former, day, now, muted];
  const [row] = await session.rows<{ lowest: number | null }>(CHANGES, values);
  return row?.lowest ?? null;
}

/** Keeps where everyone was under a version that is no longer live. */
export async function keepFormerScores(session: Session, modelId: number, versionId: number): Promise<void> {
  await session.rows(FORMER, [session.workspaceId, modelId, versionId]);
}

const FORMER = {
  name: "keep-former-scores",
  text: `
    insert into score_history (workspace_id, model_id, subject_id, day, version_id, total, band)
    select $1, $2, subject_id, day, coalesce(by_version_id, $3), total, band
    from score where workspace_id = $1 and version_id = $3
    on conflict do nothing`,
};

const IDENTITIES = {
  name: "find-identities-after",
  text: `
    select identity_id, lead_id from identity
    where workspace_id = $1 and identity_id > $2 and identity_id <= $3
    order by identity_id limit $4`,
};

const LEADS = {
  name: "find-leads-after",
  text: "select lead_id as id from lead where workspace_id = $1 and lead_id > $2 order by lead_id limit $3",
};

const ACCOUNTS = {
  name: "find-accounts-after",
  text: "select account_id as id from account where workspace_id = $1 and account_id > $2 order by account_id limit $3",
};

const HIGHEST = {
  name: "find-highest-identity",
  text: "select coalesce(max(identity_id), 0) as highest from identity where workspace_id = $1",
};

const VERSION = {
  name: "find-version",
  text: `
    select version.version_id, version.model_id, model.name as model_name, version.number, version.hash, version.source,
      version.body, version.author, version.note, version.created_at,
      model.live_version_id is not distinct from version.version_id as is_live
    from model_version as version
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where version.workspace_id = $1 and version.version_id = $2`,
};

const DROP = {
  name: "drop-scores",
  text: `
    delete from score
    where workspace_id = $1 and version_id = $2 and subject_id in (
      select subject_id from score where workspace_id = $1 and version_id = $2 order by subject_id limit $3
    )
    returning 1`,
};

const CHANGES = {
  name: "keep-band-changes",
  text: `
    with changed as (
      insert into transition (workspace_id, model_id, version_id, subject_id, from_band, to_band, on_day, at, cause,
        total, lines, muted)
      select $1, $2, $3, subject_id, former.band, fresh.band, $5, $6, 'publish', fresh.total, '[]', $7
      from (select subject_id, band, total from score where workspace_id = $1 and version_id = $3) as fresh
      left join (select subject_id, band from score where workspace_id = $1 and version_id = $4) as former
        using (subject_id)
      where former.band is distinct from fresh.band
      returning transition_id
    )
    select min(transition_id) as lowest from changed`,
};
