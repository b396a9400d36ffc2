import { routes } from "@plumbline/api";
import { dropSample, findModel, findSamples, keepSample, type SamplesOf, type Session } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";

const MOST = 20;

/** The leads that sales picked to try a model on; of a model of accounts, accounts. */
export function answerSamples(api: Api): void {
  answer(api, routes.models.samples, async ({ session, params }) => {
    const model = found(await findModel(session, params.name), "model");
    return { items: await read(session, model) };
  });

  answer(api, routes.models.putSample, async ({ session, params, body, note }) => {
    const model = found(await findModel(session, params.name), "model");
    const kept = await findSamples(session, model);
    const isNew = !kept.some(({ subject_id }) => subject_id === Number(params.lead));
    if (isNew && kept.length >= MOST) throw new Refusal({ code: "too-many-samples", most: MOST });
    await keepSample(session, model, {
      subject_id: Number(params.lead),
      note: body.note,
      expects: body.band !== undefined,
      band: body.band ?? null,
    });
    note({ details: { lead: params.lead } });
    return { items: await read(session, model) };
  });

  answer(api, routes.models.dropSample, async ({ session, params, note }) => {
    const model = found(await findModel(session, params.name), "model");
    await dropSample(session, model, Number(params.lead));
    note({ details: { lead: params.lead } });
    return undefined;
  });
}

async function read(session: Session, model: SamplesOf) {
  return (await findSamples(session, model)).map(({ subject_id, note, name, expects, band }) => ({
    lead: String(subject_id),
    note,
    name,
    ...(expects && { band }),
  }));
}
