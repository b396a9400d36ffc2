import type { ChampionSeen } from "@plumbline/api";
import { lockPredictionOf } from "@plumbline/store";
import type { AskedWatch } from "./asked-watch.ts";
import { keepSeen } from "./keep-seen.ts";
import type { StudyKind } from "./study-kind.ts";
import { watchedChampion } from "./watched-champion.ts";

/** Looks at a champion that is not trained anew just now: whether leads are as they were, and what it says holds. */
export const watchStudy: StudyKind<AskedWatch, ChampionSeen> = {
  workOut: async (asked, thread) => {
    const seen = await watchedChampion(asked, thread);
    if (!seen) throw new Error(`The artefact ${asked.champion} cannot be read`);
    const { hash, drift, calibration } = seen;
    return { hash, drift, calibration };
  },
  conclude: async (session, { asked, result }, now) => {
    const prediction = await lockPredictionOf(session, asked.predictionId);
    // It was removed in the meantime, or has another champion, which has its own turn.
    if (prediction?.champion !== result.hash) return;
    await keepSeen(session, prediction.prediction_id, result, now);
  },
};
