import { addToBook, type Event, type Identity, leadsOf, type Measurer, newBook } from "@plumbline/scoring";
import {
  findDecisionsAround,
  findEventsOf,
  findIdentitiesOf,
  findLinksAround,
  findPointers,
  type Session,
} from "@plumbline/store";
import { eventOf } from "../collect/kept-event.ts";
import { decisionOf } from "../identify/regroup.ts";

/** Ids of identities by their keys. */
export type Members = ReadonlyMap<string, number>;

/** The identities of a lead, as they are known now. */
export async function membersNow(session: Session, leadId: number): Promise<Members> {
  const rows = await findIdentitiesOf(session, [leadId]);
  return new Map(rows.map(({ key, identity_id }) => [key, identity_id]));
}

const ROUNDS = 6;
const MOST = 500;
const NOTHING: Measurer = { keys: [], readers: new Map(), measure: () => {} };

/**
 * The identities that a lead was known to have at an instant: resolved anew from everything that had been received
 * by then near those it has now. The lead of then is the one with the identity it began as.
 */
export async function membersThen(
  session: Session,
  { leadId, chief, joinByEmail }: { readonly leadId: number; readonly chief: string; readonly joinByEmail: boolean },
  knownAt: number,
): Promise<Members> {
  const { near, events } = await neighbourhood(session, leadId, knownAt);
  const book = newBook();
  for (const event of events) addToBook(book, event, NOTHING);
  const decisions = (await findDecisionsAround(session, [...near.keys()])).filter(({ at }) => at <= knownAt);
  const anchor = [...near].find(([, id]) => id === leadId)?.[0] ?? chief;
  const lead = leadsOf(book, decisions.map(decisionOf), { joinByEmail }).find(({ identities }) =>
    identities.includes(anchor as Identity),
  );
  return new Map((lead?.identities ?? []).flatMap((key) => (near.has(key) ? [[key, near.get(key) as number]] : [])));
}

/**
 * Everyone whom the events of some leads name or link to, or whose device it turned out to be, and all that they
 * had sent. Of a device that three users or more have shared, one may be missed who owned it for a while.
 */
async function neighbourhood(session: Session, leadId: number, knownAt: number) {
  const near = new Map<string, number>();
  const events: Event[] = [];
  const seen = new Set<number>();
  let leadIds = [leadId];
  for (let round = 0; round < ROUNDS && leadIds.length > 0 && near.size < MOST; round++) {
    for (const id of leadIds) seen.add(id);
    const identities = await findIdentitiesOf(session, leadIds);
    for (const { key, identity_id } of identities) near.set(key, identity_id);
    const rows = await findEventsOf(
      session,
      identities.map(({ identity_id }) => identity_id),
      { knownAt },
    );
    const sent = rows.map(eventOf);
    events.push(...sent);
    const links = await findLinksAround(
      session,
      identities.map(({ key }) => key),
    );
    const owners = identities.flatMap(({ claim_user }) => (claim_user === null ? [] : [`user:${claim_user}`]));
    const named = new Set([...sent.flatMap(keysIn), ...links.flatMap(({ one, other }) => [one, other]), ...owners]);
    const pointers = await findPointers(
      session,
      [...named].filter((key) => !near.has(key)),
    );
    leadIds = [...new Set(pointers.map(({ lead_id }) => lead_id))].filter((id) => !seen.has(id));
  }
  return { near, events };
}

function keysIn({ userId, anonymousId, previousId }: Event): string[] {
  return [
    ...(userId === undefined ? [] : [`user:${userId}`]),
    ...(anonymousId === undefined ? [] : [`anonymous:${anonymousId}`]),
    ...(previousId === undefined ? [] : [`user:${previousId}`, `anonymous:${previousId}`]),
  ];
}
