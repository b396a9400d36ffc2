import type { Session } from "../session.ts";

/** Something to be foreseen; `plan` is JSON, instants ms. */
export type PredictionRow = {
  readonly prediction_id: number;
  readonly name: string;
  readonly label: string | null;
  readonly model_id: number;
  readonly model_name: string;
  readonly plan: string;
  readonly next_at: number | null;
  readonly champion: string | null;
  /** When the champion is looked at next. */
  readonly watch_at: number | null;
  /** JSON: what was seen of a champion last. */
  readonly watch: string | null;
  readonly by: string;
  readonly at: number;
};

export type NewPrediction = Pick<PredictionRow, "name" | "label" | "model_id" | "plan" | "next_at" | "by">;

/** Undefined where there is one of this name. */
export async function addPrediction(
  session: Session,
  { name, label, model_id, plan, next_at, by }: NewPrediction,
  now: number,
): Promise<PredictionRow | undefined> {
  const values = [session.workspaceId, name, label, model_id, plan, next_at, by, now];
  const [added] = await session.rows<{ prediction_id: number }>(ADD, values);
  return added && findPrediction(session, name);
}

export async function findPrediction(session: Session, name: string): Promise<PredictionRow | undefined> {
  const [row] = await session.rows<PredictionRow>(BY_NAME, [session.workspaceId, name]);
  return row;
}

export async function lockPrediction(session: Session, name: string): Promise<PredictionRow | undefined> {
  const [row] = await session.rows<PredictionRow>(LOCK, [session.workspaceId, name]);
  return row;
}

export async function lockPredictionOf(session: Session, predictionId: number): Promise<PredictionRow | undefined> {
  const [row] = await session.rows<PredictionRow>(LOCK_OF, [session.workspaceId, predictionId]);
  return row;
}

/** By name. */
export function findPredictions(session: Session): Promise<PredictionRow[]> {
  return session.rows(ALL, [session.workspaceId]);
}

/** Those that are to be trained by `now`, and whom nobody trains just now. */
export function findPredictionsDue(session: Session, now: number): Promise<PredictionRow[]> {
  return session.rows(DUE, [session.workspaceId, now]);
}

export async function changePrediction(
  session: Session,
  predictionId: number,
  { label, plan, next_at }: Pick<PredictionRow, "label" | "plan" | "next_at">,
): Promise<void> {
  await session.rows(CHANGE, [session.workspaceId, predictionId, label, plan, next_at]);
}

/** Makes an artefact the one that models get, to be looked at by an instant. */
export async function keepChampion(
  session: Session,
  predictionId: number,
  hash: string,
  watchAt: number,
): Promise<void> {
  await session.rows(CHAMPION, [session.workspaceId, predictionId, hash, watchAt]);
}

/** Removes it with all that was learned. */
export async function dropPrediction(session: Session, predictionId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, predictionId]);
}

const COLUMNS = `p.prediction_id, p.name, p.label, p.model_id, m.name as model_name, p.plan::text, p.next_at,
  p.champion, p.watch_at, p.watch::text, p.by, p.at`;
const FROM = "from prediction p join model m using (workspace_id, model_id)";

const ADD = {
  name: "add-prediction",
  text: `
    insert into prediction (workspace_id, name, label, model_id, plan, next_at, by, at)
    values ($1, $2, $3, $4, $5::json, $6, $7, $8)
    on conflict (workspace_id, name) do nothing returning prediction_id`,
};

const BY_NAME = {
  name: "find-prediction",
  text: `select ${COLUMNS} ${FROM} where p.workspace_id = $1 and p.name = $2`,
};

const LOCK = { name: "lock-prediction", text: `${BY_NAME.text} for update of p` };

const LOCK_OF = {
  name: "lock-prediction-of",
  text: `select ${COLUMNS} ${FROM} where p.workspace_id = $1 and p.prediction_id = $2 for update of p`,
};

const ALL = { name: "find-predictions", text: `select ${COLUMNS} ${FROM} where p.workspace_id = $1 order by p.name` };

const DUE = {
  name: "find-predictions-due",
  text: `
    select ${COLUMNS} ${FROM} where p.workspace_id = $1 and p.next_at <= $2 order by p.next_at for update of p skip locked`,
};

const CHANGE = {
  name: "change-prediction",
  text: `
    update prediction set label = $3, plan = $4::json, next_at = $5
    where workspace_id = $1 and prediction_id = $2`,
};

const CHAMPION = {
  name: "keep-champion",
  text: "update prediction set champion = $3, watch_at = $4 where workspace_id = $1 and prediction_id = $2",
};

const DROP = { name: "drop-prediction", text: "delete from prediction where workspace_id = $1 and prediction_id = $2" };
