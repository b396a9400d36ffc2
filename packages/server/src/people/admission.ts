import type { Role } from "@plumbline/api";
import {
  claimInvitation,
  dropPerson,
  findInvitationByHash,
  findInvitationsOf,
  findWorkspaceIds,
  type InvitationRow,
  inTransaction,
  keepAudit,
  keepPersonIn,
} from "@plumbline/store";
import type { Pool } from "pg";
import { digestOf } from "./invitation-token.ts";

/** Who is about to be let in for the first time, and by what. */
type Newcomer = { readonly email: string; readonly emailVerified: boolean };

/** `invitation`: the token of a link; undefined where an identity provider vouches. */
export type Entry = { readonly invitation: string } | "provider";

export type Admission = {
  /** Why somebody cannot be let in, or undefined. */
  objectionTo(newcomer: Newcomer, entry: Entry): Promise<AdmissionProblem | undefined>;
  /** Makes a person a member of whatever let her in; false where somebody was faster with the same link. */
  admit(person: Newcomer & { readonly id: string }, entry: Entry): Promise<boolean>;
};

type AdmissionProblem = "INVITATION_NEEDED" | "EMAIL_NOT_VERIFIED" | "NOT_INVITED";

export type AdmissionOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  /** What somebody becomes whom the identity provider knows and nobody has invited. */
  readonly oidcRole: Role | undefined;
};

/**
 * Nobody signs up without having been asked: by a link for one's own address, by the link of the terminal, or by an
 * identity provider that vouches for an address which was invited, or for anyone where the configuration says so.
 */
export function newAdmission({ pool, now, oidcRole }: AdmissionOptions): Admission {
  const linked = async ({ email }: Newcomer, token: string): Promise<InvitationRow | undefined> => {
    const found = await findInvitationByHash(pool, digestOf(token), now());
    return found && (found.email === null || found.email === email.toLowerCase()) ? found : undefined;
  };
  const vouched = async ({ email }: Newcomer): Promise<readonly InvitationRow[]> =>
    findInvitationsOf(pool, email.toLowerCase(), now());
  return {
    objectionTo: async (newcomer, entry) => {
      if (entry !== "provider") {
        return (await linked(newcomer, entry.invitation)) ? undefined : "INVITATION_NEEDED";
      }
      // Whoever can name any address to the provider could take what was meant for its owner.
      if (!newcomer.emailVerified) return "EMAIL_NOT_VERIFIED";
      return oidcRole !== undefined || (await vouched(newcomer)).length > 0 ? undefined : "NOT_INVITED";
    },
    admit: async (person, entry) => {
      const invitation = entry === "provider" ? undefined : await linked(person, entry.invitation);
      const invitations = entry === "provider" ? await vouched(person) : invitation ? [invitation] : [];
      const joined = await Promise.all(invitations.map((one) => join(pool, one, person.id, now())));
      if (joined.includes(true)) return true;
      if (entry === "provider" && oidcRole !== undefined && (await joinFirst(pool, person.id, oidcRole, now()))) {
        return true;
      }
      await dropPerson(pool, person.id);
      return false;
    },
  };
}

/** Uses an invitation up, and makes the person a member; false where it was used or withdrawn meanwhile. */
export async function join(pool: Pool, invitation: InvitationRow, personId: string, now: number): Promise<boolean> {
  const { workspace_id, invitation_id, role } = invitation;
  return inTransaction(pool, workspace_id, async (session) => {
    if (!(await claimInvitation(session, invitation_id, personId, now))) return false;
    await keepPersonIn(session, personId, role, now);
    const by = `user:${personId}`;
    const details = { role };
    await keepAudit(session, { by, action: "people.accept", subject: String(invitation_id), details }, now);
    return true;
  });
}

async function joinFirst(pool: Pool, personId: string, role: Role, now: number): Promise<boolean> {
  const [workspaceId] = await findWorkspaceIds(pool);
  if (workspaceId === undefined) return false;
  await inTransaction(pool, workspaceId, async (session) => {
    await keepPersonIn(session, personId, role, now);
    const entry = { by: `user:${personId}`, action: "people.accept", subject: null, details: { role } };
    await keepAudit(session, entry, now);
  });
  return true;
}
