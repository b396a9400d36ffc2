import type { Session } from "../session.ts";

/** A model scores nobody any more; what is at work for it is stopped. Its versions and its history stay. */
export async function retireModel(session: Session, modelId: number, now: number): Promise<void> {
  await session.rows(RETIRE, [session.workspaceId, modelId, now]);
  await session.rows(END_PUBLICATIONS, [session.workspaceId, modelId, now]);
}

/** Of all models of leads (or of accounts), this one answers where none is named. */
export async function keepDefaultModel(session: Session, modelId: number): Promise<void> {
  await session.rows(DEFAULT, [session.workspaceId, modelId]);
}

export async function hasBeenLive(session: Session, modelId: number): Promise<boolean> {
  const [row] = await session.rows<{ has: boolean }>(WAS_LIVE, [session.workspaceId, modelId]);
  return row?.has ?? false;
}

export async function hasVersionBeenLive(session: Session, versionId: number): Promise<boolean> {
  const [row] = await session.rows<{ has: boolean }>(VERSION_WAS_LIVE, [session.workspaceId, versionId]);
  return row?.has ?? false;
}

/** Forgets a model with all that belongs to it; its scores are cleared away already. */
export async function dropModel(session: Session, modelId: number): Promise<void> {
  for (const statement of DROPS) await session.rows(statement, [session.workspaceId, modelId]);
}

/** Versions of which scores are left although nothing scores by them any more. */
export async function findLeftVersions(session: Session): Promise<number[]> {
  const rows = await session.rows<{ version_id: number }>(LEFT, [session.workspaceId]);
  return rows.map(({ version_id }) => version_id);
}

/** How many a version scores. */
export async function countScored(session: Session, versionId: number): Promise<number> {
  const [row] = await session.rows<{ count: number }>(SCORED, [session.workspaceId, versionId]);
  return row?.count ?? 0;
}

/** How many are in each band of a version; null is none. */
export function countBands(
  session: Session,
  versionId: number,
): Promise<{ readonly band: string | null; readonly leads: number }[]> {
  return session.rows(BANDS, [session.workspaceId, versionId]);
}

/** How often somebody moved from one band of a model to another, since an instant. */
export function countTransitions(
  session: Session,
  modelId: number,
  since: number,
): Promise<{ readonly from: string | null; readonly to: string | null; readonly count: number }[]> {
  return session.rows(MOVES, [session.workspaceId, modelId, since]);
}

const RETIRE = {
  name: "retire-model",
  text: `
    update model set live_version_id = null, is_default = false, retired_at = $3
    where workspace_id = $1 and model_id = $2`,
};

const END_PUBLICATIONS = {
  name: "end-publications-of",
  text: `
    update publication set
      retired_at = case when state = 'live' then $3 else retired_at end,
      problem = case when state = 'live' then problem else 'model-retired' end,
      state = case when state = 'live' then 'retired' else 'stopped' end
    from model_version as version
    where publication.workspace_id = $1 and version.workspace_id = $1 and version.version_id = publication.version_id
      and version.model_id = $2 and state in ('filling', 'scoring', 'live')`,
};

const DEFAULT = {
  name: "keep-default-model",
  text: `
    update model set is_default = model_id = $2
    where workspace_id = $1 and of = (select of from model where workspace_id = $1 and model_id = $2)
      and is_default is distinct from (model_id = $2)`,
};

const WAS_LIVE = {
  name: "has-been-live",
  text: `
    select exists (
      select from publication
      join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
      where publication.workspace_id = $1 and version.model_id = $2 and live_at is not null
    ) as has`,
};

const VERSION_WAS_LIVE = {
  name: "has-version-been-live",
  text: `
    select exists (
      select from publication where workspace_id = $1 and version_id = $2 and live_at is not null
    ) as has`,
};

const OF_MODEL = "in (select version_id from model_version where workspace_id = $1 and model_id = $2)";

const DROPS = [
  ...["publication", "rule_tally"].map((table) => ({
    name: `drop-model-${table}`,
    text: `delete from ${table} where workspace_id = $1 and version_id ${OF_MODEL}`,
  })),
  // An experiment that was started has made the model live.
  ...[
    "experiment",
    "proposal_decision",
    "adjustment",
    "sample",
    "review_plan",
    "review",
    "sign_off",
    "model_version",
    "model",
  ].map((table) => ({
    name: `drop-model-${table}`,
    text: `delete from ${table} where workspace_id = $1 and model_id = $2`,
  })),
];

const LEFT = {
  name: "find-left-versions",
  text: `
    select version_id from model_version as version
    where workspace_id = $1
      and not exists (
        select from publication
        where workspace_id = $1 and publication.version_id = version.version_id
          and state in ('filling', 'scoring', 'live')
      )
      and exists (select from score where workspace_id = $1 and score.version_id = version.version_id)`,
};

const SCORED = {
  name: "count-scored",
  text: "select count(*)::int as count from score where workspace_id = $1 and version_id = $2 and total is not null",
};

const BANDS = {
  name: "count-bands",
  text: `
    select band, count(*)::int as leads from score
    where workspace_id = $1 and version_id = $2 and total is not null
    group by band`,
};

const MOVES = {
  name: "count-transitions",
  text: `
    select from_band as from, to_band as to, count(*)::int as count from transition
    where workspace_id = $1 and model_id = $2 and at >= $3
    group by from_band, to_band
    order by count desc`,
};
