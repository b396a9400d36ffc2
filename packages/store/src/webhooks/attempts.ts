import type { Session } from "../session.ts";
import type { DeliveryState } from "./deliveries.ts";

/** Everything that an attempt needs to know of a delivery. */
export type DueDelivery = {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next_at: number | null;
  /** For how many ms another worker still has it; null: nobody has. */
  readonly claimed_for: number | null;
  readonly outbox_id: number;
  readonly type: string;
  readonly payload: string;
  readonly endpoint_id: number;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly former_secret: Uint8Array | null;
  readonly former_secret_until: number | null;
  readonly failing_since: number | null;
  readonly disabled_at: number | null;
  readonly digest_key: Uint8Array;
};

/** Lets a delivery stand still until the transaction ends, and reads it. */
export async function lockDelivery(session: Session, deliveryId: number): Promise<DueDelivery | undefined> {
  const [row] = await session.rows<DueDelivery>(LOCK, [session.workspaceId, deliveryId]);
  return row;
}

/**
 * Nobody else attempts a delivery for so many ms. The number that comes back has to be shown with what became of
 * it: whoever comes too late has lost it. Counted by the database's clock, the one that all workers share.
 */
export async function claimDelivery(session: Session, deliveryId: number, ms: number): Promise<number> {
  const [row] = await session.rows<{ claimed_until: number }>(CLAIM, [session.workspaceId, deliveryId, ms]);
  return (row as { claimed_until: number }).claimed_until;
}

export type Attempt = {
  readonly claim: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly status: number | null;
  readonly problem: string | null;
};

/** What became of an attempt; false where the claim was lost meanwhile, and nothing is written. */
export async function keepAttempt(
  session: Session,
  deliveryId: number,
  attempt: Attempt,
  now: number,
): Promise<boolean> {
  const { claim, state, attempts, nextAt, status, problem } = attempt;
  const values = [session.workspaceId, deliveryId, claim, state, attempts, nextAt, status, problem, now];
  return (await session.rows(KEEP, values)).length > 0;
}

/** It will not be told: its endpoint takes nothing any more. */
export async function giveUpDelivery(session: Session, deliveryId: number): Promise<void> {
  await session.rows(GIVE_UP, [session.workspaceId, deliveryId]);
}

/** Another attempt in so many ms, instead of one that was planned before. */
export async function planDelivery(session: Session, deliveryId: number, ms: number): Promise<void> {
  await session.rows(PLAN, [session.workspaceId, [deliveryId], Math.max(0, Math.round(ms))]);
}

/** An attempt of each, as soon as there is a worker. */
export async function planDeliveries(session: Session, deliveryIds: readonly number[]): Promise<void> {
  if (deliveryIds.length > 0) await session.rows(PLAN, [session.workspaceId, deliveryIds, 0]);
}

/**
 * Plans attempts that nobody is about to make: those that a worker had when it was killed, and those that should
 * have begun `grace` ms ago and did not. How many.
 */
export async function planLostDeliveries(session: Session, now: number, grace: number, most = 1000): Promise<number> {
  const rows = await session.rows<{ delivery_id: number }>(LOST, [session.workspaceId, now, now - grace, most]);
  await planDeliveries(
    session,
    rows.map(({ delivery_id }) => delivery_id),
  );
  return rows.length;
}

const CLOCK = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

const LOCK = {
  name: "lock-delivery",
  text: `
    select delivery.state, delivery.attempts, delivery.next_at,
      case when delivery.claimed_until > ${CLOCK} then delivery.claimed_until - ${CLOCK} end as claimed_for,
      delivery.outbox_id, outbox.type, outbox.payload::text as payload,
      endpoint.endpoint_id, endpoint.url, endpoint.secret, endpoint.former_secret, endpoint.former_secret_until,
      endpoint.failing_since, endpoint.disabled_at, workspace.digest_key
    from delivery
    join outbox on outbox.workspace_id = $1 and outbox.outbox_id = delivery.outbox_id
    join endpoint on endpoint.workspace_id = $1 and endpoint.endpoint_id = delivery.endpoint_id
    join workspace on workspace.workspace_id = $1
    where delivery.workspace_id = $1 and delivery.delivery_id = $2
    for no key update of delivery`,
};

const CLAIM = {
  name: "claim-delivery",
  text: `
    update delivery set claimed_until = ${CLOCK} + $3
    where workspace_id = $1 and delivery_id = $2
    returning claimed_until`,
};

const KEEP = {
  name: "keep-attempt",
  text: `
    update delivery set claimed_until = null, state = $4, attempts = $5, next_at = $6, last_status = $7,
      last_problem = $8, last_at = $9
    where workspace_id = $1 and delivery_id = $2 and claimed_until = $3 and state = 'waiting'
    returning 1`,
};

const GIVE_UP = {
  name: "give-up-delivery",
  text: `
    update delivery set state = 'dropped', next_at = null, claimed_until = null
    where workspace_id = $1 and delivery_id = $2`,
};

const PLAN = {
  name: "plan-deliveries",
  text: `
    select graphile_worker.add_job(
      'deliver',
      json_build_object('workspaceId', $1::int, 'deliveryId', delivery_id),
      run_at => clock_timestamp() + $3::bigint * interval '1 millisecond',
      job_key => 'deliver:' || $1::int || ':' || delivery_id
    )
    from unnest($2::bigint[]) as delivery (delivery_id)`,
};

const LOST = {
  name: "find-lost-deliveries",
  text: `
    select delivery_id from delivery
    where workspace_id = $1 and state = 'waiting' and next_at <= $2
      and (claimed_until <= ${CLOCK} or (claimed_until is null and next_at <= $3))
    order by next_at limit $4`,
};
