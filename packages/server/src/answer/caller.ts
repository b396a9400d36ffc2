import type { Scope } from "@plumbline/api";
import type { HeldRole } from "@plumbline/store";
import type { SignedIn } from "../people/open-people.ts";

/** Who asks: the holder of a key, or a person who has signed in. */
export type Caller = {
  readonly workspaceId: number;
  /** All that is allowed. */
  readonly scopes: readonly Scope[];
  /** How the audit calls it: `key 3`, `user:…`. */
  readonly by: string;
  readonly person: Member | undefined;
};

/** A person, as a member of the workspace that is looked at. */
export type Member = SignedIn & {
  /** Undefined where the person belongs to no workspace. */
  readonly membership: HeldRole | undefined;
  readonly memberships: readonly HeldRole[];
};

/** Sees no workspace. */
export const NOBODY: Caller = { workspaceId: 0, scopes: [], by: "nobody", person: undefined };
