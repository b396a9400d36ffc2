import type { Announcement } from "../events/keep-outbox.ts";
import type { Session } from "../session.ts";

/** `dropped`: it was given up because its endpoint took nothing any more. */
export type DeliveryState = "waiting" | "delivered" | "failed" | "dropped";

/** One announcement for one endpoint. */
export type DeliveryRow = {
  readonly delivery_id: number;
  readonly endpoint_id: number;
  readonly outbox_id: number;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly created_at: number;
  readonly next_at: number | null;
  readonly last_at: number | null;
  readonly last_status: number | null;
  readonly last_problem: string | null;
};

export type DeliveryQuestion = {
  readonly endpointId: number | undefined;
  readonly state: DeliveryState | undefined;
  /** Older ones than this. */
  readonly before: number;
  readonly most: number;
};

/** Deliveries, the newest first. */
export function findDeliveries(session: Session, question: DeliveryQuestion): Promise<readonly DeliveryRow[]> {
  const { endpointId, state, before, most } = question;
  const isOfEndpoint = endpointId === undefined ? "$4::int is null" : "delivery.endpoint_id = $4";
  // Written into the text, so that the index of those that failed is of use.
  const isInState = state === undefined ? "true" : `delivery.state = '${state}'`;
  const statement = {
    name: `find-deliveries-${endpointId === undefined ? "all" : "endpoint"}-${state ?? "any"}`,
    text: `${FIND} and delivery.delivery_id < $2 and ${isOfEndpoint} and ${isInState}
      order by delivery.delivery_id desc limit $3`,
  };
  return session.rows(statement, [session.workspaceId, before, most, endpointId ?? null]);
}

export async function findDelivery(
  session: Session,
  deliveryId: number,
): Promise<(DeliveryRow & { readonly payload: unknown }) | undefined> {
  const [row] = await session.rows<DeliveryRow & { payload: unknown }>(FIND_ONE, [session.workspaceId, deliveryId]);
  return row;
}

/** An announcement for one endpoint alone, whatever it wants otherwise; the delivery's id. */
export async function addDelivery(
  session: Session,
  endpointId: number,
  { type, payload }: Announcement,
  now: number,
): Promise<number> {
  const [row] = await session.rows<{ delivery_id: number }>(ADD, [session.workspaceId, endpointId, type, payload, now]);
  return (row as { delivery_id: number }).delivery_id;
}

/** A delivery begins anew, unless a worker has it just now; whether it does. */
export async function renewDelivery(session: Session, deliveryId: number, now: number): Promise<boolean> {
  const rows = await session.rows(RENEW, [session.workspaceId, deliveryId, now]);
  return rows.length > 0;
}

/** Those of an endpoint that were not delivered begin anew, if announced since an instant; which, the oldest first. */
export async function renewFailedDeliveries(
  session: Session,
  endpointId: number,
  since: number,
  now: number,
  most: number,
): Promise<readonly number[]> {
  const values = [session.workspaceId, endpointId, since, now, most];
  const rows = await session.rows<{ delivery_id: number }>(RENEW_FAILED, values);
  return rows.map(({ delivery_id }) => delivery_id);
}

/**
 * Clears some of the oldest announcements away, with their deliveries, if they are from before an instant; how
 * many. None are left when it is 0.
 */
export async function dropAnnouncements(session: Session, before: number, most: number): Promise<number> {
  const rows = await session.rows(DROP, [session.workspaceId, before, most]);
  return rows.length;
}

const COLUMNS = `delivery.delivery_id, delivery.endpoint_id, delivery.outbox_id, outbox.type, delivery.state,
  delivery.attempts, outbox.created_at, delivery.next_at, delivery.last_at, delivery.last_status,
  delivery.last_problem`;

const FROM = `
  from delivery join outbox on outbox.workspace_id = $1 and outbox.outbox_id = delivery.outbox_id
  where delivery.workspace_id = $1`;

const FIND = `select ${COLUMNS} ${FROM}`;

const FIND_ONE = {
  name: "find-delivery",
  text: `select ${COLUMNS}, outbox.payload ${FROM} and delivery.delivery_id = $2`,
};

const ADD = {
  name: "add-delivery",
  text: `
    with said as (
      insert into outbox (workspace_id, type, payload, created_at) values ($1, $3, $4::json, $5) returning outbox_id
    )
    insert into delivery (workspace_id, outbox_id, endpoint_id, state, next_at)
    select $1, outbox_id, $2, 'waiting', $5 from said
    returning delivery_id`,
};

const NOT_CLAIMED =
  "(claimed_until is null or claimed_until <= (extract(epoch from clock_timestamp()) * 1000)::bigint)";

const RENEW = {
  name: "renew-delivery",
  text: `
    update delivery set state = 'waiting', attempts = 0, next_at = $3, claimed_until = null
    where workspace_id = $1 and delivery_id = $2 and ${NOT_CLAIMED}
    returning 1`,
};

const RENEW_FAILED = {
  name: "renew-failed-deliveries",
  text: `
    with failed as (
      select delivery.delivery_id
      from delivery join outbox on outbox.workspace_id = $1 and outbox.outbox_id = delivery.outbox_id
      where delivery.workspace_id = $1 and delivery.endpoint_id = $2 and delivery.state in ('failed', 'dropped')
        and outbox.created_at >= $3
      order by delivery.delivery_id limit $5
      for no key update of delivery
    )
    update delivery set state = 'waiting', attempts = 0, next_at = $4, claimed_until = null
    from failed where delivery.workspace_id = $1 and delivery.delivery_id = failed.delivery_id
    returning delivery.delivery_id`,
};

const DROP = {
  name: "drop-announcements",
  text: `
    with old as (
      select outbox_id from (
        select outbox_id, created_at from outbox where workspace_id = $1 order by outbox_id limit $3
      ) as oldest
      where created_at < $2
    ), told as (
      delete from delivery using old where delivery.workspace_id = $1 and delivery.outbox_id = old.outbox_id
    )
    delete from outbox using old where outbox.workspace_id = $1 and outbox.outbox_id = old.outbox_id
    returning 1`,
};
