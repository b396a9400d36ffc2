import { hash, hkdfSync } from "node:crypto";
import type { Role } from "@plumbline/api";
import { openPeople as openPool } from "@plumbline/store";
import { betterAuth } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import type { Pool } from "pg";
import type { SealKeys } from "../act/seal.ts";
import { type Admission, type Entry, newAdmission } from "./admission.ts";
import { newAttempts, type Rule } from "./attempts.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { noteChange } from "./note-change.ts";
import { CHANGES, NOWHERE, PEOPLE_PATHS, PER_EMAIL, PER_EMAIL_FROM_ANYWHERE } from "./people-paths.ts";
import { TABLES, TWO_FACTOR } from "./people-tables.ts";
import { refuseUsedCode } from "./single-use.ts";

/** An identity provider (OpenID Connect). */
export type Oidc = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly label: string;
  /** What somebody becomes whom nobody has invited; undefined: nothing, she is refused. */
  readonly role: Role | undefined;
};

export type PeopleOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly sealKeys: SealKeys;
  /** Where the application is for its people: `https://scores.example.com`; undefined: wherever it is asked. */
  readonly url: string | undefined;
  readonly oidc: Oidc | undefined;
  readonly onError: (error: unknown) => void;
};

/** Whoever has signed in. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | null;
  readonly scheme: string | null;
  readonly twoFactor: boolean;
  readonly sessionId: string;
  readonly activeWorkspace: number | null;
};

export type People = {
  readonly url: string | undefined;
  readonly oidcLabel: string | undefined;
  /** A token with which a person sets a new password, once and before it expires; earlier ones of hers end. */
  newPasswordToken(personId: string): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Answers what came below `/api/auth`. */
  answer(request: Request): Promise<Response>;
  /**
   * Whose session the cookies are, with cookies that make it last longer; undefined where they are nobody's. `lasts`:
   * whether it may last longer by this.
   */
  signedIn(
    headers: Headers,
    how: { readonly lasts: boolean },
  ): Promise<{ readonly person: SignedIn; readonly cookies: readonly string[] } | undefined>;
};

export const SHORTEST_PASSWORD = 12;
/** A request says it by this header, which we set ourselves. */
export const NETWORK_ADDRESS = "x-plumbline-network-address";
const DAY_MS = 86_400_000;
/** As the library calls what its tokens for new passwords are kept under; of these only a hash is kept. */
const NEW_PASSWORD = "reset-password:";

/** Opens the part of the server that knows people: passwords, sessions, second factors, the identity provider. */
export function openPeople(options: PeopleOptions): People {
  const { url, oidc, now } = options;
  const auth = authOf(options);
  return {
    url,
    oidcLabel: oidc?.label,
    newPasswordToken: async (personId) => {
      const { adapter, internalAdapter } = await auth.$context;
      await adapter.deleteMany({ model: "verification", where: [{ field: "value", value: personId }] });
      const { token } = newInvitationToken();
      const expiresAt = now() + DAY_MS;
      const identifier = `${NEW_PASSWORD}${token}`;
      await internalAdapter.createVerificationValue({ identifier, value: personId, expiresAt: new Date(expiresAt) });
      return { token, expiresAt };
    },
    answer: (request) => auth.handler(request),
    signedIn: async (headers, { lasts }) => {
      const query = lasts ? {} : { disableRefresh: true };
      const { response, headers: said } = await auth.api.getSession({ headers, query, returnHeaders: true });
      if (!response) return undefined;
      const { user, session } = response;
      const person = {
        id: user.id,
        name: user.name,
        email: user.email,
        language: user.language ?? null,
        scheme: user.scheme ?? null,
        twoFactor: user.twoFactorEnabled ?? false,
        sessionId: session.id,
        activeWorkspace: session.activeWorkspace ?? null,
      };
      return { person, cookies: said.getSetCookie() };
    },
  };
}

function authOf({ pool, now, sealKeys, url, oidc, onError }: PeopleOptions) {
  const admission = newAdmission({ pool, now, oidcRole: oidc?.role });
  const attempts = newAttempts(now);
  return betterAuth({
    appName: "Plumbline",
    // Without an address of its own it only has to be one: links and origins are ours.
    baseURL: url ?? NOWHERE,
    basePath: "/api/auth",
    secrets: secretsOf(sealKeys),
    database: openPool(pool),
    telemetry: { enabled: false },
    // What the library says may quote addresses and tokens. One thing has to be told, without its words: that the
    // identity provider does not answer.
    logger: {
      level: "error",
      log: (_level, message) => {
        if (message.includes("iscovery")) onError({ code: "oidc-discovery" });
      },
    },
    onAPIError: {
      errorURL: "/entrance",
      onError: (error) => {
        if (!(error instanceof APIError) || error.statusCode >= 500) onError(error);
      },
    },
    trustedOrigins: (request) => ownOrigins(request, url),
    rateLimit: {
      enabled: true,
      customStorage: { consume: async (key: string, rule: Rule) => attempts.consume(key, rule) },
      customRules: Object.fromEntries(Object.entries(PEOPLE_PATHS).map(([path, rule]) => [pathIn(path), rule])),
    },
    advanced: {
      // Said, because what the library takes for a test would be let off.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: "plumbline",
      useSecureCookies: url?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [NETWORK_ADDRESS] },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: 256,
      // Whoever knew the old one is out; a second factor stays.
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => noteChange(pool, user.id, "people.setPassword", now()),
    },
    ...TABLES,
    verification: {
      ...TABLES.verification,
      storeIdentifier: { default: "plain", overrides: { [NEW_PASSWORD]: "hashed" } },
    },
    account: { ...TABLES.account, accountLinking: { enabled: true, allowDifferentEmails: false } },
    plugins: [
      twoFactor({ issuer: "Plumbline", twoFactorTable: "two_factor", schema: TWO_FACTOR }),
      ...(oidc ? [genericOAuth({ config: [providerOf(oidc)] })] : []),
    ],
    databaseHooks: { user: { create: letIn(admission) } },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path === "/sign-up/email") await checkInvitation(admission, context.body);
        if (context.path === "/sign-in/email") limitGuesses(context.body, context.request?.headers ?? new Headers());
        if (context.path === "/two-factor/verify-totp") await refuseUsedCode(pool, now, context);
      }),
      after: createAuthMiddleware(async ({ path, context: { session, returned } }) => {
        const action = CHANGES[path];
        // To be asked for a code while signing in is no change: there is no session yet.
        if (action === undefined || !session || returned instanceof APIError) return;
        await noteChange(pool, session.user.id, action, now());
      }),
    },
  });

  function limitGuesses(body: unknown, headers: Headers): void {
    const { email } = (body ?? {}) as { readonly email?: unknown };
    if (typeof email !== "string") return;
    const key = hash("sha256", email.trim().toLowerCase(), "base64url");
    const fromHere = attempts.consume(`email ${key} ${headers.get(NETWORK_ADDRESS)}`, PER_EMAIL);
    // Only guesses that were let through here count for all: one machine alone keeps nobody else out.
    if (!fromHere.allowed || !attempts.consume(`email ${key}`, PER_EMAIL_FROM_ANYWHERE).allowed) {
      throw new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_REQUESTS", message: "Too many requests" });
    }
  }
}

const pathIn = (methodAndPath: string): string => methodAndPath.replace(/^\w+ /, "");

/**
 * Keys for cookies and second factors, derived from those that seal secrets: to change those signs everybody out, and
 * no second factor is lost as long as the former key is named, too.
 */
function secretsOf(keys: SealKeys): { version: number; value: string }[] {
  return keys.map((key) => {
    const value = Buffer.from(hkdfSync("sha256", key, "", "plumbline people", 32)).toString("base64");
    // The same number for the same key, wherever in the list it stands.
    return { version: hash("sha256", value, "buffer").readUInt32BE(0), value };
  });
}

/** For redirects: an absolute address has to be ours. */
function ownOrigins(request: Request | undefined, url: string | undefined): string[] {
  if (url !== undefined) return [new URL(url).origin];
  const host = request?.headers.get("host") ?? "";
  // The library reads patterns: what is no plain host must not become one.
  return /^[\w.:[\]-]+$/.test(host) ? [`http://${host}`, `https://${host}`] : [];
}

function providerOf({ issuer, clientId, clientSecret }: Oidc) {
  return {
    providerId: "oidc",
    discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    scopes: ["openid", "email", "profile"],
    pkce: true,
    mapProfileToUser: (profile: { readonly name?: unknown; readonly email?: unknown }) => ({
      name: String(profile.name ?? profile.email ?? "").slice(0, 100),
    }),
  };
}

/** Before anything else, so that a stranger is not told who has signed up. */
async function checkInvitation(admission: Admission, body: unknown): Promise<void> {
  const { email, invitation } = (body ?? {}) as { readonly email?: unknown; readonly invitation?: unknown };
  const newcomer = { email: String(email), emailVerified: false };
  const objection = await admission.objectionTo(newcomer, { invitation: String(invitation) });
  if (objection) throw refused(objection);
}

function refused(code: string): APIError {
  return new APIError("FORBIDDEN", { code, message: code });
}

type NewUser = { readonly id?: string; readonly email: string; readonly emailVerified: boolean };
type Called = { readonly path?: string; readonly body?: unknown } | null;

/** Every person is made here, whichever way she comes. */
function letIn(admission: Admission) {
  return {
    before: async (user: NewUser, context: Called) => {
      const objection = await admission.objectionTo(user, entryOf(context));
      if (objection) throw refused(objection);
    },
    after: async (user: NewUser & { readonly id: string }, context: Called) => {
      if (!(await admission.admit(user, entryOf(context)))) throw refused("INVITATION_NEEDED");
    },
  };
}

function entryOf(context: Called): Entry {
  if (context?.path === "/callback/:id") return "provider";
  const { invitation } = (context?.body ?? {}) as { readonly invitation?: unknown };
  return { invitation: String(invitation) };
}
