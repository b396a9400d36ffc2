import { keepTraining, lockPredictionOf, type Session } from "@plumbline/store";
import type { AskedTraining, TrainingResult } from "./asked-training.ts";
import { keepSeen } from "./keep-seen.ts";
import { promote } from "./promote.ts";
import type { ConcludedStudy } from "./study-kind.ts";

/**
 * Keeps what a training found. The first artefact becomes the champion; a later one only where its loss on the newest
 * leads is lower with confidence: the others wait for somebody who decides.
 */
export async function concludeTraining(
  session: Session,
  { row, asked, result }: ConcludedStudy<AskedTraining, TrainingResult>,
  now: number,
): Promise<void> {
  const prediction = await lockPredictionOf(session, asked.predictionId);
  // It was removed in the meantime.
  if (!prediction) return;
  const { artefact, ...found } = result;
  const kept = { prediction_id: prediction.prediction_id, study_id: row.study_id, by: row.by };
  await keepTraining(session, { ...kept, hash: found.hash, artefact, found: JSON.stringify(found) }, now);
  const { champion } = found;
  if (champion !== null && champion.hash === prediction.champion)
    await keepSeen(session, prediction.prediction_id, champion, now);
  if (found.hash === null || found.hash === prediction.champion) return;
  const isFirst = prediction.champion === null;
  const isBetter = prediction.champion === champion?.hash && champion.challenge?.verdict === "better";
  if (isFirst || isBetter) await promote(session, prediction, found.hash, { by: row.by }, now);
}
