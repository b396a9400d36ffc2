import { routes, type Streamed } from "@plumbline/api";
import { fromPoints } from "@plumbline/scoring";
import { findModel, inTransaction } from "@plumbline/store";
import { previewModel } from "../../publish/preview-model.ts";
import type { Previewed, PreviewTally } from "../../publish/tally-preview.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { sayPoints } from "../say-score.ts";
import { bindStream } from "../stream/bind-stream.ts";
import { modelIn } from "./read-model.ts";

type Event = Streamed<typeof routes.models.preview>;

export function answerPreview(api: Api): void {
  bindStream(
    api,
    routes.models.preview,
    async function* ({ params, body, pool, caller, now, signal }): AsyncGenerator<Event> {
      const { row, model } = await inTransaction(pool, caller.workspaceId, async (session) => {
        const known = await findModel(session, params.name);
        const text = body ?? found(found(known, "model").draft ?? undefined, "draft");
        return { row: known, model: await modelIn(session, text) };
      });
      // A text of any name stands for the model whose preview is asked for.
      const named = { ...model, model: params.name };
      const of = model.of ?? "lead";
      if (row?.versions && row.of !== of) throw new Refusal({ code: "model-of-others", model: row.name, of: row.of });
      for await (const step of previewModel(pool, caller.workspaceId, named, now, signal)) {
        if (step.kind === "progress") yield { event: "progress", data: { done: step.done, total: step.total } };
        else yield { event: "result", data: sayTally(step.tally) };
      }
    },
  );
}

function sayTally({ subjects, changed, unscored, bands, histogram, moves }: PreviewTally) {
  return {
    subjects,
    changed,
    unscored: { ...unscored },
    bands: bands.map((band) => ({ ...band })),
    histogram: histogram.map(({ from, to, ...pair }) => ({ from: fromPoints(from), to: fromPoints(to), ...pair })),
    moves: moves.map(({ band, entering, leaving, entered, left }) => ({
      band,
      entering,
      leaving,
      entered: entered.map(sayMover),
      left: left.map(sayMover),
    })),
  };
}

function sayMover({ id, name, before, after }: Previewed) {
  return {
    id: String(id),
    name,
    from: before.band,
    to: after.band,
    before: sayPoints(before.total),
    after: sayPoints(after.total),
  };
}
