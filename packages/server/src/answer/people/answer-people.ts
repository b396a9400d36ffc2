import { type Answer, type Role, routes } from "@plumbline/api";
import {
  changeRole,
  dropSecondFactor,
  findInvitations,
  findNames,
  findPeople,
  findRolesOf,
  type InvitationRow,
  keepInvitation,
  lockPeople,
  type PersonRow,
  removePersonFrom,
  type Session,
  withdrawInvitation,
  withdrawInvitationsOf,
} from "@plumbline/store";
import { invitationLink, newInvitationToken, passwordLink } from "../../people/invitation-token.ts";
import type { People } from "../../people/open-people.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { Caller } from "../caller.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { answerEntrance } from "./answer-entrance.ts";
import { answerMe } from "./answer-me.ts";

const DAY = 86_400_000;
const VALID = 7 * DAY;
const MOST_INVITATIONS = 200;

export function answerPeople(api: Api): void {
  answerMe(api);
  answerEntrance(api);

  answer(api, routes.people.names, async ({ session }) => ({
    items: (await findNames(session)).map(({ by, kind, name, is_former }) => ({ by, kind, name, isFormer: is_former })),
  }));

  answer(api, routes.people.list, async ({ session, caller, now }) => ({
    members: (await findPeople(session)).map((row) => sayMember(row, caller)),
    invitations: (await findInvitations(session, now)).map(sayInvitation),
  }));

  answer(api, routes.people.invite, async ({ session, body, caller, origin, now, note }) => {
    const { email, role } = body;
    if ((await findPeople(session)).some((one) => one.email === email)) throw new Refusal({ code: "already-member" });
    await withdrawInvitationsOf(session, email, now);
    if ((await findInvitations(session, now)).length >= MOST_INVITATIONS) {
      throw new Refusal({ code: "too-many-invitations", most: MOST_INVITATIONS });
    }
    const { token, hash } = newInvitationToken();
    const { by } = caller;
    const made = await keepInvitation(session, { email, role, by, expires_at: now + VALID, hash }, now);
    note({ subject: String(made.invitation_id), details: { role } });
    return { ...sayInvitation(made), link: invitationLink(api.people?.url ?? origin, token) };
  });

  answer(api, routes.people.withdraw, async ({ session, params, now }) => {
    found(await withdrawInvitation(session, Number(params.id), now), "invitation");
    return undefined;
  });

  answer(api, routes.people.changeRole, async ({ session, params, body, note }) => {
    const from = await roleOf(session, params.id, body.role);
    await changeRole(session, params.id, body.role);
    note({ details: { from, to: body.role } });
    return undefined;
  });

  answer(api, routes.people.resetPassword, async ({ session, params, caller, origin }) => {
    const people = await memberOnlyHere(api, session, params.id, caller);
    const { token, expiresAt } = await people.newPasswordToken(params.id);
    return { link: passwordLink(people.url ?? origin, token), expiresAt: sayInstant(expiresAt) };
  });

  answer(api, routes.people.dropSecondFactor, async ({ session, params, caller }) => {
    await memberOnlyHere(api, session, params.id, caller);
    // Or whoever finds a session open needs neither the password nor the second factor to make the account her own.
    if (!caller.person) throw new Refusal({ code: "people-only" });
    if (caller.person.id === params.id) throw new Refusal({ code: "own-second-factor" });
    await dropSecondFactor(api.pool, params.id);
    return undefined;
  });

  answer(api, routes.people.remove, async ({ session, params, now, note }) => {
    const from = await roleOf(session, params.id, undefined);
    await removePersonFrom(session, params.id, now);
    note({ details: { from } });
    return undefined;
  });
}

/**
 * A person has one password and one second factor for all workspaces: whoever touches them must be an admin of each that
 * she is in.
 */
async function memberOnlyHere(
  { pool, people }: Api,
  session: Session,
  personId: string,
  { person }: Caller,
): Promise<People> {
  const isMember = (await findPeople(session)).some(({ person_id }) => person_id === personId);
  const known = found(isMember ? people : undefined, "person");
  const own = person ? await findRolesOf(pool, person.id) : [];
  const isOurs = (workspaceId: number) =>
    workspaceId === session.workspaceId ||
    own.some(({ workspace_id, role }) => workspace_id === workspaceId && role === "admin");
  const theirs = await findRolesOf(pool, personId);
  if (!theirs.every(({ workspace_id }) => isOurs(workspace_id))) throw new Refusal({ code: "person-elsewhere" });
  return known;
}

/** What a member is; refused where she is the last admin and would be one no more. */
async function roleOf(session: Session, personId: string, next: Role | undefined): Promise<string> {
  const members = await lockPeople(session);
  const { role } = found(
    members.find(({ person_id }) => person_id === personId),
    "person",
  );
  const admins = members.filter((one) => one.role === "admin");
  if (role === "admin" && next !== "admin" && admins.length === 1) throw new Refusal({ code: "last-admin" });
  return role;
}

function sayMember(row: PersonRow, { person }: Caller): Answer<typeof routes.people.list>["members"][number] {
  return {
    id: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    since: sayInstant(row.since),
    twoFactor: row.two_factor ?? false,
    isMe: person?.id === row.person_id,
  };
}

function sayInvitation(row: InvitationRow): Answer<typeof routes.people.list>["invitations"][number] {
  return {
    id: String(row.invitation_id),
    email: row.email ?? "",
    role: row.role as Role,
    createdAt: sayInstant(row.created_at),
    expiresAt: sayInstant(row.expires_at),
  };
}
