import { routes, type WantedExperiment } from "@plumbline/api";
import type { Model } from "@plumbline/scoring";
import { modelHash } from "@plumbline/scoring";
import {
  type ExperimentArmRow,
  findArms,
  findExperiment,
  findExperimentAtWork,
  findPublicationsAtWork,
  findVersion,
  findVersionId,
  findVersions,
  hasVersionBeenLive,
  keepArms,
  keepExperimentState,
  keepPins,
  keepVersion,
  lockExperiment,
  lockModel,
  type ModelRow,
  type NamedExperiment,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import { endSuccession, forgetSignals, stopExperiment } from "../../learn/experiment/end-experiment.ts";
import { planOf } from "../../learn/experiment/follow.ts";
import { fillForTrial, publishVersion } from "../../publish/publish-model.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayPublished } from "../models/publishing.ts";
import { pinnedIn } from "../models/read-model.ts";
import { checkSigned } from "../models/sign-offs.ts";
import { found, Refusal } from "../refusal.ts";
import { sayOne } from "./say-experiment.ts";

const CHANGING = { configuration: "changing" } as const;

/** Starting experiments, and ending them. */
export function answerRuns(api: Api): void {
  const { experiments } = routes;
  const say = async (session: Session, id: number) =>
    sayOne(session, found(await findExperiment(session, id), "experiment"));

  answer(
    api,
    experiments.start,
    async ({ session, params, caller, now, note }) => {
      const row = found(await lockExperiment(session, Number(params.id)), "experiment");
      if (row.state !== "draft") throw new Refusal({ code: "already-done" });
      const plan = planOf(row);
      const model = await readyModel(session, row);
      const arms: ExperimentArmRow[] = [];
      for (const [place, { name, weight, version }] of plan.arms.entries()) {
        const versionId = await versionFor(session, model, version, { by: caller.by, note: plan.name }, now);
        arms.push({ place, name, weight, version_id: versionId });
      }
      if (arms[0]?.version_id !== model.live_version_id) {
        throw new Refusal({ code: "experiment-unready", because: "control-not-live" });
      }
      await keepArms(session, row.experiment_id, arms);
      const isFilled = await prepareVersions(session, row, plan, arms, now);
      const startedAt = isFilled ? now : null;
      await keepExperimentState(session, row.experiment_id, isFilled ? "running" : "filling", { startedAt });
      await raiseConfigVersion(session);
      note({ details: { model: row.model_name, mode: plan.mode } });
      return say(session, row.experiment_id);
    },
    CHANGING,
  );

  answer(
    api,
    experiments.stop,
    async ({ session, params, now, note }) => {
      const row = await lockStarted(session, params.id);
      await stopExperiment(session, row, now);
      note({ details: { model: row.model_name } });
      return say(session, row.experiment_id);
    },
    CHANGING,
  );

  answer(
    api,
    experiments.decide,
    async ({ session, params, body, now, note }) => {
      const row = await lockStarted(session, params.id);
      if (row.state === "filling") throw new Refusal({ code: "experiment-unready", because: "not-started" });
      const winner = (await findArms(session, [row.experiment_id])).find(({ name }) => name === body.arm);
      const { version_id: versionId } = found(winner, "version");
      await endSuccession(session, row);
      const isLive = found(await findVersion(session, versionId), "version").is_live;
      const end = isLive
        ? { state: "decided" as const, endedAt: now, publication: null }
        : { state: "deciding" as const, endedAt: null, publication: await succeed(session, row, versionId, now) };
      const { state, endedAt, publication } = end;
      await keepExperimentState(session, row.experiment_id, state, { endedAt, winner: body.arm });
      await forgetSignals(session);
      note({ details: { model: row.model_name, arm: body.arm } });
      return { ...(await say(session, row.experiment_id)), publication };
    },
    CHANGING,
  );
}

type LiveModel = ModelRow & { readonly live_version_id: number };

/** The model of an experiment, with nothing on its way that would change which version is live. */
async function readyModel(session: Session, { model_name: name }: NamedExperiment): Promise<LiveModel> {
  const model = found(await lockModel(session, name), "model");
  const { live_version_id, model_id } = model;
  if (live_version_id === null) throw new Refusal({ code: "model-not-live", model: name });
  const other = await findExperimentAtWork(session, model_id);
  if (other) throw new Refusal({ code: "experiment-runs", experiment: String(other.experiment_id), model: name });
  if ((await findPublicationsAtWork(session)).some((one) => one.model_id === model_id)) {
    throw new Refusal({ code: "experiment-unready", because: "being-published" });
  }
  return { ...model, live_version_id };
}

/** The id of the version that an arm names; a draft becomes one, unless there is one that means the same. */
async function versionFor(
  session: Session,
  model: LiveModel,
  which: WantedExperiment["arms"][number]["version"],
  made: { readonly by: string; readonly note: string },
  now: number,
): Promise<number> {
  if (which === "live") return model.live_version_id;
  if (which !== "draft") return found(await findVersionId(session, model.model_id, which), "version");
  const source = found(model.draft ?? undefined, "draft");
  const { model: body, pins } = await pinnedIn(session, source);
  if (body.model !== model.name) throw new Refusal({ code: "model-misnamed", model: model.name, found: body.model });
  const of = body.of ?? "lead";
  if (of !== model.of) throw new Refusal({ code: "model-of-others", model: model.name, of: model.of });
  const hash = modelHash(body);
  const same = (await findVersions(session, model.model_id)).find((version) => version.hash === hash);
  if (same) return same.version_id;
  const version = { modelId: model.model_id, hash, source, body, author: made.by, note: made.note };
  const { version_id } = await keepVersion(session, version, now);
  await keepPins(session, { holder: "version", id: version_id }, pins);
  return version_id;
}

/** Lets everything be measured that the versions need: whether nothing has to be filled from the past. */
async function prepareVersions(
  session: Session,
  { experiment_id: experimentId, model_id }: NamedExperiment,
  { mode }: WantedExperiment,
  arms: readonly ExperimentArmRow[],
  now: number,
): Promise<boolean> {
  let isFilled = true;
  for (const versionId of new Set(arms.map(({ version_id }) => version_id))) {
    const version = found(await findVersion(session, versionId), "version");
    // What acts upon leads is signed as what is published is; what was live before may act again.
    if (mode === "live" && !(await hasVersionBeenLive(session, versionId))) {
      await checkSigned(session, model_id, version.hash);
    }
    if (version.is_live) continue;
    const model = version.body as Model;
    if (!(await fillForTrial(session, { versionId, model, experimentId }, now))) isFilled = false;
  }
  return isFilled;
}

async function lockStarted(session: Session, id: string): Promise<NamedExperiment> {
  const row = found(await lockExperiment(session, Number(id)), "experiment");
  if (row.state === "draft") throw new Refusal({ code: "experiment-unready", because: "not-started" });
  if (row.state === "stopped" || row.state === "decided") throw new Refusal({ code: "already-done" });
  return row;
}

/** Publishes the winner as any version is, and announces nobody whom that puts into another band. */
async function succeed(session: Session, row: NamedExperiment, versionId: number, now: number): Promise<string> {
  if (!(await hasVersionBeenLive(session, versionId))) {
    const { hash } = found(await findVersion(session, versionId), "version");
    await checkSigned(session, row.model_id, hash);
  }
  return sayPublished(await publishVersion(session, versionId, false, now, true), () => {}, { announce: false })
    .publication;
}
