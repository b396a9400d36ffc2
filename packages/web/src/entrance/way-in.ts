import type { Answered } from "../api.ts";

export type Doors = Answered<"entrance", "get">;

/** What somebody at the entrance is offered. */
export type Way = "first" | "sign-up" | "sign-in" | "accept" | "nobody" | "ended";

/** Which way in there is, for whoever came with a link (or without) and has signed in before (or has not). */
export function wayIn(doors: Doors, has: { readonly link: boolean; readonly session: boolean }): Way {
  const { hasPeople, invitation } = doors;
  if (!has.link) return hasPeople ? "sign-in" : "nobody";
  if (!invitation) return hasPeople ? "ended" : "nobody";
  if (has.session) return "accept";
  if (!hasPeople) return "first";
  return invitation.isKnown ? "sign-in" : "sign-up";
}
