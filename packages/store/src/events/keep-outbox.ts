import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Something the world is to be told: its type and its JSON. */
export type Announcement = { readonly type: string; readonly payload: string };

/**
 * Writes announcements, a delivery for every endpoint that wants their type, and the jobs that deliver them; all
 * or nothing, with the transaction that decided.
 */
export async function keepOutbox(session: Session, announcements: readonly Announcement[], now: number): Promise<void> {
  const deliveries = await session.rows<{ delivery_id: number }>(OUTBOX, [
    session.workspaceId,
    textArray(announcements.map(({ type }) => type)),
    textArray(announcements.map(({ payload }) => payload)),
    now,
  ]);
  if (deliveries.length === 0) return;
  await session.rows(JOBS, [session.workspaceId, bigintArray(deliveries.map(({ delivery_id }) => delivery_id))]);
}

const OUTBOX = {
  name: "keep-outbox",
  text: `
    with said as (
      insert into outbox (workspace_id, type, payload, created_at)
      select $1, type, payload::json, $4 from unnest($2::text[], $3::text[]) as said (type, payload)
      returning outbox_id, type
    )
    insert into delivery (workspace_id, outbox_id, endpoint_id, state, next_at)
    select $1, said.outbox_id, endpoint.endpoint_id, 'waiting', $4
    from said
    join endpoint on endpoint.workspace_id = $1 and endpoint.disabled_at is null and said.type = any(endpoint.types)
    returning delivery_id`,
};

const JOBS = {
  name: "add-delivery-jobs",
  text: `
    select graphile_worker.add_job('deliver', json_build_object('workspaceId', $1::int, 'deliveryId', delivery_id))
    from unnest($2::bigint[]) as delivery (delivery_id)`,
};
