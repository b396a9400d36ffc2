import { routes } from "@plumbline/api";
import { dropSample, findModel, findSamples, keepSample, type Session } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";

const MOST = 20;

/** The leads that sales picked to try a model on. */
export function answerSamples(api: Api): void {
  answer(api, routes.models.samples, async ({ session, params }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    return { items: await read(session, model_id) };
  });

  answer(api, routes.models.putSample, async ({ session, params, body, note }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    const kept = await findSamples(session, model_id);
    const isNew = !kept.some(({ lead_id }) => lead_id === Number(params.lead));
    if (isNew && kept.length >= MOST) throw new Refusal({ code: "too-many-samples", most: MOST });
    await keepSample(session, model_id, {
      lead_id: Number(params.lead),
      note: body.note,
      expects: body.band !== undefined,
      band: body.band ?? null,
    });
    note({ details: { lead: params.lead } });
    return { items: await read(session, model_id) };
  });

  answer(api, routes.models.dropSample, async ({ session, params, note }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    await dropSample(session, model_id, Number(params.lead));
    note({ details: { lead: params.lead } });
    return undefined;
  });
}

async function read(session: Session, modelId: number) {
  return (await findSamples(session, modelId)).map(({ lead_id, note, name, expects, band }) => ({
    lead: String(lead_id),
    note,
    name,
    ...(expects && { band }),
  }));
}
