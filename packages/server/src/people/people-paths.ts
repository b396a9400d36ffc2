import type { Rule } from "./attempts.ts";

/** What the library takes for its own address where none is configured. */
export const NOWHERE = "http://localhost";

const MINUTE = 60;

/**
 * What the library answers below `/api/auth`, and how often one address on the network may ask; nothing else of it is
 * open. Whatever concerns a workspace has routes of our own, which the audit sees.
 */
export const PEOPLE_PATHS: Readonly<Record<string, Rule>> = {
  "POST /sign-up/email": { window: MINUTE, max: 10 },
  "POST /sign-in/email": { window: MINUTE, max: 10 },
  "POST /sign-in/social": { window: MINUTE, max: 20 },
  "GET /callback/oidc": { window: MINUTE, max: 20 },
  "POST /sign-out": { window: MINUTE, max: 60 },
  "GET /list-sessions": { window: MINUTE, max: 60 },
  "POST /revoke-session": { window: MINUTE, max: 60 },
  "POST /revoke-other-sessions": { window: MINUTE, max: 60 },
  "POST /revoke-sessions": { window: MINUTE, max: 60 },
  "POST /change-password": { window: MINUTE, max: 5 },
  "POST /reset-password": { window: MINUTE, max: 10 },
  "POST /link-social": { window: MINUTE, max: 10 },
  "POST /two-factor/enable": { window: MINUTE, max: 10 },
  "POST /two-factor/disable": { window: MINUTE, max: 10 },
  "POST /two-factor/verify-totp": { window: MINUTE, max: 10 },
  "POST /two-factor/verify-backup-code": { window: MINUTE, max: 10 },
  "POST /two-factor/generate-backup-codes": { window: MINUTE, max: 10 },
};

/** What the library changes about how somebody signs in, as the audit calls it. */
export const CHANGES: Readonly<Record<string, string>> = {
  "/change-password": "people.changePassword",
  "/two-factor/verify-totp": "people.addSecondFactor",
  "/two-factor/disable": "people.dropSecondFactor",
  "/two-factor/generate-backup-codes": "people.renewBackupCodes",
};

/** Guesses at one address of mail: from one address on the network, and from all of them. */
export const PER_EMAIL: Rule = { window: 10 * MINUTE, max: 20 };
export const PER_EMAIL_FROM_ANYWHERE: Rule = { window: 10 * MINUTE, max: 200 };
