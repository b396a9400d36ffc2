import { routes } from "@plumbline/api";
import { modelHash } from "@plumbline/scoring";
import {
  dropScores,
  endPublication,
  findModel,
  findPublication,
  findVersion,
  findVersionId,
  hasVersionBeenLive,
  inTransaction,
  keepDraft,
  lockModel,
  raiseConfigVersion,
} from "@plumbline/store";
import type { Pool } from "pg";
import { type Published, publish, publishVersion } from "../../publish/publish-model.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { checkTag } from "./drafts.ts";
import { pinnedIn } from "./read-model.ts";
import { sayPublication } from "./say-model.ts";
import { checkSigned } from "./sign-offs.ts";

const CHANGING = { configuration: "changing" } as const;
const SCORES = 5000;

export function answerPublishing(api: Api): void {
  answer(
    api,
    routes.models.publish,
    async ({ session, params, body, caller, ifMatch, now, note }) => {
      const row = found(await lockModel(session, params.name), "model");
      const source = found(row.draft ?? undefined, "draft");
      checkTag(row, ifMatch);
      const { announce } = body;
      const { model, pins } = await pinnedIn(session, source);
      // It was refused as a draft unless something else was wrong with it.
      if (model.model !== row.name) {
        throw new Refusal({ code: "model-misnamed", model: row.name, found: model.model });
      }
      await checkSigned(session, row.model_id, modelHash(model));
      const request = { model, pins, source, author: caller.by, announce };
      const published = await publish(
        session,
        { ...request, ...(body.note !== undefined && { note: body.note }) },
        now,
      );
      await keepDraft(session, row.model_id, { text: null }, now);
      return sayPublished(published, note, { announce });
    },
    CHANGING,
  );

  answer(
    api,
    routes.models.publishVersion,
    async ({ session, params, body, now, note }) => {
      const { model_id } = found(await findModel(session, params.name), "model");
      const versionId = found(await findVersionId(session, model_id, params.number), "version");
      // What was live before may be live again, signed or not: going back has to be quick.
      if (!(await hasVersionBeenLive(session, versionId))) {
        const version = found(await findVersion(session, versionId), "version");
        await checkSigned(session, model_id, version.hash);
      }
      return sayPublished(await publishVersion(session, versionId, body.announce, now), note, body);
    },
    CHANGING,
  );

  answer(api, routes.publications.get, async ({ session, params }) =>
    sayPublication(found(await findPublication(session, Number(params.id)), "publication")),
  );

  answerAtOwnPace(api, routes.publications.stop, async ({ params, pool, caller, commit }) => {
    let versionId: number | undefined;
    const stopped = await commit(async (session) => {
      const row = found(await findPublication(session, Number(params.id)), "publication");
      if (row.state !== "filling" && row.state !== "scoring") {
        throw new Refusal({ code: "publication-ended", state: row.state });
      }
      await endPublication(session, row.publication_id, "stopped", "by-request");
      await raiseConfigVersion(session);
      versionId = row.version_id;
      return sayPublication({ ...row, state: "stopped", problem: "by-request" });
    }, CHANGING);
    if (versionId !== undefined) await dropAllScores(pool, caller.workspaceId, versionId);
    return stopped;
  });
}

/** Clears away what was built of a version that is not to be. */
export async function dropAllScores(pool: Pool, workspaceId: number, versionId: number): Promise<void> {
  for (let dropped = SCORES; dropped === SCORES; ) {
    dropped = await inTransaction(pool, workspaceId, (session) => dropScores(session, versionId, SCORES));
  }
}

type Note = (about: { readonly subject?: string; readonly details?: unknown }) => void;

export function sayPublished(published: Published, note: Note, { announce }: { readonly announce: boolean }) {
  if (published.ok) {
    note({ details: { version: published.number, announce } });
    return { publication: String(published.publicationId), version: published.number };
  }
  const { problem } = published;
  if (problem.code === "no-such-version") throw new Refusal({ code: "not-found", what: "version" });
  // A text was read with the places of its problems before.
  if (problem.code === "model-invalid") throw new Refusal({ code: "model-invalid", problems: [] });
  throw new Refusal(problem);
}
