import type { Answered, client } from "../api.ts";

export type Endpoint = Answered<"endpoints", "list">["items"][number];
export type Delivery = Answered<"deliveries", "list">["items"][number];
export type AnnouncementType = Parameters<(typeof client)["endpoints"]["create"]>[0]["body"]["types"][number];

/** All that an endpoint can be told, in the order in which it is offered. */
export const ANNOUNCEMENT_TYPES: readonly AnnouncementType[] = [
  "lead.band.entered",
  "lead.band.left",
  "lead.score.changed",
  "lead.feedback",
  "account.band.entered",
  "account.band.left",
  "account.score.changed",
  "segment.entered",
  "segment.left",
];

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
