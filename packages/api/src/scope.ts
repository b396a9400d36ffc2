/** What a key may be allowed to do. */
export const SCOPES = ["read", "write", "models", "keys", "metrics", "admin"] as const;

export type Scope = (typeof SCOPES)[number];

/** The matrix: what each scope allows. */
const ALLOWS: Readonly<Record<Scope, readonly Scope[]>> = {
  /** Sees leads, accounts, scores, models, books. */
  read: ["read"],
  /** Changes leads: adjustments, merges, imports; replays quarantine. */
  write: ["write", "read"],
  /** Drafts, previews and publishes models. */
  models: ["models", "read"],
  /** Makes and revokes API keys, and sources with their write keys. */
  keys: ["keys", "read"],
  metrics: ["metrics"],
  /** Everything, with the settings of the workspace and the audit. */
  admin: SCOPES,
};

/** Whether what a key holds allows what is needed. Scopes of another version of Plumbline allow nothing. */
export function allows(held: readonly string[], needed: Scope): boolean {
  return held.some((scope) => Object.hasOwn(ALLOWS, scope) && ALLOWS[scope as Scope].includes(needed));
}
