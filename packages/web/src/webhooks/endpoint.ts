import type { Answered } from "../api.ts";

export type Endpoint = Answered<"endpoints", "list">["items"][number];
export type Delivery = Answered<"deliveries", "list">["items"][number];

export type Standing = "works" | "failing" | "disabled";

/** How an endpoint is: disabled counts before failing, for nothing is sent to it any more. */
export function standingOf({ disabledAt, failingSince }: Pick<Endpoint, "disabledAt" | "failingSince">): Standing {
  if (disabledAt !== null) return "disabled";
  return failingSince === null ? "works" : "failing";
}

const ORDER: readonly Standing[] = ["failing", "works", "disabled"];

/** Those that need somebody first, then those that work; within each as they came. */
export function byUrgency(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.toSorted((a, b) => ORDER.indexOf(standingOf(a)) - ORDER.indexOf(standingOf(b)));
}
