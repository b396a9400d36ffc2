import {
  addToFeatureSurvey,
  artefactHash,
  type CompiledFeatures,
  compileFeatures,
  deriveFeatures,
  type FeatureSet,
  fairnessByField,
  featureWeights,
  type Moment,
  type MomentAnswer,
  newFeatureSurvey,
  protectedFields,
  readsLeads,
  trainOnMoments,
  type WebAssemblyLike,
  writeArtefact,
} from "@plumbline/learning";
import { findZone, quickDigest, UTC } from "@plumbline/scoring";
import { countSubjects, inTransaction } from "@plumbline/store";
import version from "../../package.json" with { type: "json" };
import type { AskedTraining, TrainingResult } from "./asked-training.ts";
import { concludeTraining } from "./conclude-training.ts";
import { liveMoments } from "./live-moments.ts";
import type { StudyKind, StudyThread } from "./study-kind.ts";
import { tellLeads } from "./tell-leads.ts";
import { watchedChampion } from "./watched-champion.ts";

/** So many leads say well enough what leads say and do. */
const SURVEYED = 20_000;

/** Learns who converts from all leads of a workspace: what they have is looked at, then lived through, then learned. */
export const trainingStudy: StudyKind<AskedTraining, TrainingResult> = {
  workOut: async (asked, thread) => {
    const zone = findZone(asked.timeZone) ?? UTC;
    const set = await featuresOf(asked, thread);
    // Who was in which band is only asked for to see whether a protected group is kept out of them.
    const models = asked.isLive && protectedFields(set).length > 0 ? asked.models : [];
    const moments = await momentsWith({ ...asked, models }, thread, compileFeatures(set, zone));
    const { target, horizon, seed, allowed, champion } = asked;
    const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssemblyLike };
    const training = { features: set, target, horizon, seed, allowed, code: version.version, wasm };
    const answer = trainOnMoments(moments, training);
    const bands = (models[0]?.bands ?? []).map(({ name }) => name);
    return {
      ...foundIn(answer, moments, { set, bands }),
      champion: champion === null ? null : await watchedChampion({ ...asked, champion }, thread, { answer, moments }),
    };
  },
  conclude: concludeTraining,
  changesConfiguration: true,
  kept: ({ artefact: _, ...found }) => found,
};

/** What can be learned of at all, by what leads say and do: by some pages of them, that the seed picks. */
async function featuresOf(asked: AskedTraining, { pool, workspaceId }: StudyThread): Promise<FeatureSet> {
  const survey = newFeatureSurvey();
  const total = await inTransaction(pool, workspaceId, (session) => countSubjects(session, "lead"));
  const takes = (after: number) => quickDigest(`${asked.seed}:${after}`, 1) / 2 ** 32 < SURVEYED / total;
  const plan = { workspaceId, modelId: asked.modelId, models: 1, readsAccounts: false, takes };
  for await (const groups of tellLeads(pool, plan)) for (const group of groups) addToFeatureSurvey(survey, group);
  return deriveFeatures(survey, asked.models);
}

async function momentsWith(asked: AskedTraining, thread: StudyThread, features: CompiledFeatures) {
  const { table } = await liveMoments(asked, thread, { features });
  return table.moments;
}

function foundIn(
  answer: MomentAnswer,
  moments: readonly Moment[],
  { set, bands }: { readonly set: FeatureSet; readonly bands: readonly string[] },
): Omit<TrainingResult, "champion"> {
  const counts = { leads: moments.length, converted: moments.filter(({ converted }) => converted === 1).length };
  const nothing = { missing: [], leftOut: [], metrics: null, chosen: null, fairness: [], hash: null, artefact: null };
  switch (answer.kind) {
    case "trained": {
      const { artefact } = answer;
      const { leftOut, metrics, candidates, window, model } = artefact;
      const weights = readsLeads(artefact) ? featureWeights(artefact, moments) : [];
      const fairness = fairnessByField(answer.newest, moments, set, bands);
      return {
        ...{ answer: answer.kind, ...counts, ...nothing, leftOut, metrics, fairness },
        chosen: { model: model.kind, candidates, window, weights },
        timing: answer.timing,
        ...{ hash: artefactHash(artefact), artefact: writeArtefact(artefact) },
      };
    }
    case "not-enough-data":
      return { answer: answer.kind, ...counts, ...nothing, missing: answer.missing };
    case "no-features":
      return { answer: answer.kind, ...counts, ...nothing, leftOut: answer.leftOut };
    case "no-signal":
      return { answer: answer.kind, ...counts, ...nothing, leftOut: answer.leftOut, metrics: answer.metrics };
  }
}
