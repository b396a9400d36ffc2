import type { Session } from "../session.ts";

/** A version of a model as it is needed to score by it. */
export type VersionThenRow = {
  readonly version_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly number: number;
  readonly of: "lead" | "account";
  readonly body: unknown;
};

/** The version of a model that was live at an instant; before any was, the first that ever was. */
export async function findVersionThen(
  session: Session,
  model: string,
  at: number,
): Promise<VersionThenRow | undefined> {
  const [row] = await session.rows<VersionThenRow>(THEN, [session.workspaceId, model, at]);
  return row;
}

export async function findVersionByNumber(
  session: Session,
  model: string,
  number: number,
): Promise<VersionThenRow | undefined> {
  const [row] = await session.rows<VersionThenRow>(NUMBER, [session.workspaceId, model, number]);
  return row;
}

/** Models that score leads (or accounts) and have a live version, the oldest first. */
export function findLiveModels(
  session: Session,
  of: "lead" | "account",
): Promise<{ readonly model_id: number; readonly name: string }[]> {
  return session.rows(LIVE, [session.workspaceId, of]);
}

const COLUMNS = `
  version.version_id, version.model_id, model.name as model_name, version.number, model.of, version.body`;

const THEN = {
  name: "find-version-then",
  text: `
    select ${COLUMNS}
    from model
    join model_version as version on version.workspace_id = $1 and version.model_id = model.model_id
    join publication on publication.workspace_id = $1 and publication.version_id = version.version_id
    where model.workspace_id = $1 and model.name = $2 and live_at is not null
    order by case when live_at <= $3 then live_at end desc nulls last, live_at
    limit 1`,
};

const NUMBER = {
  name: "find-version-by-number",
  text: `
    select ${COLUMNS}
    from model
    join model_version as version on version.workspace_id = $1 and version.model_id = model.model_id
    where model.workspace_id = $1 and model.name = $2 and version.number = $3`,
};

const LIVE = {
  name: "find-live-models",
  text: `
    select model_id, name from model
    where workspace_id = $1 and of = $2 and live_version_id is not null order by model_id`,
};
