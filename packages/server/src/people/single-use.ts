import { claimCode } from "@plumbline/store";
import { APIError, type createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Pool } from "pg";

/** A code is right for a minute and a half; after that it need not be remembered. */
const REMEMBERED = 5 * 60_000;

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * A code of an authenticator is right for a while, so that whoever looks over a shoulder could use it again. It is
 * taken before it is looked at: of two requests with the same one, one is refused however close they come.
 */
export async function refuseUsedCode(pool: Pool, now: () => number, context: Context): Promise<void> {
  const { code } = (context.body ?? {}) as { readonly code?: unknown };
  const personId = await whoseCode(context);
  // The library says what is wrong then.
  if (typeof code !== "string" || code.length > 20 || personId === undefined) return;
  if (await claimCode(pool, personId, code, now(), now() - REMEMBERED)) return;
  throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
}

/** Of whoever has signed in, or has given her password and is asked for the second factor. */
async function whoseCode(context: Context): Promise<string | undefined> {
  const session = await getSessionFromCtx(context);
  if (session) return session.user.id;
  const { name } = context.context.createAuthCookie("two_factor");
  const challenge = await context.getSignedCookie(name, context.context.secret);
  if (!challenge) return undefined;
  return (await context.context.internalAdapter.findVerificationValue(challenge))?.value;
}
