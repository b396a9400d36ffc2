import { randomBytes } from "node:crypto";
import { routes } from "@plumbline/api";
import { checkUrl, webhookSecret } from "@plumbline/connectors";
import {
  addDelivery,
  changeEndpoint,
  dropEndpoint,
  type EndpointRow,
  findDelivery,
  findEndpoint,
  findEndpoints,
  findWorkspace,
  keepEndpoint,
  planDeliveries,
  raiseConfigVersion,
  renewFailedDeliveries,
  replaceSecret,
  type Session,
} from "@plumbline/store";
import { endpointPlace, type SealKeys, seal } from "../../act/seal.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { sayDelivery, sayEndpoint } from "./say-webhooks.ts";

export type WebhookOptions = {
  /** What secrets are sealed with in the database. */
  readonly keys: SealKeys;
  /** Networks (CIDR) that may be told although they are private. */
  readonly allow: readonly string[];
};

const MOST_ENDPOINTS = 50;
/** How many deliveries begin anew at a time. */
const MOST_RENEWED = 10_000;
const HOUR = 3_600_000;
/** Which announcements are written depends on the endpoints there are. */
const CHANGING = { configuration: "changing" } as const;

/** Where the world is told what changes: endpoints. */
export function answerEndpoints(api: Api, { keys, allow }: WebhookOptions): void {
  const { endpoints } = routes;

  answer(api, endpoints.list, async ({ session }) => ({ items: (await findEndpoints(session)).map(sayEndpoint) }));

  answer(api, endpoints.get, async ({ session, params }) => sayEndpoint(await endpointOf(session, params.id)));

  answer(
    api,
    endpoints.create,
    async ({ session, body, now, note }) => {
      checkAddress(body.url, allow);
      if ((await findEndpoints(session)).length >= MOST_ENDPOINTS) {
        throw new Refusal({ code: "too-many-endpoints", most: MOST_ENDPOINTS });
      }
      const { secret, sealed } = newSecret(session, keys);
      const row = await keepEndpoint(session, { ...body, types: inOrder(body.types), secret: sealed }, now);
      await raiseConfigVersion(session);
      note({ subject: String(row.endpoint_id), details: { types: body.types } });
      return { ...sayEndpoint(row), secret };
    },
    CHANGING,
  );

  answer(
    api,
    endpoints.change,
    async ({ session, params, body, now, note }) => {
      const { url, description, enabled } = body;
      const types = body.types && inOrder(body.types);
      if (url !== undefined) checkAddress(url, allow);
      const row = await changeEndpoint(session, Number(params.id), { url, description, types, enabled }, now);
      await raiseConfigVersion(session);
      note({ details: { changed: Object.keys(body), types, enabled } });
      return sayEndpoint(found(row, "endpoint"));
    },
    CHANGING,
  );

  answer(api, endpoints.rotate, async ({ session, params, body, now }) => {
    const { secret, sealed } = newSecret(session, keys);
    const row = await replaceSecret(session, Number(params.id), sealed, Math.round(now + body.overlapHours * HOUR));
    return { ...sayEndpoint(found(row, "endpoint")), secret };
  });

  answer(
    api,
    endpoints.drop,
    async ({ session, params }) => {
      found((await dropEndpoint(session, Number(params.id))) || undefined, "endpoint");
      await raiseConfigVersion(session);
      return undefined;
    },
    CHANGING,
  );

  answer(api, endpoints.test, async ({ session, params, now }) => {
    const { endpoint_id } = await openEndpointOf(session, params.id);
    const type = "endpoint.test";
    const said = { type, timestamp: new Date(now).toISOString(), data: { endpoint: params.id } };
    const deliveryId = await addDelivery(session, endpoint_id, { type, payload: JSON.stringify(said) }, now);
    await planDeliveries(session, [deliveryId]);
    return sayDelivery(found(await findDelivery(session, deliveryId), "delivery"), await digestKeyOf(session));
  });

  answer(api, endpoints.redeliver, async ({ session, params, body, now, note }) => {
    const { endpoint_id } = await openEndpointOf(session, params.id);
    const renewed = await renewFailedDeliveries(session, endpoint_id, Date.parse(body.since), now, MOST_RENEWED);
    await planDeliveries(session, renewed);
    note({ details: { since: body.since, count: renewed.length } });
    return { count: renewed.length, more: renewed.length === MOST_RENEWED };
  });
}

/** An endpoint that takes deliveries: to one that is disabled, they would only be dropped again. */
export async function openEndpointOf(session: Session, id: string): Promise<EndpointRow> {
  const row = await endpointOf(session, id);
  if (row.disabled_at !== null) throw new Refusal({ code: "endpoint-disabled" });
  return row;
}

export async function digestKeyOf(session: Session): Promise<Uint8Array> {
  return (await findWorkspace(session))?.digest_key ?? Buffer.of();
}

async function endpointOf(session: Session, id: string): Promise<EndpointRow> {
  return found(await findEndpoint(session, Number(id)), "endpoint");
}

function inOrder(types: readonly string[]): readonly string[] {
  return [...new Set(types)].toSorted();
}

function checkAddress(url: string, allow: readonly string[]): void {
  const because = checkUrl(url, allow);
  if (because) throw new Refusal({ code: "url-refused", because });
}

function newSecret({ workspaceId }: Session, keys: SealKeys) {
  const secret = webhookSecret(randomBytes(32));
  return { secret, sealed: seal(secret, keys, endpointPlace(workspaceId)) };
}
