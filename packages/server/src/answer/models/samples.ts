import { routes } from "@plumbline/api";
import { findModel, findSamples, keepSamples, type Session } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found } from "../refusal.ts";

/** The leads that sales picked to try a model on. */
export function answerSamples(api: Api): void {
  answer(api, routes.models.samples, async ({ session, params }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    return { items: await read(session, model_id) };
  });

  answer(api, routes.models.putSamples, async ({ session, params, body, note }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    await keepSamples(
      session,
      model_id,
      body.items.map(({ lead, note: said, band }) => ({
        lead_id: Number(lead),
        note: said,
        expects: band !== undefined,
        band: band ?? null,
      })),
    );
    note({ details: { leads: body.items.map(({ lead }) => lead) } });
    return { items: await read(session, model_id) };
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
