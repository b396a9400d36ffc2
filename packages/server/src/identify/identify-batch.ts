import { type Event, type Identity, isEarlier, type Links, noLinks, observe } from "@plumbline/scoring";
import {
  addIdentities,
  findDecisionsAround,
  findLeadIds,
  findLinksAround,
  findLinksFrom,
  findPointers,
  freshIds,
  type IdentityLink,
  type IdentityPointer,
  keepLinks,
  type LockedLead,
  Moved,
  type Session,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import type { KnownIdentity } from "./known-identity.ts";
import { lockAndRead, type Scored } from "./lock-and-read.ts";
import { type Group, regroup } from "./regroup.ts";

/** A lead that a batch touches, locked. */
export type TouchedLead = {
  readonly leadId: number;
  readonly chief: Identity;
  readonly members: readonly KnownIdentity[];
  /** As it was kept; undefined where it is new. */
  readonly kept: LockedLead | undefined;
  /** Leads that became part of this one. */
  readonly merged: readonly number[];
  /** Whether it has other identities than before. */
  readonly isRegrouped: boolean;
};

export type Identified = {
  readonly identities: ReadonlyMap<Identity, KnownIdentity>;
  readonly leads: readonly TouchedLead[];
  /** Leads whose identities all belong to others now. */
  readonly gone: readonly number[];
  readonly scored: Scored;
};

/**
 * Finds whose events these are, adds who is new, and joins and parts leads as the events say. Addresses and former ids
 * are identities, too, though nobody may have seen them: whoever is to be joined through one meets there. Locks, in
 * this order: identities that are new (by key), leads (by id). Every change of an identity, and of what joins it, is
 * made under the lock of its lead.
 */
export async function identifyBatch(
  session: Session,
  configuration: Pick<Configuration, "joinByEmail" | "leadVersions">,
  events: readonly Event[],
): Promise<Identified> {
  const said = noLinks();
  for (const event of events) observe(said, event);
  const spokenOf = [...new Set([...said.emails.keys(), ...said.aliases.keys()])];
  const [{ pointers, added }, known] = await Promise.all([findOrAdd(session, said), linksFrom(session, spokenOf)]);
  const appearing = [...said.firstSeen.keys()].filter((key) => pointers.get(key)?.is_unseen);
  const ones = [...new Set([...spokenOf, ...appearing])];
  const hasNews = await meet(session, said, known, appearing, pointers);

  const leadIds = [...new Set([...pointers.values()].map(({ lead_id }) => lead_id))];
  const { kept, identities, scored } = await lockAndRead(session, configuration, leadIds, added);
  if ([...pointers.keys()].some((key) => !identities.has(key as Identity))) throw new Moved();

  const links = hasNews ? await linksToKeep(session, said, ones, identities) : [];
  const isRehomed = noteFirsts(said, identities);
  if (links.length === 0 && !isRehomed && appearing.length === 0) {
    return { identities, leads: asTheyWere(kept, identities, said), gone: [], scored };
  }
  if (links.length > 0) await keepLinks(session, links);
  return rejoin(session, configuration, { kept, identities, scored });
}

async function linksFrom(session: Session, ones: readonly string[]): Promise<IdentityLink[]> {
  return ones.length > 0 ? findLinksFrom(session, ones) : [];
}

type Pointers = Map<string, IdentityPointer>;

/** Everyone who is spoken of; who is new is added. */
async function findOrAdd(session: Session, { firstSeen, emails, aliases }: Links) {
  const keys = [...new Set([...firstSeen.keys(), ...emails.keys(), ...aliases.keys()])].sort();
  const found = await findPointers(session, keys);
  const pointers: Pointers = new Map(found.map((pointer) => [pointer.key, pointer]));
  const missing = keys.filter((key) => !pointers.has(key));
  const added = missing.length > 0 ? await addIdentities(session, missing) : [];
  const ours = new Set(added.map(({ key }) => key));
  // Somebody else added some of them first: they are known ones now.
  const theirs = missing.filter((key) => !ours.has(key));
  for (const pointer of added) pointers.set(pointer.key, pointer);
  for (const pointer of theirs.length > 0 ? await findPointers(session, theirs) : [])
    pointers.set(pointer.key, pointer);
  return { pointers, added };
}

/**
 * Whether a batch links identities that nobody linked before, or somebody appears of whom others only spoke. Then all
 * who are linked to the same addresses and former ids become known: with them it may be one lead.
 */
async function meet(
  session: Session,
  said: Links,
  links: readonly IdentityLink[],
  appearing: readonly string[],
  pointers: Pointers,
): Promise<boolean> {
  const known = [...links, ...(await linksFrom(session, appearing))];
  if (appearing.length === 0 && newLinks(said, known).length === 0) return false;
  const others = [...new Set(known.map(({ other }) => other))].filter((key) => !pointers.has(key));
  for (const pointer of others.length > 0 ? await findPointers(session, others) : [])
    pointers.set(pointer.key, pointer);
  return true;
}

/** The links that are new now that nobody else can add any; somebody may have done so before. */
async function linksToKeep(
  session: Session,
  said: Links,
  ones: readonly string[],
  identities: ReadonlyMap<Identity, KnownIdentity>,
): Promise<IdentityLink[]> {
  const known = await findLinksFrom(session, ones);
  if (known.some(({ other }) => !identities.has(other as Identity))) throw new Moved();
  return newLinks(said, known);
}

/** Links that were not there. */
function newLinks({ emails, aliases }: Links, found: readonly IdentityLink[]): IdentityLink[] {
  const known = new Set(found.map(({ kind, one, other }) => `${kind}\n${one}\n${other}`));
  const from = (kind: IdentityLink["kind"], targets: Links["emails"] | Links["aliases"]) =>
    [...targets].flatMap(([one, others]) => [...others].map((other) => ({ kind, one, other })));
  return [...from("email", emails), ...from("alias", aliases)]
    .filter(({ kind, one, other }) => !known.has(`${kind}\n${one}\n${other}`))
    .sort((a, b) => (`${a.one}\n${a.other}` < `${b.one}\n${b.other}` ? -1 : 1));
}

/**
 * Notes who was seen or claimed earlier than known; true where some device has another owner now, or some lead may have
 * another name: it is called by who of its users was seen first.
 */
function noteFirsts({ firstSeen, claims }: Links, identities: ReadonlyMap<Identity, KnownIdentity>): boolean {
  const earlier: KnownIdentity[] = [];
  for (const [key, stamp] of firstSeen) {
    const known = identities.get(key) as KnownIdentity;
    if (known.first && !isEarlier(stamp, known.first)) continue;
    known.first = stamp;
    known.isChanged = true;
    known.isRetold = true;
    earlier.push(known);
  }
  let isRehomed = isSharedBy(earlier, identities);
  for (const [anonymousId, claim] of claims) {
    const known = identities.get(`anonymous:${anonymousId}`) as KnownIdentity;
    if (known.claim && !isEarlier(claim, known.claim)) continue;
    if (known.claim?.userId !== claim.userId) isRehomed = true;
    known.claim = claim;
    known.isChanged = true;
  }
  return isRehomed;
}

function isSharedBy(some: readonly KnownIdentity[], identities: ReadonlyMap<Identity, KnownIdentity>): boolean {
  if (some.length === 0) return false;
  const members = countMembers([...identities.values()]);
  return some.some(({ leadId }) => (members.get(leadId) ?? 0) > 1);
}

/** Leads whose identities are the same as before. Only those that the batch speaks of are touched. */
function asTheyWere(
  kept: ReadonlyMap<number, LockedLead>,
  identities: ReadonlyMap<Identity, KnownIdentity>,
  { firstSeen }: Links,
): TouchedLead[] {
  const spokenOf = new Set([...firstSeen.keys()].map((key) => (identities.get(key) as KnownIdentity).leadId));
  const members = new Map<number, KnownIdentity[]>([...spokenOf].map((leadId) => [leadId, []]));
  for (const identity of identities.values()) members.get(identity.leadId)?.push(identity);
  return [...members].map(([leadId, own]) => {
    const row = kept.get(leadId);
    const chief = (row?.chief ?? own[0]?.key) as Identity;
    return { leadId, chief, members: own, kept: row, merged: [], isRegrouped: row === undefined };
  });
}

/** Locks leads and reads all of them, as they are. Ids without a lead are passed over. */
export async function readTouched(
  session: Session,
  leadIds: readonly number[],
  configuration: Pick<Configuration, "leadVersions"> = { leadVersions: [] },
): Promise<Identified> {
  const { kept, identities, scored } = await lockAndRead(session, configuration, leadIds, []);
  const members = new Map<number, KnownIdentity[]>([...kept.keys()].map((leadId) => [leadId, []]));
  for (const identity of identities.values()) members.get(identity.leadId)?.push(identity);
  const leads = [...kept.values()].map(
    (row): TouchedLead => ({
      leadId: row.lead_id,
      chief: row.chief as Identity,
      members: members.get(row.lead_id) ?? [],
      kept: row,
      merged: [],
      isRegrouped: false,
    }),
  );
  return { identities, leads, gone: [], scored };
}

type Near = {
  readonly kept: Map<number, LockedLead>;
  readonly identities: Map<Identity, KnownIdentity>;
  readonly scored: Scored;
};

/** Groups everyone near anew. */
export async function rejoin(
  session: Session,
  { joinByEmail }: Pick<Configuration, "joinByEmail">,
  { kept, identities, scored }: Near,
): Promise<Identified> {
  const near = [...identities.values()];
  const keys = near.map(({ key }) => key);
  const links = await findLinksAround(session, keys);
  const decisions = await findDecisionsAround(session, keys);
  const others = await findLeadIds(
    session,
    near.map(({ id }) => id),
  );
  const occupied = new Set(others.filter((leadId) => !kept.has(leadId)));
  const groups = regroup(near, links, decisions, joinByEmail, occupied);
  const needed = groups.filter(({ leadId }) => leadId === null).length;
  const fresh = needed > 0 ? await freshIds(session, needed) : [];
  const before = countMembers(near);
  const all = groups.map((group) => settle(group.leadId ?? (fresh.pop() as number), group, kept, before));
  // An address alone is nobody.
  const leads = all.filter(({ members }) => members.some(({ first }) => first !== undefined));
  const gone = [...kept.keys()].filter((leadId) => !leads.some((lead) => lead.leadId === leadId));
  // Who only lost a device to another goes on, and so does its band.
  const joined = leads.map((lead) => ({ ...lead, merged: lead.merged.filter((leadId) => gone.includes(leadId)) }));
  return { identities, leads: joined, gone, scored };
}

function countMembers(identities: readonly KnownIdentity[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { leadId } of identities) counts.set(leadId, (counts.get(leadId) ?? 0) + 1);
  return counts;
}

function settle(
  leadId: number,
  { chief, members }: Group,
  kept: ReadonlyMap<number, LockedLead>,
  before: ReadonlyMap<number, number>,
): TouchedLead {
  const newcomers = members.filter((member) => member.leadId !== leadId);
  const merged = new Set(newcomers.map((member) => member.leadId).filter((id) => kept.has(id)));
  for (const member of newcomers) {
    member.leadId = leadId;
    member.isChanged = true;
  }
  const isRegrouped = newcomers.length > 0 || before.get(leadId) !== members.length || !kept.has(leadId);
  return { leadId, chief, members, kept: kept.get(leadId), merged: [...merged], isRegrouped };
}
