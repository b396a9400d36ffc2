/** In seconds, as the library counts. */
const DAY = 86_400;

const INSTANTS = { createdAt: "created_at", updatedAt: "updated_at" } as const;

/** What the library calls its tables and columns, and what they are called here. */
export const TABLES = {
  user: {
    modelName: "person",
    fields: { emailVerified: "email_verified", ...INSTANTS },
    additionalFields: {
      language: { type: "string", required: false, input: false },
      scheme: { type: "string", required: false, input: false },
    },
  },
  session: {
    modelName: "person_session",
    fields: {
      userId: "person_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...INSTANTS,
    },
    additionalFields: {
      activeWorkspace: { type: "number", required: false, input: false, fieldName: "active_workspace" },
    },
    expiresIn: 14 * DAY,
    updateAge: DAY,
    cookieCache: { enabled: false },
  },
  account: {
    modelName: "credential",
    fields: {
      userId: "person_id",
      providerId: "provider",
      accountId: "subject",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...INSTANTS,
    },
    encryptOAuthTokens: true,
  },
  verification: { modelName: "verification", fields: { expiresAt: "expires_at", ...INSTANTS } },
} as const;

/** The same of its second factors. */
export const TWO_FACTOR = {
  user: { fields: { twoFactorEnabled: "two_factor" } },
  twoFactor: {
    modelName: "two_factor",
    fields: {
      userId: "person_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_verification_count",
      lockedUntil: "locked_until",
    },
  },
} as const;
