import type { Lead } from "@plumbline/connectors";
import { type Event, isPlaceholder } from "@plumbline/scoring";

/**
 * What a row of a list says, as an event. As for the command line, somebody is known by the list's
 * id, and where that stands for nobody, by the e-mail address.
 */
export function leadEvent({ id, identities, traits }: Lead, messageId: string, timestamp: number): Event {
  const { userId, email, anonymousId } = identities;
  const isNamed = userId !== undefined && !isPlaceholder(userId);
  const isDevice = !isNamed && email === undefined && anonymousId !== undefined;
  return {
    messageId,
    type: "identify",
    timestamp,
    ...(isDevice ? { anonymousId } : { userId: isNamed ? userId : (email ?? id) }),
    traits,
  };
}
