import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An outcome that an event told; instants in ms. */
export type OutcomeRow = {
  readonly identity_id: number;
  readonly at: number;
  readonly message_id: string;
  readonly kind: string;
  readonly deal: string | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly reason: string | null;
};

/** Each is told once: messages are. */
export async function keepOutcomes(session: Session, outcomes: readonly OutcomeRow[]): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    bigintArray(outcomes.map((row) => row.identity_id)),
    bigintArray(outcomes.map((row) => row.at)),
    textArray(outcomes.map((row) => row.message_id)),
    textArray(outcomes.map((row) => row.kind)),
    textArray(outcomes.map((row) => row.deal)),
    textArray(outcomes.map((row) => (row.value === null ? null : String(row.value)))),
    textArray(outcomes.map((row) => row.currency)),
    textArray(outcomes.map((row) => row.reason)),
  ]);
}

/** What was told before an instant, with the lead that it is of now; of all leads, or of some. */
export function findOutcomes(
  session: Session,
  before: number,
  leadIds?: readonly number[],
): Promise<(Omit<OutcomeRow, "identity_id"> & { readonly lead_id: number })[]> {
  const values = [session.workspaceId, before];
  return leadIds ? session.rows(OF, [...values, bigintArray(leadIds)]) : session.rows(FIND, values);
}

const KEEP = {
  name: "keep-outcomes",
  text: `
    insert into outcome (workspace_id, identity_id, at, message_id, kind, deal, value, currency, reason)
    select $1, identity_id, at, message_id, kind, deal, value::double precision, currency, reason
    from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
      as outcome (identity_id, at, message_id, kind, deal, value, currency, reason)
    on conflict do nothing`,
};

const SELECT = `
    select identity.lead_id, at, message_id, kind, deal, value, currency, reason
    from outcome
    join identity on identity.workspace_id = $1 and identity.identity_id = outcome.identity_id
    where outcome.workspace_id = $1 and at < $2`;

const FIND = { name: "find-outcomes", text: SELECT };

const OF = { name: "find-outcomes-of", text: `${SELECT} and identity.lead_id = any($3::bigint[])` };
