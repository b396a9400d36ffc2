import { SCOPES, type Scope } from "./scope.ts";

/** What a person is in a workspace. */
export const ROLES = ["admin", "marketer", "sales", "analyst", "readonly"] as const;

export type Role = (typeof ROLES)[number];

/** The matrix of people: what each role allows. */
export const ALLOWED: Readonly<Record<Role, readonly Scope[]>> = {
  admin: SCOPES,
  /** Models, segments, imports, data health; neither people nor keys nor webhooks' secrets. */
  marketer: ["read", "sources", "export", "samples", "sell", "write", "draft", "models"],
  /** Works with leads one by one, and says which ones a model is to be tried on. */
  sales: ["read", "samples", "sell"],
  /** Looks at everything, takes it away, and tries models that others publish. */
  analyst: ["read", "export", "samples", "draft"],
  readonly: ["read"],
};
