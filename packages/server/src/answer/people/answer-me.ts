import { ALLOWED, type Answer, type Role, routes } from "@plumbline/api";
import { findZone } from "@plumbline/scoring";
import { changePerson, findInvitationByHash, findProviders, findRolesOf, keepActiveWorkspace } from "@plumbline/store";
import { join } from "../../people/admission.ts";
import { digestOf } from "../../people/invitation-token.ts";
import type { SignedIn } from "../../people/open-people.ts";
import { createWorkspaceFor } from "../../workspace/create-workspace.ts";
import { answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import type { Caller, Member } from "../caller.ts";
import { found, Refusal } from "../refusal.ts";

type Me = Answer<typeof routes.people.me>;

/** What people ask about themselves: of no workspace, and of no concern to its audit. */
export function answerMe(api: Api): void {
  answerAtOwnPace(api, routes.people.me, async ({ caller }) => sayMe(api, personIn(caller)));

  answerAtOwnPace(api, routes.people.updateMe, async ({ caller, body }) => {
    const person = personIn(caller);
    const { name = person.name, language = person.language, scheme = person.scheme } = body;
    await changePerson(api.pool, person.id, { name, language, scheme });
    return sayMe(api, { ...person, name, language, scheme });
  });

  answerAtOwnPace(api, routes.people.switch, async ({ caller, body }) => {
    const person = personIn(caller);
    return lookAt(api, person, Number(body.workspace));
  });

  answerAtOwnPace(api, routes.workspace.open, async ({ caller, body, now, commit, note }) => {
    const person = personIn(caller);
    if (!findZone(body.timeZone)) throw new Refusal({ code: "unknown-time-zone", timeZone: body.timeZone });
    if (person.memberships.length >= MOST_WORKSPACES) {
      throw new Refusal({ code: "too-many-workspaces", most: MOST_WORKSPACES });
    }
    // Within, though in a transaction of its own: who asks twice at once under one key is held back before it.
    return commit(async () => {
      const { workspaceId } = await createWorkspaceFor(api.pool, body, person.id, now);
      note({ subject: String(workspaceId) });
      const memberships = await findRolesOf(api.pool, person.id);
      return lookAt(api, { ...person, memberships }, workspaceId);
    });
  });

  answerAtOwnPace(api, routes.people.accept, async ({ caller, body, now }) => {
    const person = personIn(caller);
    const invitation = await findInvitationByHash(api.pool, digestOf(body.token), now);
    if (!invitation) throw new Refusal({ code: "invitation-ended" });
    if (invitation.email !== null && invitation.email !== person.email) {
      throw new Refusal({ code: "invitation-of-another" });
    }
    const there = person.memberships.find(({ workspace_id }) => workspace_id === invitation.workspace_id);
    // Whoever lost her powers gets them back by the link of the terminal.
    if (there && (invitation.email !== null || there.role === invitation.role)) {
      throw new Refusal({ code: "already-member" });
    }
    if (!(await join(api.pool, invitation, person.id, now))) throw new Refusal({ code: "invitation-ended" });
    const memberships = await findRolesOf(api.pool, person.id);
    return lookAt(api, { ...person, memberships }, invitation.workspace_id);
  });
}

/** Of which one person is a member; nobody needs more, and whoever has taken over a session makes no thousands. */
const MOST_WORKSPACES = 100;

/** The route lets nobody else through. */
function personIn({ person }: Caller): Member {
  if (!person) throw new Refusal({ code: "people-only" });
  return person;
}

async function lookAt(api: Api, person: Member, workspaceId: number): Promise<Me> {
  const membership = found(
    person.memberships.find(({ workspace_id }) => workspace_id === workspaceId),
    "workspace",
  );
  await keepActiveWorkspace(api.pool, person.sessionId, workspaceId);
  return sayMe(api, { ...person, membership });
}

async function sayMe({ pool, people }: Api, person: Member): Promise<Me> {
  const { id, name, email, membership, memberships, twoFactor } = person;
  const providers = await findProviders(pool, id);
  const label = people?.oidcLabel;
  return {
    user: { id, name, email, ...choicesOf(person) },
    workspace: membership ? String(membership.workspace_id) : null,
    isLoading: membership?.is_loading ?? false,
    role: membership ? (membership.role as Role) : null,
    scopes: membership ? [...ALLOWED[membership.role as Role]] : [],
    workspaces: memberships.map((one) => ({ id: String(one.workspace_id), name: one.name, role: one.role as Role })),
    twoFactor,
    signsInBy: { password: providers.includes("credential"), oidc: providers.includes("oidc") },
    ways: { password: true, oidc: label === undefined ? null : { label } },
  };
}

/** The database lets nothing else in. */
function choicesOf({ language, scheme }: SignedIn) {
  return { language: language as Me["user"]["language"], scheme: scheme as Me["user"]["scheme"] };
}
