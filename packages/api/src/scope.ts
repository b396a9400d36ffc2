/** What somebody who asks may be allowed to do. */
export const SCOPES = [
  "read",
  "sources",
  "export",
  "samples",
  "sell",
  "write",
  "draft",
  "models",
  "keys",
  "people",
  "metrics",
  "admin",
] as const;

export type Scope = (typeof SCOPES)[number];

/** The matrix of keys: what each scope that a key holds allows. People have roles: see `role.ts`. */
const ALLOWS: Readonly<Record<Scope, readonly Scope[]>> = {
  /** Sees leads, accounts, scores, models, books, and sources with their write keys; takes files of it away. */
  read: ["read", "sources", "export"],
  /** Sees sources with their write keys. */
  sources: ["sources"],
  /** Takes leads away as a file. */
  export: ["export"],
  /** Picks the sample leads of a model, and tries models on leads. */
  samples: ["samples", "read", "sources", "export"],
  /** Changes one lead at a time as sales does: adjustments, feedback, notes, tags, views. */
  sell: ["sell", "samples", "read", "sources", "export"],
  /** Changes leads: merges, imports, consent; replays quarantine. */
  write: ["write", "sell", "samples", "read", "sources", "export"],
  /** Drafts and previews models. */
  draft: ["draft", "samples", "read", "sources", "export"],
  /** Publishes models. */
  models: ["models", "draft", "samples", "read", "sources", "export"],
  /** Makes and revokes API keys, and sources with their write keys. */
  keys: ["keys", "read", "sources", "export"],
  /** Invites people, and says who may do what. */
  people: ["people"],
  metrics: ["metrics"],
  /** Everything, with the settings of the workspace and the audit. */
  admin: SCOPES,
};

/** All that is allowed to a key that holds these. Scopes of another version of Plumbline allow nothing. */
export function allowed(held: readonly string[]): readonly Scope[] {
  const all = held.flatMap((scope) => (Object.hasOwn(ALLOWS, scope) ? ALLOWS[scope as Scope] : []));
  return SCOPES.filter((scope) => all.includes(scope));
}
