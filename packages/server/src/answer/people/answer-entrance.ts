import { type Answer, type Role, routes } from "@plumbline/api";
import { findInvitationByHash, findPersonByEmail, hasPeople } from "@plumbline/store";
import { digestOf } from "../../people/invitation-token.ts";
import { SHORTEST_PASSWORD } from "../../people/open-people.ts";
import { answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstant } from "../say-score.ts";

type Invited = Answer<typeof routes.entrance.get>["invitation"];

/** What whoever stands before the door may know; of people and workspaces nothing but what an invitation is for. */
export function answerEntrance(api: Api): void {
  answerAtOwnPace(api, routes.entrance.get, async ({ query, now }) => {
    const label = api.people?.oidcLabel;
    return {
      hasPeople: await hasPeople(api.pool),
      oidc: label === undefined ? null : { label },
      shortestPassword: SHORTEST_PASSWORD,
      invitation: query.invitation === undefined ? null : await invitedBy(api, query.invitation, now),
    };
  });
}

async function invitedBy({ pool }: Api, token: string, now: number): Promise<Invited> {
  const found = await findInvitationByHash(pool, digestOf(token), now);
  if (!found) return null;
  const { workspace, role, email, expires_at } = found;
  const isKnown = email !== null && (await findPersonByEmail(pool, email)) !== undefined;
  return { workspace, role: role as Role, email, isKnown, expiresAt: sayInstant(expires_at) };
}
