import type { Event, JsonObject } from "../event.ts";
import { fold } from "../fold.ts";
import type { Measurer } from "../signal/measure.ts";
import { mergeStates, type SignalStates } from "../signal/state.ts";
import { FREE_MAIL } from "./free-mail.ts";
import {
  addEvent,
  addTraits,
  type LeadHistory,
  mergeLeads,
  newLead,
  type TraitHistory,
  traitsOf,
} from "./lead-history.ts";
import {
  emailIdentity,
  type Identity,
  type IdentityDecision,
  isEarlier,
  isPlaceholder,
  type Links,
  linkEmail,
  noLinks,
  observe,
  type ResolveOptions,
  resolve,
  type Stamp,
} from "./resolve.ts";

/**
 * Everything that a stream of events says, folded by identity: no event is kept. Who belongs to
 * whom is settled at the end, so that the order of events does not matter.
 */
export type LeadBook = {
  readonly links: Links;
  readonly users: Map<string, Entry | undefined>;
  readonly devices: Map<string, Entry | undefined>;
  readonly accounts: Map<string, TraitHistory>;
  /** Events of nobody: without an id, or with one that stands for nobody. */
  nobody: number;
};

type Entry = { readonly identity: Identity; readonly history: LeadHistory };

/** A lead as the book has it in the end. */
export type BookedLead = {
  /** The identity that names the lead. */
  readonly chief: Identity;
  readonly identities: readonly Identity[];
  readonly history: LeadHistory;
};

export const newBook = (): LeadBook => ({
  links: noLinks(),
  users: new Map(),
  devices: new Map(),
  accounts: new Map(),
  nobody: 0,
});

/** Adds one deduplicated event, in place. */
export function addToBook(book: LeadBook, event: Event, measurer: Measurer): void {
  const { userId, anonymousId } = event;
  const entry =
    (userId === undefined ? undefined : entryOf(book.users, "user", userId)) ??
    (anonymousId === undefined ? undefined : entryOf(book.devices, "anonymous", anonymousId));
  if (!entry) {
    book.nobody += 1;
    return;
  }
  if (saysWho(event) || isFirst(book.links, entry.identity, event)) observe(book.links, event);
  addEvent(entry.history, event, measurer);
  if (event.type === "group" && event.groupId !== undefined && event.traits) {
    addTraits(accountTraits(book, event.groupId), event.traits, { at: event.timestamp, messageId: event.messageId });
  }
}

/**
 * Adds a lead that a list names, with the traits that the list gives as of an instant; false where
 * its id stands for nobody.
 */
export function addLead(
  book: LeadBook,
  identity: Identity,
  email: string | undefined,
  traits: JsonObject,
  stamp: Stamp,
): boolean {
  const at = identity.indexOf(":");
  const [kind, id] = [identity.slice(0, at) as IdentityKind, identity.slice(at + 1)];
  const entry = entryOf(kind === "anonymous" ? book.devices : book.users, kind, id);
  if (!entry) return false;
  addTraits(entry.history.traits, traits, stamp);
  if (email !== undefined) linkEmail(book.links, email, entry.identity);
  return true;
}

type IdentityKind = "user" | "anonymous" | "email";

function entryOf(entries: Map<string, Entry | undefined>, kind: IdentityKind, id: string): Entry | undefined {
  const key = kind === "email" ? `email:${id}` : id;
  const known = entries.get(key);
  if (known !== undefined || entries.has(key)) return known;
  const entry: Entry | undefined = isPlaceholder(id) ? undefined : { identity: `${kind}:${id}`, history: newLead() };
  entries.set(key, entry);
  return entry;
}

/** Whether an event may say more about identities than whose it is. */
function saysWho({ type, userId, anonymousId, context }: Event): boolean {
  return (
    type === "identify" ||
    type === "alias" ||
    (userId !== undefined && anonymousId !== undefined) ||
    context?.["traits"] !== undefined ||
    context?.["externalIds"] !== undefined
  );
}

function isFirst({ firstSeen }: Links, identity: Identity, event: Event): boolean {
  const first = firstSeen.get(identity);
  return first === undefined || isEarlier({ at: event.timestamp, messageId: event.messageId }, first);
}

function accountTraits({ accounts }: LeadBook, id: string): TraitHistory {
  const known = accounts.get(id);
  if (known) return known;
  const made: TraitHistory = new Map();
  accounts.set(id, made);
  return made;
}

/** The leads of a book, each with the histories of all its identities united. */
export function leadsOf(book: LeadBook, decisions: readonly IdentityDecision[], options: ResolveOptions): BookedLead[] {
  const leadOf = resolve(book.links, decisions, options);
  const leads = new Map<Identity, { chief: Identity; identities: Identity[]; history: LeadHistory }>();
  for (const entry of [...book.users.values(), ...book.devices.values()]) {
    if (!entry) continue;
    const chief = leadOf(entry.identity);
    const lead = leads.get(chief);
    if (lead) {
      lead.identities.push(entry.identity);
      lead.history = mergeLeads(lead.history, entry.history);
    } else leads.set(chief, { chief, identities: [entry.identity], history: entry.history });
  }
  return [...leads.values()];
}

/** An account as its members and its own traits make it. */
export type BookedAccount = {
  readonly id: string;
  readonly traits: JsonObject;
  /** What the members that count did together. */
  readonly states: SignalStates;
  readonly members: readonly BookedLead[];
};

/**
 * The account a lead belongs to: that of its last `group` event, else the domain of its company address, else its
 * company by id or name. `freeMail` names domains that stand for no company, beside the usual ones.
 */
export function accountOf(
  { account, traits }: LeadHistory,
  freeMail: ReadonlySet<string> = FREE_MAIL,
): string | undefined {
  return (
    account?.value ?? companyDomain(traits.get("email")?.value, freeMail) ?? companyOf(traits.get("company")?.value)
  );
}

function companyDomain(email: unknown, freeMail: ReadonlySet<string>): string | undefined {
  const address = typeof email === "string" ? emailIdentity(email) : undefined;
  const domain = address?.slice(address.lastIndexOf("@") + 1);
  return domain === undefined || FREE_MAIL.has(domain) || freeMail.has(domain) ? undefined : domain;
}

function companyOf(company: unknown): string | undefined {
  if (typeof company === "string") return fold(company.trim()) || undefined;
  if (typeof company !== "object" || company === null || Array.isArray(company)) return undefined;
  const { id, name } = company as { id?: unknown; name?: unknown };
  if (typeof id === "string" || typeof id === "number") return String(id);
  return typeof name === "string" ? fold(name.trim()) || undefined : undefined;
}

/** The accounts of a book's leads; what members did that do not count (they object) is left out of the sum. */
export function accountsOf(
  book: LeadBook,
  leads: readonly BookedLead[],
  counts: (lead: BookedLead) => boolean = () => true,
): Map<string, BookedAccount> {
  const members = new Map<string, BookedLead[]>();
  for (const lead of leads) {
    const id = accountOf(lead.history);
    if (id === undefined) continue;
    const known = members.get(id);
    if (known) known.push(lead);
    else members.set(id, [lead]);
  }
  return new Map(
    [...members].map(([id, own]) => {
      const counted = own.filter(counts);
      const states = counted.reduce<SignalStates>((sum, { history }) => mergeStates(sum, history.states), new Map());
      return [id, { id, traits: traitsOf(book.accounts.get(id) ?? new Map()), states, members: own }];
    }),
  );
}
