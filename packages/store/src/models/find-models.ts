import type { Session } from "../session.ts";
import type { PublicationRow } from "./publications.ts";
import type { VersionRow } from "./walk.ts";

/** A model as it is listed; instants in ms. */
export type ModelRow = {
  readonly model_id: number;
  readonly name: string;
  readonly of: "lead" | "account";
  readonly live_version_id: number | null;
  readonly live_number: number | null;
  readonly versions: number;
  readonly draft: string | null;
  readonly draft_at: number | null;
  readonly created_at: number;
  /** Whether it answers where no model is named: because somebody chose it, or because it was published last. */
  readonly is_default: boolean;
  readonly retired_at: number | null;
};

export function findModels(session: Session): Promise<ModelRow[]> {
  return session.rows(ALL, [session.workspaceId]);
}

export async function findModel(session: Session, name: string): Promise<ModelRow | undefined> {
  const [row] = await session.rows<ModelRow>(ONE, [session.workspaceId, name]);
  return row;
}

export async function findModelById(session: Session, modelId: number): Promise<ModelRow | undefined> {
  const [row] = await session.rows<ModelRow>(BY_ID, [session.workspaceId, modelId]);
  return row;
}

/** The one of a name, and nobody else changes it until the transaction ends. */
export async function lockModel(session: Session, name: string): Promise<ModelRow | undefined> {
  await session.rows(LOCK, [session.workspaceId, name]);
  return findModel(session, name);
}

/** All versions of a model, the newest first, without what they say. */
export function findVersions(session: Session, modelId: number): Promise<Omit<VersionRow, "source" | "body">[]> {
  return session.rows(VERSIONS, [session.workspaceId, modelId]);
}

export async function findVersionId(session: Session, modelId: number, number: number): Promise<number | undefined> {
  const [row] = await session.rows<{ version_id: number }>(VERSION_ID, [session.workspaceId, modelId, number]);
  return row?.version_id;
}

/** The publications of a model, the latest first; without those of versions that were only tried. */
export function findPublicationsOf(session: Session, modelId: number, most: number): Promise<PublicationRow[]> {
  return session.rows(PUBLICATIONS, [session.workspaceId, modelId, most]);
}

/**
 * Keeps a draft, or none. A model of which there is no version yet becomes one of leads or of accounts by its
 * draft; later it never changes.
 */
export async function keepDraft(
  session: Session,
  modelId: number,
  { text, of }: { readonly text: string | null; readonly of?: "lead" | "account" | undefined },
  now: number,
): Promise<void> {
  await session.rows(DRAFT, [session.workspaceId, modelId, text, text === null ? null : now, of ?? null]);
}

/** A model that never had a version, and has no draft any more, is none. */
export async function dropEmptyModel(session: Session, modelId: number): Promise<void> {
  await session.rows(DROP_EMPTY, [session.workspaceId, modelId]);
}

const SELECT = `
  select model.model_id, model.name, model.of, model.live_version_id, live.number as live_number,
    (select count(*)::int from model_version as version
      where version.workspace_id = $1 and version.model_id = model.model_id) as versions,
    model.draft, model.draft_at, model.created_at,
    -- As the server picks: the one that somebody chose, else the one that was published last.
    coalesce(model.model_id = (
      select other.model_id from publication
      join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
      join model as other on other.workspace_id = $1 and other.model_id = version.model_id
      where publication.workspace_id = $1 and publication.state = 'live' and other.of = model.of
      order by other.is_default desc, publication_id desc limit 1
    ), false) as is_default,
    model.retired_at
  from model
  left join model_version as live on live.workspace_id = $1 and live.version_id = model.live_version_id
  where model.workspace_id = $1`;

const ALL = { name: "find-models", text: `${SELECT} order by model.model_id` };

const ONE = { name: "find-model", text: `${SELECT} and model.name = $2` };

const BY_ID = { name: "find-model-by-id", text: `${SELECT} and model.model_id = $2` };

const LOCK = { name: "lock-model", text: "select from model where workspace_id = $1 and name = $2 for update" };

const VERSIONS = {
  name: "find-versions",
  text: `
    select version.version_id, version.model_id, model.name as model_name, version.number, version.hash,
      version.author, version.note, version.created_at,
      model.live_version_id is not distinct from version.version_id as is_live
    from model_version as version
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where version.workspace_id = $1 and version.model_id = $2
    order by version.number desc`,
};

const VERSION_ID = {
  name: "find-version-id",
  text: "select version_id from model_version where workspace_id = $1 and model_id = $2 and number = $3",
};

const PUBLICATIONS = {
  name: "find-publications-of",
  text: `
    select publication_id, version.version_id, version.model_id, model.name as model_name, model.of, version.number,
      state, muted, done, total, cursor, started_at, live_at, publication.retired_at, problem, trial_of,
      attempts, left_out
    from publication
    join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where publication.workspace_id = $1 and version.model_id = $2 and trial_of is null
    order by publication_id desc limit $3`,
};

const DRAFT = {
  name: "keep-draft",
  text: `
    update model set draft = $3, draft_at = $4,
      of = case
        when $5::text is null or exists (
          select from model_version as version where version.workspace_id = $1 and version.model_id = $2
        ) then of
        else $5
      end
    where workspace_id = $1 and model_id = $2`,
};

const DROP_EMPTY = {
  name: "drop-empty-model",
  text: `
    delete from model
    where workspace_id = $1 and model_id = $2 and draft is null and not exists (
      select from model_version as version where version.workspace_id = $1 and version.model_id = $2
    ) and not exists (
      select from prediction where prediction.workspace_id = $1 and prediction.model_id = $2
    )`,
};
