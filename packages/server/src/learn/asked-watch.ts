import type { AskedMoments } from "./asked-study.ts";

/** What is asked of a watch, as it is kept with its study. */
export type AskedWatch = AskedMoments & {
  readonly predictionId: number;
  /** The champion when it was asked; its hash. */
  readonly champion: string;
};
