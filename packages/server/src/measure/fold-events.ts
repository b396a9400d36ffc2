import {
  addEvent,
  addStanding,
  type Event,
  type Identity,
  identityOf,
  isListing,
  type Measurer,
} from "@plumbline/scoring";
import type { Consent } from "../collect/consent.ts";
import type { KnownIdentity } from "../identify/known-identity.ts";

/** Adds deduplicated events to the identities they belong to, in place. */
export function foldEvents(
  events: readonly { readonly event: Event; readonly consent: Consent }[],
  identities: ReadonlyMap<Identity, KnownIdentity>,
  measurer: Measurer,
): void {
  for (const { event, consent } of events) {
    const key = identityOf(event);
    const known = key && identities.get(key);
    if (!known) continue;
    addEvent(known.history, event, measurer);
    known.hasGrown = true;
    // To be put on a segment is nothing that a person does.
    if (!isListing(event)) known.lastAt = Math.max(known.lastAt ?? Number.NEGATIVE_INFINITY, event.timestamp);
    const standing = addStanding(known.standing, event, consent);
    if (event.type === "identify" || event.type === "group" || standing !== known.standing) {
      known.isChanged = true;
      known.isRetold = true;
    }
    known.standing = standing;
  }
}
