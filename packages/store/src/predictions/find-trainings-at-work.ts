import type { Session } from "../session.ts";

/** The training that waits or is under way, by prediction. */
export async function findTrainingsAtWork(session: Session): Promise<ReadonlyMap<number, number>> {
  const rows = await session.rows<{ prediction_id: number; study_id: number }>(AT_WORK, [session.workspaceId]);
  return new Map(rows.map((row) => [row.prediction_id, row.study_id]));
}

/** To which prediction artefacts belong, by their hashes. */
export async function findArtefactOwners(
  session: Session,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await session.rows<{ hash: string; prediction_id: number }>(OWNERS, [session.workspaceId, hashes]);
  return new Map(rows.map((row) => [row.hash, row.prediction_id]));
}

const AT_WORK = {
  name: "find-trainings-at-work",
  text: `
    select (asked->>'predictionId')::integer as prediction_id, study_id from study
    where workspace_id = $1 and kind = 'training' and state in ('waiting', 'running') order by study_id`,
};

const OWNERS = {
  name: "find-artefact-owners",
  text: `
    select distinct on (hash) hash, prediction_id from training
    where workspace_id = $1 and hash = any ($2::text[]) order by hash, training_id`,
};
