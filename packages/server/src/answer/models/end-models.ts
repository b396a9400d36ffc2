import { type Answer, routes } from "@plumbline/api";
import { findZone, type Model, measurerFor, UTC, type Zone } from "@plumbline/scoring";
import {
  countScored,
  dropModel,
  dropSignals,
  endPublication,
  findExperimentAtWork,
  findModel,
  findPublicationsAtWork,
  findScoringVersions,
  findVersion,
  findVersions,
  findWorkspace,
  hasBeenLive,
  inTransaction,
  keepDefaultModel,
  keepFormerScores,
  lockModel,
  type ModelRow,
  raiseConfigVersion,
  retireModel,
  type ScoringVersionRow,
  type Session,
  type WorkspaceRow,
} from "@plumbline/store";
import { readConfiguration } from "../../configuration.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { dropAllScores } from "./publishing.ts";
import { sayModel } from "./say-model.ts";

const CHANGING = { configuration: "changing" } as const;

/** Ending models, and saying which one answers where none is named. */
export function answerEndModels(api: Api): void {
  answer(api, routes.models.stops, async ({ session, params }) =>
    stopsOf(session, liveOne(found(await findModel(session, params.name), "model"))),
  );

  answer(
    api,
    routes.models.retire,
    async ({ session, params, now, note }) => {
      const row = liveOne(found(await lockModel(session, params.name), "model"));
      const running = await findExperimentAtWork(session, row.model_id);
      if (running) {
        throw new Refusal({ code: "experiment-runs", experiment: String(running.experiment_id), model: row.name });
      }
      const stops = await stopsOf(session, row);
      await keepFormerScores(session, row.model_id, row.live_version_id);
      await retireModel(session, row.model_id, now);
      await dropSignals(session, (await readConfiguration(session)).measurer.keys);
      await raiseConfigVersion(session);
      note({ details: { scored: stops.scored } });
      // Its scores are cleared away by the housekeeping.
      return stops;
    },
    CHANGING,
  );

  answer(
    api,
    routes.models.setDefault,
    async ({ session, params }) => {
      const row = liveOne(found(await lockModel(session, params.name), "model"));
      await keepDefaultModel(session, row.model_id);
      await raiseConfigVersion(session);
      return sayModel(found(await findModel(session, params.name), "model"));
    },
    CHANGING,
  );

  answerAtOwnPace(api, routes.models.drop, async ({ params, pool, caller, commit }) => {
    // What was scored beside the live models is cleared away first, step by step, before its versions are gone.
    const versions = await inTransaction(
      pool,
      caller.workspaceId,
      async (session) => {
        const row = neverLive(await lockModel(session, params.name), await wasLive(session, params.name));
        for (const one of await findPublicationsAtWork(session)) {
          if (one.model_id === row.model_id)
            await endPublication(session, one.publication_id, "stopped", "model-dropped");
        }
        await raiseConfigVersion(session);
        return findVersions(session, row.model_id);
      },
      CHANGING,
    );
    for (const { version_id } of versions) await dropAllScores(pool, caller.workspaceId, version_id);
    return commit(async (session) => {
      const row = neverLive(await lockModel(session, params.name), await wasLive(session, params.name));
      await dropModel(session, row.model_id);
      await dropSignals(session, (await readConfiguration(session)).measurer.keys);
      await raiseConfigVersion(session);
      return undefined;
    }, CHANGING);
  });
}

async function wasLive(session: Session, name: string): Promise<boolean> {
  const row = await findModel(session, name);
  return row !== undefined && (await hasBeenLive(session, row.model_id));
}

function neverLive(row: ModelRow | undefined, was: boolean): ModelRow {
  const there = found(row, "model");
  if (was) throw new Refusal({ code: "model-was-live", model: there.name });
  return there;
}

type LiveRow = ModelRow & { readonly live_version_id: number };

function liveOne(row: ModelRow): LiveRow {
  const { live_version_id } = row;
  if (live_version_id === null) throw new Refusal({ code: "model-not-live", model: row.name });
  return { ...row, live_version_id };
}

/** What would stop if a live model were retired. */
async function stopsOf(session: Session, row: LiveRow): Promise<Answer<typeof routes.models.stops>> {
  const workspace = await findWorkspace(session);
  const scoring = await findScoringVersions(session);
  const model = (await findVersion(session, row.live_version_id))?.body as Model;
  const others = scoring.filter(({ model_id }) => model_id !== row.model_id);
  const live = others.filter(({ state, of }) => state === "live" && of === row.of);
  return {
    scored: await countScored(session, row.live_version_id),
    isDefault: row.is_default,
    isLast: live.length === 0,
    signals: signalsOfItsOwn(model, others, zoneOf(workspace)),
    isHandOff: isHandOff(row, workspace),
  };
}

const zoneOf = (workspace: WorkspaceRow | undefined): Zone => findZone(workspace?.time_zone ?? "") ?? UTC;

function isHandOff(row: ModelRow, workspace: WorkspaceRow | undefined): boolean {
  const handOff = workspace?.settings["handOff"] as { readonly model?: string } | null | undefined;
  if (row.of !== "lead") return false;
  return handOff?.model === undefined ? row.is_default : handOff.model === row.name;
}

function signalsOfItsOwn(model: Model, others: readonly ScoringVersionRow[], zone: Zone): string[] {
  const kept = new Set(
    measurerFor(
      others.map(({ body }) => body as Model),
      zone,
    ).keys,
  );
  return Object.entries(model.signals ?? {}).flatMap(([name, definition]) => {
    const { keys } = measurerFor([{ ...model, signals: { [name]: definition } }], zone);
    return keys.every((key) => kept.has(key)) ? [] : [name];
  });
}
