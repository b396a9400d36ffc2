import {
  accountOf,
  addLead,
  addToBook,
  type BookedLead,
  closedSpans,
  type Event,
  type Identity,
  identityOf,
  type JsonObject,
  type LeadBook,
  leadsOf,
  type Measurer,
  newBook,
} from "@plumbline/scoring";
import type { ToldGroup, ToldLead } from "./told-lead.ts";

/** Everything that files say, held in memory until all of it is there: only then it is known who is whom. */
export type Crowd = {
  readonly book: LeadBook;
  readonly events: Map<Identity, Event[]>;
  readonly listed: Map<Identity, Listed>;
};

/** What a list says of a lead; it says not since when. */
export type Listed = { readonly traits: JsonObject; readonly knownFrom: number | undefined };

export const newCrowd = (): Crowd => ({ book: newBook(), events: new Map(), listed: new Map() });

/** Who is whom is all that the book is for. */
const NOTHING: Measurer = { keys: [], readers: new Map(), measure: () => {} };

/** Adds one event, each once. */
export function addToCrowd({ book, events }: Crowd, event: Event): void {
  const identity = identityOf(event);
  if (identity === undefined) return;
  addToBook(book, event, NOTHING);
  const own = events.get(identity);
  if (own) own.push(event);
  else events.set(identity, [event]);
}

/** Adds a lead that a list names; false where its id stands for nobody. */
export function addListed(crowd: Crowd, identity: Identity, email: string | undefined, listed: Listed): boolean {
  const stamp = { at: Number.MAX_SAFE_INTEGER, messageId: "" };
  if (!addLead(crowd.book, identity, email, listed.traits, stamp)) return false;
  crowd.listed.set(identity, listed);
  return true;
}

/** The leads of a crowd, those of one account together where a model asks for accounts. */
export function* groupsOf(
  crowd: Crowd,
  { joinByEmail, readsAccounts }: { readonly joinByEmail: boolean; readonly readsAccounts: boolean },
): Generator<ToldGroup> {
  const leads = leadsOf(crowd.book, [], { joinByEmail });
  if (!readsAccounts) {
    for (const lead of leads) yield [toldBy(crowd, lead)];
    return;
  }
  const accounts = Map.groupBy(leads, (lead) => accountOf(lead.history) ?? lead);
  for (const members of accounts.values()) yield members.map((lead) => toldBy(crowd, lead));
}

function toldBy({ events, listed }: Crowd, { chief, identities }: BookedLead): ToldLead {
  const own = identities.flatMap((identity) => events.get(identity) ?? []);
  const lists = identities.flatMap((identity) => listed.get(identity) ?? []);
  const known = lists.flatMap(({ knownFrom }) => knownFrom ?? []);
  return {
    id: chief,
    events: own,
    // Files come without a policy of consent: what they can say is an objection.
    closed: closedSpans(own.map((event) => ({ event }))),
    ...(lists.length > 0 && { undated: Object.assign({}, ...lists.map(({ traits }) => traits)) as JsonObject }),
    ...(known.length > 0 && { knownFrom: known.reduce((first, at) => Math.min(first, at)) }),
  };
}
