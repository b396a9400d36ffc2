import { routes } from "@plumbline/api";
import { attainable, diffModels, fromPoints, type Model } from "@plumbline/scoring";
import {
  findModel,
  findModels,
  findPublicationsOf,
  findSignOffs,
  findVersion,
  findVersionId,
  findVersions,
} from "@plumbline/store";
import { problemsOf } from "../../segment/read-pinned.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { sayPoints } from "../say-score.ts";
import { modelAs, readIn } from "./read-model.ts";
import { sayModel, sayPublication, sayVersion } from "./say-model.ts";

const PUBLICATIONS = 20;

/** What can be asked about models. */
export function answerModels(api: Api): void {
  answer(api, routes.models.list, async ({ session }) => ({ items: (await findModels(session)).map(sayModel) }));

  answer(api, routes.models.get, async ({ session, params }) => {
    const row = found(await findModel(session, params.name), "model");
    const versions = await findVersions(session, row.model_id);
    const publications = await findPublicationsOf(session, row.model_id, PUBLICATIONS);
    const signed = await findSignOffs(session, row.model_id);
    return {
      ...sayModel(row),
      history: versions.map((version) => sayVersion(version, signed)),
      publications: publications.map(sayPublication),
    };
  });

  answer(api, routes.models.version, async ({ session, params }) => {
    const row = found(await findModel(session, params.name), "model");
    const id = found(await findVersionId(session, row.model_id, params.number), "version");
    const version = found(await findVersion(session, id), "version");
    const signed = await findSignOffs(session, row.model_id);
    return { ...sayVersion(version, signed), text: version.source, body: version.body as Model };
  });

  answer(api, routes.models.validate, async ({ session, body }) => {
    const read = await readIn(session, body);
    return { problems: problemsOf(read), body: read.ok ? read.model : null };
  });

  answer(api, routes.models.diff, async ({ session, params, query }) => {
    const row = found(await findModel(session, params.name), "model");
    const [from, to] = [await modelAs(session, row, query.from), await modelAs(session, row, query.to)];
    return { items: diffModels(from, to) };
  });

  answer(api, routes.models.attainable, async ({ session, params, query }) => {
    const row = found(await findModel(session, params.name), "model");
    const which = query.version ?? row.live_number;
    if (which === null) throw new Refusal({ code: "model-not-live", model: row.name });
    const items = attainable(await modelAs(session, row, which));
    return {
      items: items.map(({ most, share, ...rest }) => ({
        ...rest,
        most: sayPoints(most),
        share: share === null ? null : fromPoints(share) / 100,
      })),
    };
  });
}
