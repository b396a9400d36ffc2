import { routes } from "@plumbline/api";
import { modelHash } from "@plumbline/scoring";
import {
  dropList,
  findListEntries,
  findLists,
  findListVersions,
  findModel,
  findPinHolders,
  findPins,
  findVersion,
  keepList,
  lockList,
  type ModelRow,
  type Session,
  type ValueListRow,
} from "@plumbline/store";
import { publish } from "../../publish/publish-model.ts";
import { contentHash, findLibrary } from "../../segment/library.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayPublished } from "../models/publishing.ts";
import { pinnedIn } from "../models/read-model.ts";
import { checkSigned } from "../models/sign-offs.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { sayHolders } from "./say-segment.ts";

const MOST_LISTS = 200;
const CHANGING = { configuration: "changing" } as const;

export function answerLists(api: Api): void {
  const { lists } = routes;

  answer(api, lists.list, async ({ session }) => {
    const holders = await findPinHolders(session);
    return { items: (await findLists(session)).map((row) => sayList(row, holders)) };
  });

  answer(api, lists.get, async ({ session, params, tag }) => {
    const row = found(await lockList(session, params.name), "list");
    tag(tagOf(row));
    return sayWhole(session, row);
  });

  answer(api, lists.put, async ({ session, params, body, caller, ifMatch, now, note, tag }) => {
    const before = await lockList(session, params.name);
    if (before) checkTag(before, ifMatch);
    else if ((await findLists(session)).length >= MOST_LISTS) {
      throw new Refusal({ code: "too-many-lists", most: MOST_LISTS });
    }
    const entries = [...new Set(body.entries)];
    const given = { name: params.name, note: body.note, author: caller.by };
    await keepList(session, { ...given, entries, hash: contentHash(entries) }, now);
    const row = found(await lockList(session, params.name), "list");
    note({ details: { number: row.number, size: entries.length } });
    tag(tagOf(row));
    return sayWhole(session, row);
  });

  answer(api, lists.drop, async ({ session, params }) => {
    const { name, hash } = found(await lockList(session, params.name), "list");
    const by = sayHolders(await findPinHolders(session), "list", name, hash);
    if (by.length > 0) {
      throw new Refusal({ code: "in-use", by: by.map(({ kind, name: holder }) => ({ kind, name: holder })) });
    }
    await dropList(session, name);
    return undefined;
  });

  answer(api, lists.versions, async ({ session, params }) => {
    const { value_list_id } = found(await lockList(session, params.name), "list");
    const versions = await findListVersions(session, value_list_id);
    return {
      items: versions.map(({ number, hash, size, author, created_at }) => ({
        number,
        hash,
        size,
        author,
        at: sayInstant(created_at),
      })),
    };
  });

  answer(api, lists.version, async ({ session, params }) => {
    const { value_list_id } = found(await lockList(session, params.name), "list");
    const entries = found(await findListEntries(session, value_list_id, params.number), "version");
    return { entries: [...entries] };
  });

  answer(api, lists.ofModel, async ({ session, params }) => {
    const { hashes } = await findLibrary(session);
    const pins = await findPins(session, { holder: "version", id: (await liveOf(session, params.name)).versionId });
    return {
      items: pins.map(({ kind, name, hash }) => ({
        ...{ kind, name, hash },
        isCurrent: hashes[kind].get(name) === hash,
        isThere: hashes[kind].has(name),
      })),
    };
  });

  answer(
    api,
    lists.republish,
    async ({ session, params, body, caller, now, note }) => {
      const { row, versionId } = await liveOf(session, params.name);
      const { source } = found(await findVersion(session, versionId), "version");
      const { model, pins } = await pinnedIn(session, source);
      await checkSigned(session, row.model_id, modelHash(model));
      const { announce } = body;
      const published = await publish(session, { model, pins, source, author: caller.by, announce }, now);
      return sayPublished(published, note, { announce });
    },
    CHANGING,
  );
}

async function liveOf(session: Session, name: string): Promise<{ readonly row: ModelRow; readonly versionId: number }> {
  const row = found(await findModel(session, name), "model");
  if (row.live_version_id === null) throw new Refusal({ code: "model-not-live", model: name });
  return { row, versionId: row.live_version_id };
}

/** Two people do not overwrite one another unseen. */
function checkTag(row: ValueListRow, ifMatch: string | undefined): void {
  if (ifMatch === undefined) throw new Refusal({ code: "tag-needed" });
  if (ifMatch !== "*" && ifMatch !== tagOf(row)) throw new Refusal({ code: "tag-mismatch" });
}

const tagOf = ({ hash, note }: ValueListRow): string => `"${contentHash([hash, note])}"`;

function sayList(row: ValueListRow, holders: Awaited<ReturnType<typeof findPinHolders>>) {
  return {
    name: row.name,
    note: row.note,
    number: row.number,
    hash: row.hash,
    size: row.entries.length,
    author: row.author,
    changedAt: sayInstant(row.created_at),
    usedBy: sayHolders(holders, "list", row.name, row.hash),
  };
}

async function sayWhole(session: Session, row: ValueListRow) {
  return { ...sayList(row, await findPinHolders(session)), entries: [...row.entries] };
}
