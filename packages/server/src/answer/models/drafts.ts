import { routes } from "@plumbline/api";
import type { ReadModel } from "@plumbline/connectors";
import { modelHash } from "@plumbline/scoring";
import {
  dropEmptyModel,
  findModel,
  findOrAddModel,
  findSignOffs,
  keepDraft,
  lockModel,
  type ModelRow,
} from "@plumbline/store";
import { problemsOf } from "../../segment/read-pinned.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { readIn } from "./read-model.ts";
import { saySignOff, tagOf } from "./say-model.ts";

export function answerDrafts(api: Api): void {
  answer(api, routes.models.draft, async ({ session, params, tag }) => {
    const row = found(await findModel(session, params.name), "model");
    const { draft, draft_at } = draftOf(row);
    tag(tagOf(draft));
    const read = await readIn(session, draft);
    const hash = hashOf(read);
    const signed = (await findSignOffs(session, row.model_id)).filter((one) => one.hash === hash);
    return {
      text: draft,
      at: sayInstant(draft_at),
      problems: problemsOf(read),
      hash,
      signOffs: signed.map(saySignOff),
    };
  });

  answer(api, routes.models.putDraft, async ({ session, params, body, ifMatch, tag, now }) => {
    const { name } = params;
    const read = await readIn(session, body);
    if (read.ok && read.model.model !== name) {
      throw new Refusal({ code: "model-misnamed", model: name, found: read.model.model });
    }
    checkTag(await lockModel(session, name), ifMatch, { isNeeded: true });
    const of = read.ok ? (read.model.of ?? "lead") : undefined;
    const { model_id } = await findOrAddModel(session, name, of ?? "lead", now);
    await keepDraft(session, model_id, { text: body, of }, now);
    tag(tagOf(body));
    return { at: sayInstant(now), problems: problemsOf(read), hash: hashOf(read) };
  });

  answer(api, routes.models.dropDraft, async ({ session, params, ifMatch, now }) => {
    const row = found(await lockModel(session, params.name), "model");
    draftOf(row);
    checkTag(row, ifMatch);
    await keepDraft(session, row.model_id, { text: null }, now);
    await dropEmptyModel(session, row.model_id);
    return undefined;
  });
}

function hashOf(read: ReadModel): string | null {
  return read.ok ? modelHash(read.model) : null;
}

function draftOf({ draft, draft_at }: ModelRow): { readonly draft: string; readonly draft_at: number } {
  return { draft: found(draft ?? undefined, "draft"), draft_at: draft_at ?? 0 };
}

/** Whoever changes a draft has read it: two people do not overwrite one another unseen. */
export function checkTag(row: ModelRow | undefined, ifMatch: string | undefined, { isNeeded = false } = {}): void {
  const draft = row?.draft ?? undefined;
  if (ifMatch === undefined) {
    if (isNeeded && draft !== undefined) throw new Refusal({ code: "tag-needed" });
    return;
  }
  if (draft === undefined || (ifMatch !== "*" && ifMatch !== tagOf(draft))) throw new Refusal({ code: "tag-mismatch" });
}
