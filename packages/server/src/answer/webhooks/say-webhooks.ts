import type { Answer, routes } from "@plumbline/api";
import type { DeliveryRow, EndpointRow } from "@plumbline/store";
import { messageIdOf } from "../../act/message-id.ts";

type Endpoint = Answer<typeof routes.endpoints.get>;
type Delivery = Answer<typeof routes.endpoints.test>;

export function sayEndpoint(row: EndpointRow): Endpoint {
  return {
    id: String(row.endpoint_id),
    url: row.url,
    description: row.description,
    types: [...row.types],
    createdAt: sayInstant(row.created_at),
    failingSince: sayInstantIf(row.failing_since),
    disabledAt: sayInstantIf(row.disabled_at),
    disabledBecause: row.disabled_because,
    formerSecretUntil: sayInstantIf(row.former_secret_until),
  };
}

export function sayDelivery(row: DeliveryRow, digestKey: Uint8Array): Delivery {
  return {
    id: String(row.delivery_id),
    endpoint: String(row.endpoint_id),
    message: messageIdOf(digestKey, row.outbox_id),
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    createdAt: sayInstant(row.created_at),
    nextAt: sayInstantIf(row.next_at),
    lastAt: sayInstantIf(row.last_at),
    lastStatus: row.last_status,
    // Written by this program, as one of these.
    lastProblem: row.last_problem as Delivery["lastProblem"],
  };
}

function sayInstant(at: number): string {
  return new Date(at).toISOString();
}

function sayInstantIf(at: number | null): string | null {
  return at === null ? null : sayInstant(at);
}
