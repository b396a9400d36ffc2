import { type Model, type ModelProblem, modelHash, parseModel, pinModel } from "@plumbline/scoring";
import {
  endPublication,
  findCurrentSignals,
  findExperimentAtWork,
  findHighestIdentity,
  findOrAddModel,
  findPublicationsAtWork,
  findVersion,
  inTransaction,
  keepPins,
  keepSignals,
  keepVersion,
  type PinRow,
  raiseConfigVersion,
  type Session,
  startPublication,
} from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../configuration.ts";
import { compileKept } from "../score/readers.ts";
import { findLibrary, pinRows } from "../segment/library.ts";

export type PublishRequest = {
  /** The model as data: what YAML or JSON said. */
  readonly input: unknown;
  /** The text it came as. */
  readonly source: string;
  readonly author: string;
  readonly note?: string;
  /** Whether the leads that change bands by the switch are to be announced. */
  readonly announce?: boolean;
};

export type Published =
  | { readonly ok: true; readonly publicationId: number; readonly versionId: number; readonly number: number }
  | { readonly ok: false; readonly problem: PublishProblem };

type PublishProblem =
  | { readonly code: "model-invalid"; readonly problems: readonly ModelProblem[] }
  /** It scores leads and is to score accounts, or the other way round. */
  | { readonly code: "model-of-others"; readonly model: string; readonly of: "lead" | "account" }
  /** It says what the live version says. */
  | { readonly code: "model-unchanged"; readonly model: string; readonly number: number }
  /** Its versions are being held against one another: that has to be stopped or decided first. */
  | { readonly code: "experiment-runs"; readonly experiment: string; readonly model: string }
  | { readonly code: "no-such-version" };

/** Keeps a model as the next version and starts its way to being live; a job does the rest. */
export async function publishModel(
  pool: Pool,
  workspaceId: number,
  { input, ...request }: PublishRequest,
  now: number,
): Promise<Published> {
  const parsed = parseModel(input);
  if (!parsed.ok) return { ok: false, problem: { code: "model-invalid", problems: parsed.problems } };
  return inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const library = await findLibrary(session);
      const pinned = pinModel(parsed.model, library);
      return publish(session, { model: pinned.model, pins: pinRows(pinned, library), ...request }, now);
    },
    { configuration: "changing" },
  );
}

/** The same in a transaction that changes the configuration, for a model that was read already. */
export async function publish(
  session: Session,
  {
    model,
    pins,
    source,
    author,
    note,
    announce = false,
  }: Omit<PublishRequest, "input"> & {
    readonly model: Model;
    /** What was written into it of the workspace's lists and segments. */
    readonly pins: readonly PinRow[];
  },
  now: number,
): Promise<Published> {
  const of = model.of ?? "lead";
  const hash = modelHash(model);
  const kept = await findOrAddModel(session, model.model, of, now);
  if (kept.of !== of) {
    return { ok: false, problem: { code: "model-of-others", model: model.model, of: kept.of } };
  }
  const live = kept.live_version_id === null ? undefined : await findVersion(session, kept.live_version_id);
  if (live?.hash === hash) {
    return { ok: false, problem: { code: "model-unchanged", model: model.model, number: live.number } };
  }
  const running = await experimentOn(session, kept.model_id, model.model);
  if (running) return running;
  const version = { modelId: kept.model_id, hash, source, body: model, author, note: note ?? null };
  const { version_id: versionId, number } = await keepVersion(session, version, now);
  await keepPins(session, { holder: "version", id: versionId }, pins);
  const publicationId = await start(session, { versionId, modelId: kept.model_id, model }, !announce, now);
  return { ok: true, publicationId, versionId, number };
}

/**
 * Makes a version live (again) that is kept already, in a transaction that changes the configuration. `decides`: it has
 * won the experiment that is under way.
 */
export async function publishVersion(
  session: Session,
  versionId: number,
  announce: boolean,
  now: number,
  decides = false,
): Promise<Published> {
  const version = await findVersion(session, versionId);
  if (!version) return { ok: false, problem: { code: "no-such-version" } };
  if (version.is_live) {
    return { ok: false, problem: { code: "model-unchanged", model: version.model_name, number: version.number } };
  }
  const running = decides ? undefined : await experimentOn(session, version.model_id, version.model_name);
  if (running) return running;
  const model = version.body as Model;
  const publicationId = await start(session, { versionId, modelId: version.model_id, model }, !announce, now);
  return { ok: true, publicationId, versionId, number: version.number };
}

async function experimentOn(session: Session, modelId: number, model: string): Promise<Published | undefined> {
  const found = await findExperimentAtWork(session, modelId);
  if (!found) return undefined;
  return { ok: false, problem: { code: "experiment-runs", experiment: String(found.experiment_id), model } };
}

/**
 * Begins to measure what a version needs that an experiment tries, and to fill it from the past: whether nothing is
 * missing. In a transaction that changes the configuration.
 */
export async function fillForTrial(
  session: Session,
  { versionId, model, experimentId }: Omit<Starting, "modelId"> & { readonly experimentId: number },
  now: number,
): Promise<boolean> {
  const { zone } = await readConfiguration(session);
  const { measurer } = await compileKept(session, model, zone);
  const current = await findCurrentSignals(session);
  const missing = measurer.keys.filter((key) => !current.has(key));
  if (missing.length === 0) return true;
  await keepSignals(session, missing, "filling", now);
  const total = await findHighestIdentity(session);
  await startPublication(session, versionId, { muted: true, state: "filling", total, trialOf: experimentId }, now);
  return false;
}

type Starting = { readonly versionId: number; readonly modelId: number; readonly model: Model };

/** From this commit on every server measures what the version needs; the past is filled in afterwards. */
async function start(session: Session, { versionId, modelId, model }: Starting, muted: boolean, now: number) {
  const { zone } = await readConfiguration(session);
  const { measurer } = await compileKept(session, model, zone);
  for (const other of await findPublicationsAtWork(session)) {
    if (other.model_id === modelId) await endPublication(session, other.publication_id, "stopped", "superseded");
  }
  const current = await findCurrentSignals(session);
  const missing = measurer.keys.filter((key) => !current.has(key));
  if (missing.length > 0) await keepSignals(session, missing, "filling", now);
  const state = missing.length > 0 ? "filling" : "scoring";
  const total = await findHighestIdentity(session);
  const publicationId = await startPublication(session, versionId, { muted, state, total }, now);
  await raiseConfigVersion(session);
  return publicationId;
}
