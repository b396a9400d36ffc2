import { type Answer, routes } from "@plumbline/api";
import {
  addPrediction,
  changePrediction,
  dropPrediction,
  findArtefacts,
  findModel,
  findPrediction,
  findPredictions,
  findTrainingOf,
  findTrainings,
  findTrainingsAtWork,
  lockPrediction,
  type PredictionRow,
  type Session,
  type TrainingRow,
} from "@plumbline/store";
import { beginTraining, nextTraining, type PredictionPlan, planIn } from "../../learn/begin-training.ts";
import type { SeenLast } from "../../learn/keep-seen.ts";
import { promote } from "../../learn/promote.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { askedOf } from "../studies/asked-of.ts";
import { leadPredictions } from "./lead-predictions.ts";
import { usesOf } from "./uses.ts";

type Prediction = Answer<typeof routes.predictions.get>;
type Training = Answer<typeof routes.predictions.trainings>["items"][number];

const CHANGING = { configuration: "changing" } as const;
const MAX_ID = 2_147_483_647;

/** Predictions: how likely leads convert, learned from what became of others. */
export function answerPredictions(api: Api, known: KnownConfigurations): void {
  const { predictions } = routes;

  answer(api, predictions.list, async ({ session }) => {
    const rows = await findPredictions(session);
    return { items: await sayPredictions(session, rows) };
  });

  answer(api, predictions.create, async ({ session, body, caller, now }) => {
    const model = found(await findModel(session, body.model), "model");
    if (model.of !== "lead") throw new Refusal({ code: "model-of-others", model: model.name, of: model.of });
    const { name, label, target, horizon, every, allowed } = body;
    const plan: PredictionPlan = { target, horizon, every, allowed };
    const wanted = { name, label, model_id: model.model_id, plan: JSON.stringify(plan), by: caller.by };
    const row = await addPrediction(session, { ...wanted, next_at: nextTraining(every, now) }, now);
    if (!row) throw new Refusal({ code: "already-there", what: "prediction" });
    askedOf(await beginTraining(session, row, caller.by, now));
    return sayOne(session, row);
  });

  answer(api, predictions.get, async ({ session, params }) => sayOne(session, await predictionOf(session, params)));

  answer(api, predictions.change, async ({ session, params, body, now }) => {
    const row = found(await lockPrediction(session, params.name), "prediction");
    const before = planIn(row);
    const plan = { ...before, every: body.every ?? before.every, allowed: body.allowed ?? before.allowed };
    const label = body.label === undefined ? row.label : body.label;
    const next_at = plan.every === before.every ? row.next_at : nextTraining(plan.every, now);
    await changePrediction(session, row.prediction_id, { label, plan: JSON.stringify(plan), next_at });
    return sayOne(session, await predictionOf(session, params));
  });

  answer(
    api,
    predictions.drop,
    async ({ session, params }) => {
      const row = found(await lockPrediction(session, params.name), "prediction");
      const uses = (await usesOf(session)).get(row.prediction_id) ?? [];
      if (uses.length > 0) {
        throw new Refusal({ code: "in-use", by: uses.map(({ model }) => ({ kind: "model", name: model })) });
      }
      await dropPrediction(session, row.prediction_id);
      return undefined;
    },
    CHANGING,
  );

  answer(api, predictions.train, async ({ session, params, caller, now, note }) => {
    const row = found(await lockPrediction(session, params.name), "prediction");
    const study = askedOf(await beginTraining(session, row, caller.by, now));
    note({ details: { study } });
    return { study: String(study) };
  });

  answer(api, predictions.trainings, async ({ session, params, query }) => {
    const row = await predictionOf(session, params);
    const before = readIdCursor(query.cursor) ?? MAX_ID;
    const rows = await findTrainings(session, row.prediction_id, before, query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      (one) => sayTraining(one, row),
      ({ training_id }) => [training_id],
    );
  });

  answer(api, predictions.artefact, async ({ session, params }) => {
    const row = await predictionOf(session, params);
    const training = await findTrainingOf(session, row.prediction_id, params.hash);
    const [kept] = training ? await findArtefacts(session, [params.hash]) : [];
    return JSON.parse(found(kept, "artefact").artefact);
  });

  answer(
    api,
    predictions.promote,
    async ({ session, params, body, caller, now, note }) => {
      const row = found(await lockPrediction(session, params.name), "prediction");
      found(await findTrainingOf(session, row.prediction_id, body.artefact), "artefact");
      const promoted = await promote(session, row, body.artefact, { by: caller.by }, now);
      note({ details: { artefact: body.artefact, published: promoted.published } });
      return { published: [...promoted.published], waiting: [...promoted.waiting] };
    },
    CHANGING,
  );

  answer(api, predictions.ofLead, async ({ session, params, now }) => {
    const configuration = await known(session);
    return { items: await leadPredictions(session, configuration, Number(params.id), now) };
  });
}

async function predictionOf(session: Session, { name }: { readonly name: string }): Promise<PredictionRow> {
  return found(await findPrediction(session, name), "prediction");
}

async function sayOne(session: Session, row: PredictionRow): Promise<Prediction> {
  const [said] = await sayPredictions(session, [row]);
  return said as Prediction;
}

async function sayPredictions(session: Session, rows: readonly PredictionRow[]): Promise<Prediction[]> {
  const uses = await usesOf(session);
  const atWork = await findTrainingsAtWork(session);
  return rows.map((row) => {
    const { target, horizon, every, allowed } = planIn(row);
    const study = atWork.get(row.prediction_id);
    return {
      ...{ name: row.name, model: row.model_name, label: row.label, target, horizon, every, allowed: [...allowed] },
      champion: row.champion,
      nextAt: sayInstantIf(row.next_at),
      watch: sayWatch(row),
      study: study === undefined ? null : String(study),
      usedBy: [...(uses.get(row.prediction_id) ?? [])],
      by: row.by,
      at: sayInstant(row.at),
    };
  });
}

/** What was seen of a champion of before says nothing of this one. */
function sayWatch({ champion, watch }: PredictionRow): Prediction["watch"] {
  if (watch === null) return null;
  const { at, hash, drift, calibration } = JSON.parse(watch) as SeenLast;
  return hash === champion ? { at: sayInstant(at), drift, calibration } : null;
}

function sayTraining(row: TrainingRow, { champion }: PredictionRow): Training {
  return {
    id: String(row.training_id),
    study: String(row.study_id),
    artefact: row.hash,
    state: stateOf(row, champion),
    by: row.by,
    at: sayInstant(row.at),
    promotedAt: sayInstantIf(row.promoted_at),
    promotedBy: row.promoted_by,
    found: JSON.parse(row.found) as Training["found"],
  };
}

function stateOf({ hash, promoted_at }: TrainingRow, champion: string | null): Training["state"] {
  if (hash === null) return "nothing";
  if (hash === champion) return "champion";
  return promoted_at === null ? "challenger" : "former";
}
