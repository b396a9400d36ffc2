import { SCOPES, type Scope } from "./scope.ts";

/** What a person is in a workspace. */
export const ROLES = ["admin", "marketer", "sales", "analyst", "readonly"] as const;

export type Role = (typeof ROLES)[number];

/** The matrix of people: what each role allows. */
export const ALLOWED: Readonly<Record<Role, readonly Scope[]>> = {
  admin: SCOPES,
  /** Models, segments, imports, data health; neither people nor keys nor webhooks' secrets. */
  marketer: ["read", "sources", "export", "sell", "write", "draft", "models"],
  /** Works with leads one by one. */
  sales: ["read", "sell"],
  /** Looks at everything, takes it away, and tries models that others publish. */
  analyst: ["read", "export", "draft"],
  readonly: ["read"],
};
