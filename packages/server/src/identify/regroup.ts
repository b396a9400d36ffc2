import { type Identity, type IdentityDecision, type Links, linkEmail, noLinks, resolve } from "@plumbline/scoring";
import type { DecisionRow, IdentityLink } from "@plumbline/store";
import type { KnownIdentity } from "./known-identity.ts";

/** A lead as a group of identities. */
export type Group = {
  /** Null where none of its own is free: a new one is needed. */
  readonly leadId: number | null;
  /** The identity that names the lead; it may be an address that has no events of its own. */
  readonly chief: Identity;
  readonly members: readonly KnownIdentity[];
};

/**
 * Groups identities into leads anew: `resolve` says who belongs together, and each group keeps the lead it
 * has. Pure. All identities of every lead that is touched have to be there; links to others are passed over,
 * because an identity of another lead can only have a link that does not hold. `occupied` are ids of leads that are
 * not among these.
 */
export function regroup(
  identities: readonly KnownIdentity[],
  links: readonly IdentityLink[],
  decisions: readonly DecisionRow[],
  joinByEmail: boolean,
  occupied: ReadonlySet<number> = new Set(),
): Group[] {
  const leadOf = resolve(linksOf(identities, links), decisions.map(decisionOf), { joinByEmail });
  const byChief = new Map<Identity, KnownIdentity[]>();
  for (const identity of [...identities].sort((a, b) => a.id - b.id)) {
    const chief = leadOf(identity.key);
    const group = byChief.get(chief);
    if (group) group.push(identity);
    else byChief.set(chief, [identity]);
  }
  return assignLeads(
    [...byChief].map(([chief, members]) => ({ chief, members })),
    occupied,
  );
}

function linksOf(identities: readonly KnownIdentity[], links: readonly IdentityLink[]): Links {
  const made = noLinks();
  const known = new Set<string>(identities.map(({ key }) => key));
  for (const { key, first, claim } of identities) {
    if (first) made.firstSeen.set(key, first);
    if (claim) made.claims.set(key.slice("anonymous:".length), claim);
    if (key.startsWith("email:")) linkEmail(made, key.slice("email:".length), key);
  }
  for (const { kind, one, other } of links) {
    if (!known.has(other)) continue;
    const targets = kind === "email" ? made.emails : made.aliases;
    const from = one as Identity;
    const found = targets.get(from);
    if (found) found.add(other as Identity);
    else targets.set(from, new Set([other as Identity]));
  }
  return made;
}

/** A decision as `resolve` wants it. */
export function decisionOf({ decision_id: id, at, kind, one, other, takes_back }: DecisionRow): IdentityDecision {
  if (kind === "unmerge") return { id, at, kind, merge: takes_back ?? "" };
  const [a, b] = [one as Identity, other as Identity];
  return kind === "merge" ? { id, at, kind, identities: [a, b] } : { id, at, kind, one: a, other: b };
}

/**
 * Gives every group a lead: one that a member is in, the chief's before others; else the one that a member began
 * as, so that what is taken apart again becomes what it was; else none yet. No two groups get the same.
 */
function assignLeads(groups: readonly Omit<Group, "leadId">[], occupied: ReadonlySet<number>): Group[] {
  const taken = new Set(occupied);
  const take = (wanted: readonly (number | undefined)[]): number | null => {
    const free = wanted.find((id) => id !== undefined && !taken.has(id)) ?? null;
    if (free !== null) taken.add(free);
    return free;
  };
  const ordered = [...groups].sort((a, b) => rankOf(a.members) - rankOf(b.members));
  const kept = ordered.map(({ chief, members }) =>
    take([members.find(({ key }) => key === chief)?.leadId, ...members.map(({ leadId }) => leadId)]),
  );
  return ordered.map((group, i) => ({ ...group, leadId: kept[i] ?? take(began(group)) }));
}

/** The group that has the identity a lead began as has the first claim to it; who was never seen, the last. */
function rankOf(members: readonly KnownIdentity[]): number {
  if (members.every(({ first }) => first === undefined)) return Number.POSITIVE_INFINITY;
  return Math.min(...members.map(({ id, leadId }) => (id === leadId ? id - Number.MAX_SAFE_INTEGER : id)));
}

/** What a group may have begun as: its chief before others. */
function began({ chief, members }: Omit<Group, "leadId">): (number | undefined)[] {
  return [members.find(({ key }) => key === chief)?.id, ...members.map(({ id }) => id)];
}
