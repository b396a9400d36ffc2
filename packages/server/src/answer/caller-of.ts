import { ALLOWED, type Role, type Route } from "@plumbline/api";
import { findRolesOf, type HeldRole } from "@plumbline/store";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { SignedIn } from "../people/open-people.ts";
import { mayUseCookies } from "../people/own-origin.ts";
import { webHeadersOf } from "../people/serve-people.ts";
import type { Api } from "./api.ts";
import { holderOf } from "./api-key.ts";
import type { Caller } from "./caller.ts";
import { Refusal } from "./refusal.ts";

/** Who asks for a route, and whether that is allowed to ask for it; nothing of the request's body has been read. */
export async function callerOf(api: Api, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization === undefined && cookie === undefined) {
    throw new Refusal({ code: route.person ? "no-session" : "no-key" });
  }
  if (authorization !== undefined) return holderOf(api.pool, authorization, api.now());
  return personOf(api, route, request, reply);
}

/**
 * Refuses who would not be let in any more as who they were: a session or key that was revoked, a person who was
 * removed, has another role, or looks at another workspace.
 */
export async function checkStill(api: Api, route: Route, request: FastifyRequest, caller: Caller): Promise<void> {
  const { authorization } = request.headers;
  const now = await (authorization === undefined
    ? personOf(api, route, request, undefined)
    : holderOf(api.pool, authorization, api.now()));
  checkCaller(now, route);
  if (now.workspaceId !== caller.workspaceId || now.by !== caller.by) throw new Refusal({ code: "no-session" });
}

/** Whether a caller may ask for a route. */
export function checkCaller({ scopes, person }: Caller, { scope, person: isForPeople }: Route): void {
  if (isForPeople && !person) throw new Refusal({ code: "people-only" });
  if (scope !== null && !scopes.includes(scope)) throw new Refusal({ code: "forbidden", scope });
}

/** Without a reply that could carry new cookies, the session does not last longer by being asked about. */
async function personOf(
  api: Api,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply | undefined,
): Promise<Caller> {
  const { pool, people } = api;
  if (!people) throw new Refusal({ code: "no-session" });
  if (!mayUseCookies(request, people.url)) throw new Refusal({ code: "foreign-origin" });
  const signedIn = await people.signedIn(webHeadersOf(request.headers), { lasts: reply !== undefined });
  if (!signedIn) throw new Refusal({ code: "no-session" });
  const { person, cookies } = signedIn;
  if (cookies.length > 0) reply?.header("set-cookie", cookies);
  // Read with every request: who was removed, or is something else now, is so at once.
  const memberships = await findRolesOf(pool, person.id);
  const membership = lookedAt(memberships, person, request.headers["plumbline-workspace"] ?? inLink(route, request));
  return {
    workspaceId: membership?.workspace_id ?? 0,
    scopes: membership ? ALLOWED[membership.role as Role] : [],
    by: `user:${person.id}`,
    person: { ...person, membership, memberships },
  };
}

/** The workspace that a link names, where the route is one that links lead to. */
function inLink(route: Route, { query }: FastifyRequest): string | undefined {
  if (!Object.hasOwn(route.query?.shape ?? {}, "workspace")) return undefined;
  const { workspace } = (query ?? {}) as { readonly workspace?: unknown };
  return typeof workspace === "string" ? workspace : undefined;
}

/**
 * The workspace that the request names, else the one that the session looks at, else the first. A page names the one
 * that it shows: another page of the same browser may have switched meanwhile, and nothing shall be written there.
 */
function lookedAt(
  memberships: readonly HeldRole[],
  { activeWorkspace }: SignedIn,
  named: string | string[] | undefined,
): HeldRole | undefined {
  if (named !== undefined) return memberships.find(({ workspace_id }) => String(workspace_id) === named);
  return memberships.find(({ workspace_id }) => workspace_id === activeWorkspace) ?? memberships[0];
}
