import { randomUUID } from "node:crypto";
import { routes, type WantedExperiment } from "@plumbline/api";
import { sampleSizeForRates } from "@plumbline/learning";
import {
  changeExperiment,
  dropExperiment,
  findExperiment,
  findExperiments,
  findModel,
  keepExperiment,
  lockExperiment,
  type NamedExperiment,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayExperiments, sayOne } from "./say-experiment.ts";

const MAX_ID = 2_147_483_647;

/** Planning experiments, and looking them up. */
export function answerPlans(api: Api): void {
  const { experiments } = routes;

  answer(api, experiments.sampleSize, async ({ query: { baseline, difference, ...plan } }) => ({
    needed: sampleSizeForRates(baseline, difference, plan),
  }));

  answer(api, experiments.create, async ({ session, body, caller, now, note }) => {
    const plan = { ...(await plannedFor(session, body)), salt: randomUUID(), by: caller.by };
    const id = await keepExperiment(session, plan, now);
    note({ subject: String(id), details: { model: body.model, mode: body.mode } });
    return sayOne(session, found(await findExperiment(session, id), "experiment"));
  });

  answer(api, experiments.list, async ({ session, query }) => {
    const modelId = query.model === undefined ? null : ((await findModel(session, query.model))?.model_id ?? -1);
    const before = readIdCursor(query.cursor) ?? MAX_ID;
    const rows = await findExperiments(session, { before, modelId }, query.limit + 1);
    const { items, next } = pageOf(
      rows,
      query.limit,
      (row) => row,
      ({ experiment_id }) => [experiment_id],
    );
    return { items: await sayExperiments(session, items), next };
  });

  answer(api, experiments.get, async ({ session, params }) =>
    sayOne(session, found(await findExperiment(session, Number(params.id)), "experiment")),
  );

  answer(api, experiments.change, async ({ session, params, body }) => {
    const { experiment_id } = await lockPlanned(session, params.id);
    await changeExperiment(session, experiment_id, await plannedFor(session, body));
    return sayOne(session, found(await findExperiment(session, experiment_id), "experiment"));
  });

  answer(api, experiments.drop, async ({ session, params }) => {
    const { experiment_id } = await lockPlanned(session, params.id);
    await dropExperiment(session, experiment_id);
    return undefined;
  });
}

async function plannedFor(session: Session, wanted: WantedExperiment) {
  const model = found(await findModel(session, wanted.model), "model");
  if (model.of !== "lead") throw new Refusal({ code: "model-of-others", model: model.name, of: model.of });
  return { model_id: model.model_id, plan: JSON.stringify(wanted) };
}

/** One that was started is what it is. */
async function lockPlanned(session: Session, id: string): Promise<NamedExperiment> {
  const row = found(await lockExperiment(session, Number(id)), "experiment");
  if (row.state !== "draft") throw new Refusal({ code: "already-done" });
  return row;
}
