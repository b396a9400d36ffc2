import { type Event, type Identity, identityOf, isPlaceholder } from "@plumbline/scoring";

/** Something said of being scored, and in which event. */
type Word = { readonly isRaised: boolean; readonly at: number; readonly messageId: string };

/** For each identity that spoke: whom it named, and the last word of each. */
export type Objections = Map<Identity, Map<Identity, Word>>;

/** Notes what an event says of being scored, where it says something; the same events in any order come to the same. */
export function addObjection(objections: Objections, event: Event): void {
  const isRaised = event.event === "Objection Raised";
  if (event.type !== "track" || (!isRaised && event.event !== "Objection Withdrawn")) return;
  const speaker = identityOf(event);
  if (speaker === undefined) return;
  const words = objections.get(speaker) ?? new Map<Identity, Word>();
  objections.set(speaker, words);
  for (const named of namedIn(event)) note(words, named, { isRaised, at: event.timestamp, messageId: event.messageId });
}

/** Whether anyone of a lead objects: an objection stands until the identity that raised it takes it back. */
export function objects(objections: Objections, identities: readonly Identity[]): boolean {
  if (objections.size === 0) return false;
  const all = new Map<Identity, Word>();
  for (const identity of identities) {
    for (const [named, word] of objections.get(identity) ?? []) note(all, named, word);
  }
  return [...all.values()].some(({ isRaised }) => isRaised);
}

function namedIn({ userId, anonymousId }: Event): Identity[] {
  const named: Identity[] = [];
  if (userId !== undefined && !isPlaceholder(userId)) named.push(`user:${userId}`);
  if (anonymousId !== undefined && !isPlaceholder(anonymousId)) named.push(`anonymous:${anonymousId}`);
  return named;
}

function note(words: Map<Identity, Word>, named: Identity, word: Word): void {
  const known = words.get(named);
  if (!known || isLater(word, known)) words.set(named, word);
}

/** At the same instant the larger messageId; where even that is the same, what takes more away. */
function isLater(a: Word, b: Word): boolean {
  if (a.at !== b.at) return a.at > b.at;
  return a.messageId === b.messageId ? a.isRaised : a.messageId > b.messageId;
}
