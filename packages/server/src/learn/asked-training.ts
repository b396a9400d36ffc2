import type { TrainingFound } from "@plumbline/api";
import type { AskedMoments } from "./asked-study.ts";

/** What is asked of a training, as it is kept with its study. */
export type AskedTraining = AskedMoments & {
  readonly predictionId: number;
  /** Fields that may be looked at although they are protected. */
  readonly allowed: readonly string[];
  /** Whether its model is live, so that leads stand in bands. */
  readonly isLive: boolean;
  /** The champion when it was asked: it is watched, and held against what is learned. */
  readonly champion: string | null;
};

/** What is found, with the artefact as it is to be kept. */
export type TrainingResult = TrainingFound & { readonly artefact: string | null };
