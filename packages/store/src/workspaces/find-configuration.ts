import type { Session } from "../session.ts";

/** How a workspace is set up, as kept. */
export type WorkspaceRow = {
  readonly workspace_id: number;
  readonly name: string;
  readonly time_zone: string;
  readonly digest_key: Uint8Array;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly config_version: number;
};

/** A model version that scores: the live one of its model, or one on its way to being live. */
export type ScoringVersionRow = {
  readonly publication_id: number;
  readonly version_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly of: "lead" | "account";
  readonly number: number;
  readonly state: "filling" | "scoring" | "live";
  readonly muted: boolean;
  /** Whether its model answers where none is named. */
  readonly is_default: boolean;
  readonly body: unknown;
};

export async function findConfigVersion(session: Session): Promise<number | undefined> {
  const [row] = await session.rows<{ config_version: number }>(VERSION, [session.workspaceId]);
  return row?.config_version;
}

export async function findWorkspace(session: Session): Promise<WorkspaceRow | undefined> {
  const [row] = await session.rows<WorkspaceRow>(WORKSPACE, [session.workspaceId]);
  return row;
}

export function findScoringVersions(session: Session): Promise<ScoringVersionRow[]> {
  return session.rows(SCORING, [session.workspaceId]);
}

/** Which rare things a workspace has, so that nobody looks for them in vain. */
export type Presence = {
  readonly adjustments: boolean;
  readonly decisions: boolean;
  readonly suppressions: boolean;
  readonly types: readonly string[];
};

export async function findPresence(session: Session): Promise<Presence> {
  const [row] = await session.rows<Presence>(PRESENCE, [session.workspaceId]);
  return row ?? { adjustments: false, decisions: false, suppressions: false, types: [] };
}

/** Every holder of an older copy of the configuration reads it again. */
export async function raiseConfigVersion(session: Session): Promise<void> {
  await session.rows(RAISE, [session.workspaceId]);
}

const VERSION = { name: "find-config-version", text: "select config_version from workspace where workspace_id = $1" };

const WORKSPACE = {
  name: "find-workspace",
  text: `
    select workspace_id, name, time_zone, digest_key, settings, config_version
    from workspace where workspace_id = $1`,
};

const SCORING = {
  name: "find-scoring-versions",
  text: `
    select publication.publication_id, version.version_id, version.model_id, model.name as model_name, model.of,
      version.number, publication.state, publication.muted, model.is_default, version.body
    from publication
    join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where publication.workspace_id = $1 and publication.state in ('filling', 'scoring', 'live')
    order by version.version_id`,
};

const PRESENCE = {
  name: "find-presence",
  text: `
    select exists (select from adjustment where workspace_id = $1) as adjustments,
      exists (select from identity_decision where workspace_id = $1) as decisions,
      exists (select from suppression where workspace_id = $1) as suppressions,
      coalesce((
        select array_agg(distinct type order by type)
        from endpoint, unnest(types) as type
        where endpoint.workspace_id = $1 and disabled_at is null
      ), '{}') as types`,
};

const RAISE = {
  name: "raise-config-version",
  text: "update workspace set config_version = config_version + 1 where workspace_id = $1",
};
