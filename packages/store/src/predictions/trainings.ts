import type { Session } from "../session.ts";

/** What came of one training; `found` is JSON, instants ms. */
export type TrainingRow = {
  readonly training_id: number;
  readonly prediction_id: number;
  readonly study_id: number;
  readonly by: string;
  readonly at: number;
  /** Of the artefact; null where nothing was learned. */
  readonly hash: string | null;
  readonly found: string;
  readonly promoted_at: number | null;
  readonly promoted_by: string | null;
};

export type NewTraining = Pick<TrainingRow, "prediction_id" | "study_id" | "by" | "hash" | "found"> & {
  readonly artefact: string | null;
};

export async function keepTraining(
  session: Session,
  { prediction_id, study_id, by, hash, artefact, found }: NewTraining,
  now: number,
): Promise<number> {
  const values = [session.workspaceId, prediction_id, study_id, by, now, hash, artefact, found];
  const [row] = await session.rows<{ training_id: number }>(KEEP, values);
  return (row as { training_id: number }).training_id;
}

/** The newest first. */
export function findTrainings(
  session: Session,
  predictionId: number,
  before: number,
  most: number,
): Promise<TrainingRow[]> {
  return session.rows(FIND, [session.workspaceId, predictionId, before, most]);
}

/** The newest training that made an artefact. */
export async function findTrainingOf(
  session: Session,
  predictionId: number,
  hash: string,
): Promise<TrainingRow | undefined> {
  const [row] = await session.rows<TrainingRow>(OF, [session.workspaceId, predictionId, hash]);
  return row;
}

export async function keepPromoted(
  session: Session,
  { training_id }: Pick<TrainingRow, "training_id">,
  by: string,
  now: number,
): Promise<void> {
  await session.rows(PROMOTED, [session.workspaceId, training_id, by, now]);
}

/** Artefacts by their hashes, as they were written; those that this workspace does not have are not among them. */
export function findArtefacts(
  session: Session,
  hashes: readonly string[],
): Promise<{ readonly hash: string; readonly artefact: string }[]> {
  return session.rows(ARTEFACTS, [session.workspaceId, hashes]);
}

/** Which of these artefacts the workspace has. */
export async function findKnownArtefacts(session: Session, hashes: readonly string[]): Promise<string[]> {
  const rows = await session.rows<{ hash: string }>(KNOWN, [session.workspaceId, hashes]);
  return rows.map(({ hash }) => hash);
}

const COLUMNS = "training_id, prediction_id, study_id, by, at, hash, found::text, promoted_at, promoted_by";

const KEEP = {
  name: "keep-training",
  text: `
    insert into training (workspace_id, prediction_id, study_id, by, at, hash, artefact, found)
    values ($1, $2, $3, $4, $5, $6, $7, $8::json) returning training_id`,
};

const FIND = {
  name: "find-trainings",
  text: `
    select ${COLUMNS} from training where workspace_id = $1 and prediction_id = $2 and training_id < $3
    order by training_id desc limit $4`,
};

const OF = {
  name: "find-training-of",
  text: `
    select ${COLUMNS} from training where workspace_id = $1 and prediction_id = $2 and hash = $3
    order by training_id desc limit 1`,
};

const PROMOTED = {
  name: "keep-promoted",
  text: "update training set promoted_at = $4, promoted_by = $3 where workspace_id = $1 and training_id = $2",
};

const ARTEFACTS = {
  name: "find-artefacts",
  text: "select distinct on (hash) hash, artefact from training where workspace_id = $1 and hash = any ($2::text[])",
};

const KNOWN = {
  name: "find-known-artefacts",
  text: "select distinct hash from training where workspace_id = $1 and hash = any ($2::text[])",
};
