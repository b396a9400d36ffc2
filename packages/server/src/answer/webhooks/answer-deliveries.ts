import { routes } from "@plumbline/api";
import { findDeliveries, findDelivery, planDeliveries, renewDelivery } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { digestKeyOf, openEndpointOf } from "./answer-endpoints.ts";
import { sayDelivery } from "./say-webhooks.ts";

/** What the world was told. */
export function answerDeliveries(api: Api): void {
  const { deliveries } = routes;

  answer(api, deliveries.list, async ({ session, query }) => {
    const question = {
      endpointId: query.endpoint === undefined ? undefined : Number(query.endpoint),
      state: query.state,
      before: readIdCursor(query.cursor) ?? Number.MAX_SAFE_INTEGER,
      most: query.limit + 1,
    };
    const digestKey = await digestKeyOf(session);
    const rows = await findDeliveries(session, question);
    return pageOf(
      rows,
      query.limit,
      (row) => sayDelivery(row, digestKey),
      ({ delivery_id }) => [delivery_id],
    );
  });

  answer(api, deliveries.get, async ({ session, params }) => {
    const row = found(await findDelivery(session, Number(params.id)), "delivery");
    return { ...sayDelivery(row, await digestKeyOf(session)), payload: row.payload };
  });

  answer(api, deliveries.redeliver, async ({ session, params, now }) => {
    const deliveryId = Number(params.id);
    const { endpoint_id } = found(await findDelivery(session, deliveryId), "delivery");
    await openEndpointOf(session, String(endpoint_id));
    if (!(await renewDelivery(session, deliveryId, now))) throw new Refusal({ code: "in-progress" });
    await planDeliveries(session, [deliveryId]);
    return sayDelivery(found(await findDelivery(session, deliveryId), "delivery"), await digestKeyOf(session));
  });
}
