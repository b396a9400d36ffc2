import type { TrainingFound } from "@plumbline/api";
import { formatDay } from "@plumbline/scoring";
import {
  findPredictionsToWatch,
  findTrainingOf,
  inTransaction,
  keepNextWatch,
  keepStudy,
  lockPredictionOf,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import type { AskedWatch } from "./asked-watch.ts";
import { planIn } from "./begin-training.ts";
import { nextWatch } from "./keep-seen.ts";
import { prepareMoments } from "./prepare-study.ts";

/** Who looks without being asked. */
const SCHEDULE = "schedule";

/**
 * Begins to look at the champions of a workspace at which nobody has looked for a week, neither a watch nor a training;
 * how many. One that cannot be looked at is told and has its next turn in a week: it stands in nobody's way.
 */
export async function watchDue(
  pool: Pool,
  workspaceId: number,
  now: number,
  onError: (error: unknown) => void,
): Promise<number> {
  let begun = 0;
  for (const id of await inTransaction(pool, workspaceId, (session) => findPredictionsToWatch(session, now))) {
    try {
      if (await inTransaction(pool, workspaceId, (session) => beginWatch(session, id, now))) begun += 1;
    } catch (error) {
      onError(error);
      await inTransaction(pool, workspaceId, (session) => keepNextWatch(session, id, nextWatch(now)));
    }
  }
  return begun;
}

/** Asks for a watch; whether it was still to be asked for. */
async function beginWatch(session: Session, predictionId: number, now: number): Promise<boolean> {
  const row = await lockPredictionOf(session, predictionId);
  // Another process was faster, or it was removed.
  if (!row || row.champion === null || (row.watch_at ?? 0) > now) return false;
  const { target, horizon } = planIn(row);
  const question = { model: row.model_name, target, horizon, seed: 1 };
  const moments = await prepareMoments(session, question, [], now);
  if (!moments.ok) throw new Error(`The champion of a prediction cannot be looked at: ${moments.because.code}`);
  const training = await findTrainingOf(session, predictionId, row.champion);
  const found = training && (JSON.parse(training.found) as TrainingFound);
  // What leads are held against are those that it has learned from, however long ago that was.
  const from = Math.min(moments.asked.from, found?.chosen?.window.all.from ?? moments.asked.from);
  const asked: AskedWatch = {
    ...{ ...moments.asked, from, predictionId, champion: row.champion },
    question: { ...moments.asked.question, from: formatDay(from), kind: "watch", prediction: row.name },
  };
  await keepStudy(session, { kind: "watch", asked: JSON.stringify(asked), by: SCHEDULE }, now);
  await keepNextWatch(session, predictionId, nextWatch(now));
  return true;
}
