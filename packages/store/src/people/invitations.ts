import type { Pool } from "pg";
import type { Session } from "../session.ts";
import { atTheDoor } from "../workspaces/find-workspaces.ts";

/** An invitation; the token in its link is kept only as a hash. Instants in ms. */
export type InvitationRow = {
  readonly workspace_id: number;
  readonly invitation_id: number;
  /** Null: of whoever holds the link. */
  readonly email: string | null;
  readonly role: string;
  readonly by: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly withdrawn_at: number | null;
  readonly accepted_at: number | null;
};

export type NewInvitation = Pick<InvitationRow, "email" | "role" | "by" | "expires_at"> & { readonly hash: Uint8Array };

const COLUMNS = "workspace_id, invitation_id, email, role, by, created_at, expires_at, withdrawn_at, accepted_at";

const OPEN = "withdrawn_at is null and accepted_at is null";

export async function keepInvitation(session: Session, invitation: NewInvitation, now: number): Promise<InvitationRow> {
  const { email, role, by, expires_at, hash } = invitation;
  const [row] = await session.rows<InvitationRow>(KEEP, [session.workspaceId, email, role, hash, by, now, expires_at]);
  return row as InvitationRow;
}

/** Those that are still open, the newest first. */
export function findInvitations(session: Session, now: number): Promise<InvitationRow[]> {
  return session.rows(FIND, [session.workspaceId, now]);
}

/** An open invitation, which is no more afterwards; undefined where there is none. */
export async function withdrawInvitation(
  session: Session,
  invitationId: number,
  now: number,
): Promise<InvitationRow | undefined> {
  const [row] = await session.rows<InvitationRow>(WITHDRAW, [session.workspaceId, invitationId, now]);
  return row;
}

/** Ends whatever invitations an address has in the workspace; `null` ends those of whoever holds a link. */
export async function withdrawInvitationsOf(session: Session, email: string | null, now: number): Promise<void> {
  await session.rows(WITHDRAW_OF, [session.workspaceId, email, now]);
}

export type FoundInvitation = InvitationRow & { readonly workspace: string };

/** The open invitation of a token, in whichever workspace. */
export function findInvitationByHash(pool: Pool, hash: Uint8Array, now: number): Promise<FoundInvitation | undefined> {
  return atTheDoor<FoundInvitation, FoundInvitation | undefined>(
    pool,
    `select ${COLUMNS}, name as workspace
     from invitation join (select workspace_id, name from workspace) as workspace using (workspace_id)
     where hash = $1 and ${OPEN} and expires_at > $2`,
    [hash, now],
    (rows) => rows[0],
  );
}

/** All open invitations of an address, in all workspaces. */
export function findInvitationsOf(pool: Pool, email: string, now: number): Promise<readonly InvitationRow[]> {
  return atTheDoor<InvitationRow, readonly InvitationRow[]>(
    pool,
    `select ${COLUMNS} from invitation where email = $1 and ${OPEN} and expires_at > $2 order by invitation_id`,
    [email, now],
    (rows) => rows,
  );
}

/** Takes an open invitation for its one use; false where somebody was faster. */
export async function claimInvitation(
  session: Session,
  invitationId: number,
  personId: string,
  now: number,
): Promise<boolean> {
  return (await session.rows(CLAIM, [session.workspaceId, invitationId, personId, now])).length > 0;
}

const KEEP = {
  name: "keep-invitation",
  text: `
    insert into invitation (workspace_id, email, role, hash, by, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    returning ${COLUMNS}`,
};

const FIND = {
  name: "find-invitations",
  text: `
    select ${COLUMNS} from invitation
    where workspace_id = $1 and ${OPEN} and expires_at > $2 and email is not null
    order by invitation_id desc`,
};

const WITHDRAW = {
  name: "withdraw-invitation",
  text: `
    update invitation set withdrawn_at = $3
    where workspace_id = $1 and invitation_id = $2 and ${OPEN}
    returning ${COLUMNS}`,
};

const WITHDRAW_OF = {
  name: "withdraw-invitations-of",
  text: `
    update invitation set withdrawn_at = $3
    where workspace_id = $1 and email is not distinct from $2 and ${OPEN}`,
};

const CLAIM = {
  name: "claim-invitation",
  text: `
    update invitation set accepted_at = $4, accepted_by = $3
    where workspace_id = $1 and invitation_id = $2 and ${OPEN} and expires_at > $4
    returning invitation_id`,
};
