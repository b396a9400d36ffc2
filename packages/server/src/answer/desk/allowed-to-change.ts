import type { Caller } from "../caller.ts";

/** Whether somebody may change what is theirs, or, with everything allowed, what belongs to others. */
export function isAdmin({ scopes }: Pick<Caller, "scopes">): boolean {
  return scopes.includes("admin");
}
