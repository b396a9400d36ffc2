import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { IdentityRow } from "./identity-row.ts";

/** Where identities point, as of now: nothing is locked. */
export type IdentityPointer = Pick<IdentityRow, "identity_id" | "key" | "lead_id"> & {
  /** Others spoke of it, but it has done nothing yet. */
  readonly is_unseen: boolean;
};

export function findPointers(session: Session, keys: readonly string[]): Promise<IdentityPointer[]> {
  return session.rows(POINTERS, [session.workspaceId, textArray(keys)]);
}

/** All identities of some leads, whole; the leads should be locked. */
export function findIdentitiesOf(session: Session, leadIds: readonly number[]): Promise<IdentityRow[]> {
  return session.rows(OF_LEADS, [session.workspaceId, bigintArray(leadIds)]);
}

const POINTERS = {
  name: "find-pointers",
  text: `
    select identity_id, key, lead_id, first_at is null as is_unseen
    from identity where workspace_id = $1 and key = any($2::text[])`,
};

const OF_LEADS = {
  name: "find-identities-of",
  text: `
    select identity_id, key, lead_id, first_at, first_message, last_at, claim_at, claim_message, claim_user,
      states, traits::text, account_at, account_message, account, standing::text
    from identity
    where workspace_id = $1 and lead_id = any($2::bigint[])`,
};
