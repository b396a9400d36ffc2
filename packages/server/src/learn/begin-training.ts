import type { Target } from "@plumbline/learning";
import {
  changePrediction,
  findModelById,
  findPredictionsDue,
  findTrainingsAtWork,
  inTransaction,
  keepStudy,
  type PredictionRow,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import type { AskedTraining } from "./asked-training.ts";
import { type Prepared, prepareMoments, type Unasked } from "./prepare-study.ts";

/** What is to be foreseen, as it is kept. */
export type PredictionPlan = {
  readonly target: Target;
  readonly horizon: number;
  readonly every: "never" | "week" | "month";
  readonly allowed: readonly string[];
};

const DAY = 86_400_000;
const DAYS = { week: 7, month: 30 } as const;
/** Who trains without being asked. */
const SCHEDULE = "schedule";

export const planIn = ({ plan }: Pick<PredictionRow, "plan">): PredictionPlan => JSON.parse(plan) as PredictionPlan;

export function nextTraining(every: PredictionPlan["every"], now: number): number | null {
  return every === "never" ? null : now + DAYS[every] * DAY;
}

/** Asks for a training; one that waits or is under way is not asked for twice. The id of the study. */
export async function beginTraining(
  session: Session,
  row: PredictionRow,
  by: string,
  now: number,
): Promise<Prepared<number>> {
  const known = (await findTrainingsAtWork(session)).get(row.prediction_id);
  if (known !== undefined) return { ok: true, asked: known };
  const { target, horizon, allowed } = planIn(row);
  const model = await findModelById(session, row.model_id);
  // Until it is live its draft says what it listens to; without either there are still the commonest events.
  const versions: readonly ("live" | "draft")[] = model?.live_version_id ? ["live"] : model?.draft ? ["draft"] : [];
  const question = { model: row.model_name, target, horizon, seed: 1 };
  const moments = await prepareMoments(session, question, versions, now);
  if (!moments.ok) return moments;
  const asked: AskedTraining = {
    ...moments.asked,
    question: { ...moments.asked.question, kind: "training", prediction: row.name },
    predictionId: row.prediction_id,
    allowed,
    isLive: versions.includes("live"),
    champion: row.champion,
  };
  const study = await keepStudy(session, { kind: "training", asked: JSON.stringify(asked), by }, now);
  return { ok: true, asked: study.study_id };
}

/**
 * Begins the trainings of a workspace that are due; how many. One that cannot be asked for just now, because the draft
 * it would listen to is not finished, is told and has its next turn when the others have: it does not stand in their way.
 */
export async function trainDue(
  pool: Pool,
  workspaceId: number,
  now: number,
  onRefused: (because: Unasked) => void = () => {},
): Promise<number> {
  return inTransaction(pool, workspaceId, async (session) => {
    const due = await findPredictionsDue(session, now);
    for (const row of due) {
      const begun = await beginTraining(session, row, SCHEDULE, now);
      if (!begun.ok) onRefused(begun.because);
      const { label, plan } = row;
      await changePrediction(session, row.prediction_id, {
        label,
        plan,
        next_at: nextTraining(planIn(row).every, now),
      });
    }
    return due.length;
  });
}
