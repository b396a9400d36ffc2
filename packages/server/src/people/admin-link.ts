import {
  findWorkspaceIds,
  hasPeople,
  inTransaction,
  keepAudit,
  keepInvitation,
  withdrawInvitationsOf,
} from "@plumbline/store";
import type { Pool } from "pg";
import { invitationLink, newInvitationToken } from "./invitation-token.ts";

const DAY = 86_400_000;
const VALID = 7 * DAY;

/**
 * A link with which whoever holds it becomes an admin of the first workspace; good once, for a week, and every
 * earlier one ends. Undefined where there is no workspace yet. Only for the terminal of the server: who can read
 * that can read the database, too.
 */
export async function newAdminLink(pool: Pool, url: string, now: number): Promise<string | undefined> {
  const [workspaceId] = await findWorkspaceIds(pool);
  if (workspaceId === undefined) return undefined;
  const { token, hash } = newInvitationToken();
  await inTransaction(pool, workspaceId, async (session) => {
    await withdrawInvitationsOf(session, null, now);
    const made = await keepInvitation(
      session,
      { email: null, role: "admin", by: "start", expires_at: now + VALID, hash },
      now,
    );
    const subject = String(made.invitation_id);
    await keepAudit(session, { by: "start", action: "people.invite", subject, details: { role: "admin" } }, now);
  });
  return invitationLink(url, token);
}

/** The same where nobody has signed up yet, and nobody else could let the first one in. */
export async function firstAdminLink(pool: Pool, url: string, now: number): Promise<string | undefined> {
  return (await hasPeople(pool)) ? undefined : newAdminLink(pool, url, now);
}
