import { z } from "zod";
import { ROLES } from "./role.ts";
import { route } from "./route.ts";
import { SCOPES } from "./scope.ts";
import { instant, shortId } from "./value.ts";

const role = z.enum(ROLES);
const languages = z.enum(["en", "zh-CN", "zh-TW", "ru"]);
const schemes = z.enum(["light", "dark"]);
const name = z.string().trim().min(1).max(100);
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The id of a person, who may belong to several workspaces. */
const personId = z
  .string()
  .regex(/^[A-Za-z0-9]{1,64}$/)
  .meta({ id: "PersonId" });

/** Who asks, and where. */
export const me = z
  .strictObject({
    user: z.strictObject({
      id: personId,
      name: z.string(),
      email: z.string(),
      /** Null: as the browser says. */
      language: languages.nullable(),
      scheme: schemes.nullable(),
    }),
    /** The one that is looked at; null where the person belongs to none. */
    workspace: shortId.nullable(),
    /** Whether a sample is still being loaded into it: all figures are of a part. */
    isLoading: z.boolean(),
    role: role.nullable(),
    scopes: z.array(z.enum(SCOPES)),
    workspaces: z.array(z.strictObject({ id: shortId, name: z.string(), role })),
    twoFactor: z.boolean(),
    /** How this person signs in. */
    signsInBy: z.strictObject({ password: z.boolean(), oidc: z.boolean() }),
    /** Which ways this server offers. */
    ways: z.strictObject({ password: z.literal(true), oidc: z.strictObject({ label: z.string() }).nullable() }),
  })
  .meta({ id: "Me" });

const member = z
  .strictObject({
    id: personId,
    name: z.string(),
    email: z.string(),
    role,
    since: instant,
    twoFactor: z.boolean(),
    isMe: z.boolean(),
  })
  .meta({ id: "Member" });

/** A person or a key, as a record of who did something names it. */
const named = z
  .strictObject({
    /** As records say it: `user:…`, `key 3`. */
    by: z.string(),
    kind: z.enum(["person", "key"]),
    name: z.string(),
    /** Whether the person has left the workspace, or the key is revoked. */
    isFormer: z.boolean(),
  })
  .meta({ id: "Named" });

const invitation = z
  .strictObject({ id: shortId, email: z.string(), role, createdAt: instant, expiresAt: instant })
  .meta({ id: "Invitation" });

/** Who may use the application, and as what. */
export const people = {
  me: route({
    name: "people.me",
    method: "GET",
    path: "/me",
    scope: null,
    person: true,
    summary: "Who asks, what she may do, and where",
    answer: me,
  }),
  updateMe: route({
    name: "people.updateMe",
    method: "PATCH",
    path: "/me",
    scope: null,
    person: true,
    summary: "Change one's own name, language or colour scheme",
    body: z.strictObject({ name, language: languages.nullable(), scheme: schemes.nullable() }).partial(),
    answer: me,
  }),
  switch: route({
    name: "people.switch",
    method: "PUT",
    path: "/me/workspace",
    scope: null,
    person: true,
    summary: "Look at another one of one's workspaces, from this session",
    body: z.strictObject({ workspace: shortId }),
    answer: me,
    problems: ["not-found"],
  }),
  accept: route({
    name: "people.accept",
    method: "POST",
    path: "/me/invitations",
    scope: null,
    person: true,
    summary: "Accept an invitation as who has signed in already; its workspace is looked at from now on",
    body: z.strictObject({ token }),
    answer: me,
    problems: ["invitation-ended", "invitation-of-another", "already-member"],
  }),
  names: route({
    name: "people.names",
    method: "GET",
    path: "/people/names",
    scope: "read",
    summary: "What the people and keys that records name are called, former ones too",
    answer: z.strictObject({ items: z.array(named) }),
  }),
  list: route({
    name: "people.list",
    method: "GET",
    path: "/people",
    scope: "people",
    summary: "The members of the workspace, and open invitations",
    answer: z.strictObject({ members: z.array(member), invitations: z.array(invitation) }),
  }),
  invite: route({
    name: "people.invite",
    method: "POST",
    path: "/people/invitations",
    scope: "people",
    summary: "Invite an address; the link in the answer is shown once, and ends earlier ones of this address",
    body: z.strictObject({ email: z.string().trim().toLowerCase().max(254).pipe(z.email()), role }),
    answer: invitation.extend({ link: z.string() }).meta({ id: "NewInvitation" }),
    secret: true,
    problems: ["already-member", "too-many-invitations"],
  }),
  withdraw: route({
    name: "people.withdraw",
    method: "DELETE",
    path: "/people/invitations/{id}",
    scope: "people",
    summary: "Make the link of an invitation worthless",
    params: z.strictObject({ id: shortId }),
    problems: ["not-found"],
  }),
  changeRole: route({
    name: "people.changeRole",
    method: "PATCH",
    path: "/people/{id}",
    scope: "people",
    summary: "Give a member another role, from the next request on",
    params: z.strictObject({ id: personId }),
    body: z.strictObject({ role }),
    problems: ["not-found", "last-admin"],
  }),
  resetPassword: route({
    name: "people.resetPassword",
    method: "POST",
    path: "/people/{id}/password",
    scope: "people",
    summary: "Make a link with which a member sets a new password; it is shown once, and good once, for a day",
    params: z.strictObject({ id: personId }),
    answer: z.strictObject({ link: z.string(), expiresAt: instant }).meta({ id: "PasswordLink" }),
    secret: true,
    problems: ["not-found", "person-elsewhere"],
  }),
  dropSecondFactor: route({
    name: "people.dropSecondFactor",
    method: "DELETE",
    path: "/people/{id}/second-factor",
    scope: "people",
    summary:
      "Take the second factor off a member who has lost it; her sessions end, and her password alone lets her in",
    params: z.strictObject({ id: personId }),
    problems: ["not-found", "person-elsewhere", "own-second-factor"],
  }),
  remove: route({
    name: "people.remove",
    method: "DELETE",
    path: "/people/{id}",
    scope: "people",
    summary: "Take a member out of the workspace, from the next request on",
    params: z.strictObject({ id: personId }),
    problems: ["not-found", "last-admin"],
  }),
};

/** What is known before anybody has signed in. */
export const entrance = {
  get: route({
    name: "entrance.get",
    method: "GET",
    path: "/entrance",
    scope: null,
    summary: "Which ways in there are, and what an invitation is good for",
    query: z.strictObject({ invitation: z.string().max(100).optional() }),
    answer: z.strictObject({
      /** Without anybody, the link that the first start printed is the way in. */
      hasPeople: z.boolean(),
      oidc: z.strictObject({ label: z.string() }).nullable(),
      shortestPassword: z.int(),
      /** Null where none was asked about, and where it is not good, or not any more. */
      invitation: z
        .strictObject({
          workspace: z.string(),
          role,
          /** Whom it is for; null: for whoever holds the link. */
          email: z.string().nullable(),
          /** Whether this address has signed up, and is to sign in and then accept. */
          isKnown: z.boolean(),
          expiresAt: instant,
        })
        .nullable(),
    }),
  }),
};
