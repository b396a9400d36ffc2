import { textArray } from "../binary-array.ts";
import { NO_ATTEMPTS } from "../count-attempt.ts";
import type { Session } from "../session.ts";

export type PublicationState = "filling" | "scoring" | "live" | "retired" | "stopped" | "failed";

export type PublicationRow = {
  readonly publication_id: number;
  readonly version_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly of: "lead" | "account";
  readonly number: number;
  readonly state: PublicationState;
  readonly muted: boolean;
  readonly done: number;
  readonly total: number | null;
  readonly cursor: number;
  readonly started_at: number;
  readonly live_at: number | null;
  readonly retired_at: number | null;
  readonly problem: string | null;
  /** The experiment for which its signals are filled, where it is not to become live. */
  readonly trial_of: number | null;
  /** How often it was taken up since it came further. */
  readonly attempts: number;
  /** Identities that could not be filled, and leads or accounts that could not be scored. */
  readonly left_out: number;
};

/** The model of a name, made where there is none. */
export async function findOrAddModel(
  session: Session,
  name: string,
  of: "lead" | "account",
  now: number,
): Promise<{ readonly model_id: number; readonly of: "lead" | "account"; readonly live_version_id: number | null }> {
  await session.rows(ADD_MODEL, [session.workspaceId, name, of, now]);
  const [row] = await session.rows<{ model_id: number; of: "lead" | "account"; live_version_id: number | null }>(
    FIND_MODEL,
    [session.workspaceId, name],
  );
  if (!row) throw new Error("A model that was just added is not there");
  return row;
}

export type NewVersion = {
  readonly modelId: number;
  readonly hash: string;
  /** As it was given, YAML or JSON. */
  readonly source: string;
  readonly body: unknown;
  readonly author: string;
  readonly note: string | null;
};

/** Keeps a version under the next number of its model; the model's row is locked by this. */
export async function keepVersion(
  session: Session,
  { modelId, hash, source, body, author, note }: NewVersion,
  now: number,
): Promise<{ readonly version_id: number; readonly number: number }> {
  const [row] = await session.rows<{ version_id: number; number: number }>(KEEP_VERSION, [
    session.workspaceId,
    modelId,
    hash,
    source,
    JSON.stringify(body),
    author,
    note,
    now,
  ]);
  return row as { version_id: number; number: number };
}

export async function startPublication(
  session: Session,
  versionId: number,
  {
    muted,
    state,
    total,
    trialOf = null,
  }: {
    readonly muted: boolean;
    readonly state: "filling" | "scoring";
    readonly total: number;
    readonly trialOf?: number | null;
  },
  now: number,
): Promise<number> {
  const [row] = await session.rows<{ publication_id: number }>(START, [
    session.workspaceId,
    versionId,
    state,
    muted,
    total,
    now,
    trialOf,
  ]);
  return (row as { publication_id: number }).publication_id;
}

export async function findPublication(session: Session, publicationId: number): Promise<PublicationRow | undefined> {
  const [row] = await session.rows<PublicationRow>(FIND, [session.workspaceId, publicationId]);
  return row;
}

/** What is on its way to being live, the oldest first. */
export function findPublicationsAtWork(session: Session): Promise<PublicationRow[]> {
  return session.rows(AT_WORK, [session.workspaceId]);
}

/** Notes how far a publication has come. */
export async function keepProgress(
  session: Session,
  publicationId: number,
  { state, cursor, done, total, left_out }: Pick<PublicationRow, "state" | "cursor" | "done" | "total" | "left_out">,
): Promise<void> {
  await session.rows(PROGRESS, [session.workspaceId, publicationId, state, cursor, done, total, left_out]);
}

/** Makes a version the live one of its model and retires the one before, whose id is returned. */
export async function switchLive(session: Session, publicationId: number, now: number): Promise<number | null> {
  const [row] = await session.rows<{ former: number | null }>(SWITCH, [session.workspaceId, publicationId, now]);
  return row?.former ?? null;
}

export async function endPublication(
  session: Session,
  publicationId: number,
  state: "stopped" | "failed",
  problem: string | null,
): Promise<void> {
  await session.rows(END, [session.workspaceId, publicationId, state, problem]);
}

/** Of these signals, those that are measured and filled from the past. */
export async function findCurrentSignals(session: Session): Promise<Set<string>> {
  const rows = await session.rows<{ key: string }>(CURRENT, [session.workspaceId]);
  return new Set(rows.map(({ key }) => key));
}

export async function keepSignals(
  session: Session,
  keys: readonly string[],
  state: "filling" | "current",
  now: number,
) {
  await session.rows(KEEP_SIGNALS, [session.workspaceId, textArray(keys), state, now]);
}

/** Ends the filling of a version that is only tried: nothing is left to do for it. */
export async function endTrial(session: Session, publicationId: number, now: number): Promise<void> {
  await session.rows(END_TRIAL, [session.workspaceId, publicationId, now]);
}

/** Forgets signals that nothing measures any more: to be measured again, they have to be filled again. */
export async function dropSignals(session: Session, kept: readonly string[]): Promise<void> {
  await session.rows(DROP_SIGNALS, [session.workspaceId, textArray(kept)]);
}

const ADD_MODEL = {
  name: "add-model",
  text: `
    insert into model (workspace_id, name, of, created_at) values ($1, $2, $3, $4)
    on conflict (workspace_id, name) do nothing`,
};

const FIND_MODEL = {
  name: "find-model-for-update",
  text: "select model_id, of, live_version_id from model where workspace_id = $1 and name = $2 for update",
};

const KEEP_VERSION = {
  name: "keep-version",
  text: `
    insert into model_version (workspace_id, model_id, number, hash, source, body, author, note, created_at)
    select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5::jsonb, $6, $7, $8
    from model_version where workspace_id = $1 and model_id = $2
    returning version_id, number`,
};

const START = {
  name: "start-publication",
  text: `
    insert into publication (workspace_id, version_id, state, muted, total, started_at, trial_of)
    values ($1, $2, $3, $4, $5, $6, $7)
    returning publication_id`,
};

const COLUMNS = `
  publication_id, version.version_id, version.model_id, model.name as model_name, model.of, version.number, state, muted,
  done, total, cursor, started_at, live_at,
  publication.retired_at, problem, trial_of, attempts, left_out`;

const JOINED = `
  publication
  join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
  join model on model.workspace_id = $1 and model.model_id = version.model_id`;

const FIND = {
  name: "find-publication",
  text: `select ${COLUMNS} from ${JOINED} where publication.workspace_id = $1 and publication_id = $2`,
};

const AT_WORK = {
  name: "find-publications-at-work",
  text: `
    select ${COLUMNS} from ${JOINED}
    where publication.workspace_id = $1 and state in ('filling', 'scoring')
    order by publication_id`,
};

const PROGRESS = {
  name: "keep-progress",
  text: `
    update publication set state = $3, cursor = $4, done = $5, total = $6, left_out = $7, ${NO_ATTEMPTS}
    where workspace_id = $1 and publication_id = $2 and state in ('filling', 'scoring')`,
};

const SWITCH = {
  name: "switch-live",
  text: `
    with this as (
      update publication set state = 'live', live_at = $3
      where workspace_id = $1 and publication_id = $2
      returning version_id
    ), former as (
      select model.live_version_id as version_id, model.model_id
      from this
      join model_version as version on version.workspace_id = $1 and version.version_id = this.version_id
      join model on model.workspace_id = $1 and model.model_id = version.model_id
    ), retired as (
      update publication set state = 'retired', retired_at = $3
      from former
      where publication.workspace_id = $1 and publication.version_id = former.version_id
        and publication.state = 'live'
    )
    update model set live_version_id = (select version_id from this), retired_at = null
    from former
    where model.workspace_id = $1 and model.model_id = former.model_id
    returning former.version_id as former`,
};

const END = {
  name: "end-publication",
  text: "update publication set state = $3, problem = $4 where workspace_id = $1 and publication_id = $2",
};

const END_TRIAL = {
  name: "end-trial",
  text: "update publication set state = 'retired', retired_at = $3 where workspace_id = $1 and publication_id = $2",
};

const CURRENT = {
  name: "find-current-signals",
  text: "select key from signal_fill where workspace_id = $1 and state = 'current'",
};

const KEEP_SIGNALS = {
  name: "keep-signals",
  text: `
    insert into signal_fill (workspace_id, key, state, started_at)
    select $1, key, $3, $4 from unnest($2::text[]) as signal (key)
    on conflict (workspace_id, key) do update set state = excluded.state`,
};

const DROP_SIGNALS = {
  name: "drop-signals",
  text: "delete from signal_fill where workspace_id = $1 and key <> all($2::text[])",
};
