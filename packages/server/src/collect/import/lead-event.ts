import type { Lead } from "@plumbline/connectors";
import type { Event } from "@plumbline/scoring";

/** What a row of a list says, as an event; events of ours know no addresses beside ids, so an address is the id. */
export function leadEvent({ identity, traits }: Lead, messageId: string, timestamp: number): Event {
  const id = identity.slice(identity.indexOf(":") + 1);
  const who = identity.startsWith("anonymous:") ? { anonymousId: id } : { userId: id };
  return { messageId, type: "identify", timestamp, ...who, traits };
}
