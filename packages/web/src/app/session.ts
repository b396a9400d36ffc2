import type { Scope } from "@plumbline/api";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answered, ask, client, shown } from "../api.ts";
import { askAuth } from "./auth.ts";

export type Me = Answered<"people", "me"> & {
  /** Whether the role allows it; the server asks again. */
  readonly can: (scope: Scope) => boolean;
};

export function askMe() {
  return queryOptions({
    queryKey: ask("people", "me").queryKey,
    queryFn: ({ signal }) => whoIsHere(signal),
    // Until a sample is all there.
    refetchInterval: ({ state }) => (state.data?.isLoading ? 10_000 : false),
  });
}

/** Who is signed in; from then on this tab asks for the workspace that was answered. */
async function whoIsHere(signal: AbortSignal) {
  const me = await client.people.me({}, { signal });
  const isTakenAway = me.workspace === null && shown.workspace !== undefined;
  shown.workspace = me.workspace ?? undefined;
  // Whoever was removed from the workspace that was shown may have others.
  return isTakenAway ? client.people.me({}, { signal }) : me;
}

/** Who is signed in. Only behind the entrance, where that is known. */
export function useMe(): Me {
  const { data } = useQuery(askMe());
  if (!data) throw new Error("There is nobody outside of <Inside>.");
  return { ...data, can: (scope) => data.scopes.includes(scope) };
}

/** Shows the workspace that an answer says is looked at from now on. */
export function useMoveTo(): (me: Answered<"people", "me">) => Promise<void> {
  const queries = useQueryClient();
  return (me) => {
    shown.workspace = me.workspace ?? undefined;
    // Everything that was answered is another workspace's.
    return queries.resetQueries();
  };
}

/** Under these names this browser keeps what somebody was writing; the user's id follows. */
export const DRAFTS = "plumbline.draft.";

/** Ends the session, here and on the server; nothing that was written stays behind for who comes next. */
export async function signOut(userId: string): Promise<void> {
  await askAuth("sign-out");
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${DRAFTS}${userId}.`)) localStorage.removeItem(key);
  }
}
