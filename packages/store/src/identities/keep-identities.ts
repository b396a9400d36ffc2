import { bigintArray, bytesArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { IdentityRow } from "./identity-row.ts";

/** What an identity did; nothing else of it has changed. */
export type Grown = Pick<IdentityRow, "identity_id" | "last_at" | "states">;

/** Writes what identities of locked leads did: most events change nothing else. */
export async function keepGrown(session: Session, rows: readonly Grown[]): Promise<void> {
  session.send(GROWN, [
    session.workspaceId,
    bigintArray(rows.map((row) => row.identity_id)),
    bigintArray(rows.map((row) => row.last_at)),
    bytesArray(rows.map((row) => row.states)),
  ]);
}

/** Writes identities of locked leads back, whole. */
export async function keepIdentities(session: Session, rows: readonly IdentityRow[]): Promise<void> {
  session.send(KEEP, [
    session.workspaceId,
    bigintArray(rows.map((row) => row.identity_id)),
    bigintArray(rows.map((row) => row.lead_id)),
    bigintArray(rows.map((row) => row.first_at)),
    textArray(rows.map((row) => row.first_message)),
    bigintArray(rows.map((row) => row.last_at)),
    bigintArray(rows.map((row) => row.claim_at)),
    textArray(rows.map((row) => row.claim_message)),
    textArray(rows.map((row) => row.claim_user)),
    bytesArray(rows.map((row) => row.states)),
    textArray(rows.map((row) => row.traits)),
    bigintArray(rows.map((row) => row.account_at)),
    textArray(rows.map((row) => row.account_message)),
    textArray(rows.map((row) => row.account)),
    textArray(rows.map((row) => row.standing)),
  ]);
}

const GROWN = {
  name: "keep-grown",
  text: `
    update identity set last_at = new.last_at, states = new.states
    from unnest($2::bigint[], $3::bigint[], $4::bytea[]) as new (identity_id, last_at, states)
    where identity.workspace_id = $1 and identity.identity_id = new.identity_id`,
};

const KEEP = {
  name: "keep-identities",
  text: `
    update identity
    set lead_id = new.lead_id, first_at = new.first_at, first_message = new.first_message, last_at = new.last_at,
      claim_at = new.claim_at, claim_message = new.claim_message, claim_user = new.claim_user,
      states = new.states, traits = new.traits::json,
      account_at = new.account_at, account_message = new.account_message, account = new.account,
      standing = new.standing::json
    from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
      $9::text[], $10::bytea[], $11::text[], $12::bigint[], $13::text[], $14::text[], $15::text[])
      as new (identity_id, lead_id, first_at, first_message, last_at, claim_at, claim_message, claim_user,
      states, traits, account_at, account_message, account, standing)
    where identity.workspace_id = $1 and identity.identity_id = new.identity_id`,
};
