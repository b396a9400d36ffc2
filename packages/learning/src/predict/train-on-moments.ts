import { type FeatureSet, someFeatures } from "../feature/feature-set.ts";
import type { Moment } from "../moment/moment-table.ts";
import { tableOfMoments } from "../moment/table-of-moments.ts";
import { takeFeatures } from "../table/table.ts";
import { type TimingAnswer, type TimingWorth, trainTiming } from "../timing/train-timing.ts";
import type { Artefact, AskedOutcome } from "./artefact.ts";
import { type PredictionAnswer, type PredictionTraining, trainPrediction } from "./train-prediction.ts";

export type MomentTraining = AskedOutcome &
  Pick<PredictionTraining, "seed" | "code" | "wasm" | "settings" | "protectedFields" | "allowed"> & {
    /** The features that the moments were read with. */
    readonly features: FeatureSet;
    /** Traits that people of the team set, besides those whose names say so. */
    readonly staffTraits?: readonly string[];
  };

export type MomentAnswer =
  | Exclude<PredictionAnswer, { readonly kind: "trained" }>
  | (Extract<PredictionAnswer, { readonly kind: "trained" }> & {
      /** Whether it could be learned how long it takes, too. */
      readonly timing: TimingWorth;
    });

/**
 * Learns from moments who converts within the horizon, and where it can be told, how long it takes. Protected fields,
 * allowed ones and those of staff are named as traits or as features. The artefact has all that is needed to read its
 * features of a lead again.
 */
export function trainOnMoments(moments: readonly Moment[], training: MomentTraining): MomentAnswer {
  const { features: set, target, horizon, staffTraits = [], seed, code, wasm, settings } = training;
  const { table, facts, waits } = tableOfMoments(moments, set);
  const named = (names: readonly string[]) => featuresNamed(set, names);
  const answer = trainPrediction(table, {
    ...{ ...facts, setByStaff: [...(facts.setByStaff ?? []), ...named(staffTraits)] },
    protectedFields: named(training.protectedFields ?? []),
    allowed: named(training.allowed ?? []),
    ...{ seed, code },
    ...(wasm && { wasm }),
    ...(settings && { settings }),
  });
  if (answer.kind !== "trained") return answer;
  const used = new Set(answer.artefact.features.map(({ name }) => name));
  const isUsed = (name: string) => used.has(name);
  const timing = trainTiming(takeFeatures(table, isUsed), waits, { seed, code });
  const artefact: Artefact = {
    ...answer.artefact,
    asked: { target, horizon },
    reads: someFeatures(set, isUsed),
    ...(timing.kind === "trained" && { timing: timing.model }),
  };
  return { ...answer, artefact: JSON.parse(JSON.stringify(artefact)) as Artefact, timing: worthOf(timing) };
}

function worthOf(timing: TimingAnswer): TimingWorth {
  return timing.kind === "trained" ? { kind: timing.kind, concordance: timing.model.concordance } : timing;
}

function featuresNamed({ features }: FeatureSet, names: readonly string[]): string[] {
  return features.flatMap(({ name, reading }) => {
    const path = "trait" in reading ? reading.trait : "account" in reading ? reading.account : undefined;
    return names.includes(name) || (path !== undefined && names.includes(path)) ? [name] : [];
  });
}
