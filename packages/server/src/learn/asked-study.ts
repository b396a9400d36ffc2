import type { CompiledFeatures, MomentPlan, Target } from "@plumbline/learning";
import { compile, findZone, type Model, measurerFor, type PredictionReaders, UTC } from "@plumbline/scoring";

/** What is asked of the past, with all that the answer depends on: it is kept with the study. */
export type AskedMoments = {
  /** As it was asked, with its days. */
  readonly question: object;
  /** Whose adjustments count. */
  readonly modelId: number;
  /** The version; in a back-test then the draft. */
  readonly models: readonly Model[];
  readonly timeZone: string;
  readonly target: Target;
  readonly horizon: number;
  readonly seed: number;
  /** Days since 1970. */
  readonly from: number;
  readonly to: number;
  readonly knownUntil: number;
};

/** What is asked of each moment besides the models. */
export type AlsoAsked = { readonly probe?: Model; readonly features?: CompiledFeatures };

/** The plan to live through, with the predictions that the models pin. */
export function planOf(
  asked: AskedMoments,
  predictions: PredictionReaders = new Map(),
  { probe, features }: AlsoAsked = {},
): MomentPlan {
  const { models, timeZone, target, horizon, seed, from, to, knownUntil } = asked;
  const zone = findZone(timeZone) ?? UTC;
  const compiled = models.map((model) => compile(model, zone, { predictions }));
  const also = [...predictions.values(), ...(features ? [features] : [])];
  return {
    ...{ zone, target, horizon, seed, from, to, knownUntil },
    models: compiled,
    measurer: measurerFor(probe ? [...models, probe] : models, zone, also),
    readsAccounts: compiled.some((model) => model.readsAccounts) || (features?.readsAccounts ?? false),
    ...(probe && { probe: compile(probe, zone) }),
    ...(features && { features }),
  };
}
