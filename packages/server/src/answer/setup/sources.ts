import { randomBytes } from "node:crypto";
import { routes } from "@plumbline/api";
import { webhookSecret } from "@plumbline/connectors";
import type { Json } from "@plumbline/scoring";
import {
  changeSource,
  findSource,
  findSourceSecret,
  findSources,
  keepSource,
  keepSourceSecret,
  type OwnSourceRow,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import { type SealKeys, seal, unseal } from "../../act/seal.ts";
import { sourcePlace } from "../../collect/known-sources.ts";
import { newWriteKey } from "../../workspace/write-key.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

const SECRET_BYTES = 32;

export function answerSources(api: Api, { keys }: { readonly keys: SealKeys }): void {
  answer(api, routes.sources.list, async ({ session }) => ({ items: (await findSources(session)).map(saySource) }));

  answer(api, routes.sources.get, ({ session, params }) => read(session, params.id));

  answer(api, routes.sources.create, async ({ session, body, now, note }) => {
    const { name, kind } = body;
    const settings = said(body.settings);
    const id = String(await keepSource(session, { name, kind, writeKey: newWriteKey(), settings }, now));
    note({ subject: id, details: { kind } });
    return read(session, id);
  });

  answer(api, routes.sources.update, async ({ session, params, body, now, note }) => {
    const row = found(await findSource(session, Number(params.id)), "source");
    const { name = row.name, isDisabled = row.disabled_at !== null } = body;
    const settings = body.settings ? said({ ...row.settings, ...body.settings }) : row.settings;
    const disabled_at = isDisabled ? (row.disabled_at ?? now) : null;
    await changeSource(session, row.source_id, { ...row, name, settings, disabled_at });
    if (body.settings) await raiseConfigVersion(session);
    note({ details: { changed: Object.keys(body) } });
    return read(session, params.id);
  });

  answer(api, routes.sources.rotate, async ({ session, params }) => {
    const row = found(await findSource(session, Number(params.id)), "source");
    await changeSource(session, row.source_id, { ...row, write_key: newWriteKey() });
    return read(session, params.id);
  });

  answer(api, routes.sources.sign, async ({ session, params, body }) => {
    const row = found(await findSource(session, Number(params.id)), "source");
    const secret = await newSecret(session, row.source_id, keys, body.keepFormer);
    return { ...(await read(session, params.id)), secret };
  });

  answer(api, routes.sources.unsign, async ({ session, params }) => {
    const row = found(await findSource(session, Number(params.id)), "source");
    await keepSourceSecret(session, row.source_id, null);
    return read(session, params.id);
  });
}

/** What its sender signs with from now on; with the one before it, or alone. */
async function newSecret(session: Session, sourceId: number, keys: SealKeys, keepFormer: boolean): Promise<string> {
  const place = sourcePlace(session.workspaceId);
  const secret = webhookSecret(randomBytes(SECRET_BYTES));
  const sealed = keepFormer ? await findSourceSecret(session, sourceId) : null;
  const [former] = (sealed && unseal(sealed, keys, place)?.split(" ")) || [];
  const both = former === undefined || former === "" ? secret : `${secret} ${former}`;
  await keepSourceSecret(session, sourceId, seal(both, keys, place));
  return secret;
}

/** Settings that are null are the workspace's again. */
function said(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== undefined));
}

async function read(session: Session, id: string) {
  return saySource(found(await findSource(session, Number(id)), "source"));
}

function saySource(row: OwnSourceRow) {
  return {
    id: String(row.source_id),
    name: row.name,
    kind: row.kind,
    writeKey: row.write_key,
    settings: row.settings as Readonly<Record<string, Json>>,
    createdAt: sayInstant(row.created_at),
    disabledAt: sayInstantIf(row.disabled_at),
    isSigned: row.is_signed,
  };
}
