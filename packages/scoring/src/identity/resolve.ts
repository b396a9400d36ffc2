import type { Event, Json, JsonObject } from "../event.ts";
import { fold } from "../fold.ts";

/** `user:…`, `anonymous:…` or `email:…`. */
export type Identity = `${"user" | "anonymous" | "email"}:${string}`;

/**
 * What events say about who is whom. A commutative summary: any order of events gives the same,
 * and it is all that `resolve` needs of them.
 */
export type Links = {
  /** Of each anonymous id: the user with the smallest (time, messageId). */
  readonly claims: Map<string, Stamp & { readonly userId: string }>;
  /** Of each e-mail address: the identities that gave it. */
  readonly emails: Map<string, Set<Identity>>;
  /** Users that an alias joined. */
  readonly aliases: Map<Identity, Set<Identity>>;
  /** When each identity was first seen. */
  readonly firstSeen: Map<Identity, Stamp>;
};

export type Stamp = { readonly at: number; readonly messageId: string };

/** What people decided about leads; recorded like events, and sorted by (at, id) before use. */
export type IdentityDecision = { readonly id: string; readonly at: number } & (
  | { readonly kind: "merge"; readonly identities: readonly [Identity, Identity] }
  /** An address or a former id does not stand for an identity: the two no longer meet through it. */
  | { readonly kind: "part"; readonly one: Identity; readonly other: Identity }
  /** Takes back a merge; both leads are as if it had never been. */
  | { readonly kind: "unmerge"; readonly merge: string }
);

export type ResolveOptions = {
  /** Whether one e-mail address is one person, as the workspace allows. */
  readonly joinByEmail: boolean;
};

export const noLinks = (): Links => ({
  claims: new Map(),
  emails: new Map(),
  aliases: new Map(),
  firstSeen: new Map(),
});

const PLACEHOLDER = /^(?:[0-]*|-1|null|nil|none|nan|undefined|unknown|anonymous|n\/a)$/;

/** Whether an id stands for nobody: such ids never join anyone. */
export function isPlaceholder(id: string): boolean {
  return PLACEHOLDER.test(fold(id.trim()));
}

function usable(id: string | undefined): string | undefined {
  return id === undefined || isPlaceholder(id) ? undefined : id;
}

/** Whose event it is: its user, else its anonymous id; undefined where it is nobody's. */
export function identityOf(event: Event): Identity | undefined {
  const userId = usable(event.userId);
  if (userId !== undefined) return `user:${userId}`;
  const anonymousId = usable(event.anonymousId);
  return anonymousId === undefined ? undefined : `anonymous:${anonymousId}`;
}

export function emailIdentity(email: string): Identity | undefined {
  const folded = email.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(folded) ? `email:${folded}` : undefined;
}

/** Adds what one event says to the links, in place. */
export function observe(links: Links, event: Event): void {
  const own = identityOf(event);
  if (own === undefined) return;
  const stamp = { at: event.timestamp, messageId: event.messageId };
  see(links, own, stamp);
  const userId = usable(event.userId);
  const anonymousId = usable(event.anonymousId);
  if (userId !== undefined && anonymousId !== undefined) claim(links, anonymousId, userId, stamp);
  if (userId !== undefined) for (const id of externalIds(event)) claim(links, id, userId, stamp);
  if (event.type === "alias" && userId !== undefined) alias(links, userId, usable(event.previousId), stamp);
  for (const email of emailsOf(event)) linkEmail(links, email, own);
  if (userId !== undefined) linkEmail(links, userId, own);
}

/**
 * The e-mail addresses that an event gives as its person's: among the traits of an `identify`, and in `context.traits`
 * of any event, which are what an `identify` said before (so Segment defines them). The traits of a `group` are the
 * company's, and those of other types say nothing of who somebody is.
 */
export function emailsOf({ type, traits, context }: Event): readonly string[] {
  const own = type === "identify" ? traits?.["email"] : undefined;
  const said = context?.["traits"] === undefined ? undefined : emailIn(context["traits"]);
  return [own, said].filter((email) => typeof email === "string");
}

/** Notes that an identity gave an e-mail address, in place; what is no address is passed over. */
export function linkEmail(links: Links, email: string, identity: Identity): void {
  const address = emailIdentity(email);
  if (address) addTo(links.emails, address, identity);
}

/**
 * Ids that other systems gave to the device (`context.externalIds`), such as Google Analytics': each is an anonymous
 * id, written `type:id`, under which that system's own events may come.
 */
function externalIds({ context }: Event): string[] {
  const ids = context?.["externalIds"];
  if (!Array.isArray(ids)) return [];
  return (ids as readonly unknown[]).flatMap((one) => {
    const { type, id } = (one ?? {}) as { type?: unknown; id?: unknown };
    return typeof type === "string" && typeof id === "string" && !isPlaceholder(id) && id.length <= LONGEST_EXTERNAL
      ? [`${type}:${id}`]
      : [];
  });
}

const LONGEST_EXTERNAL = 200;

function emailIn(traits: Json): Json | undefined {
  return typeof traits === "object" && traits !== null && !Array.isArray(traits)
    ? (traits as JsonObject)["email"]
    : undefined;
}

function see(links: Links, identity: Identity, stamp: Stamp): void {
  const known = links.firstSeen.get(identity);
  if (!known || isEarlier(stamp, known)) links.firstSeen.set(identity, stamp);
}

function claim(links: Links, anonymousId: string, userId: string, stamp: Stamp): void {
  see(links, `anonymous:${anonymousId}`, stamp);
  const known = links.claims.get(anonymousId);
  if (!known || isEarlier(stamp, known)) links.claims.set(anonymousId, { ...stamp, userId });
}

/** The former id is either a device that has no user yet, or another id of this very user. */
function alias(links: Links, userId: string, previousId: string | undefined, stamp: Stamp): void {
  if (previousId === undefined || previousId === userId) return;
  claim(links, previousId, userId, stamp);
  addTo(links.aliases, `user:${previousId}`, `user:${userId}`);
}

function addTo<Key>(map: Map<Key, Set<Identity>>, key: Key, identity: Identity): void {
  const known = map.get(key);
  if (known) known.add(identity);
  else map.set(key, new Set([identity]));
}

/** Earlier by time, then by messageId. */
export function isEarlier(a: Stamp, b: Stamp): boolean {
  return a.at < b.at || (a.at === b.at && a.messageId < b.messageId);
}

/**
 * Which lead each identity belongs to, as the lead's chief identity. Pure and independent of order:
 * an event with a user belongs to that user; an anonymous id belongs to the user who claimed it
 * first; two known users are never joined through a device, only by an alias, by a shared e-mail
 * address where that is allowed and nobody decided otherwise, or by people's decisions.
 */
export function resolve(
  links: Links,
  decisions: readonly IdentityDecision[],
  { joinByEmail }: ResolveOptions,
): (identity: Identity) => Identity {
  const groups = groupsOf(links);
  const { merges, isParted } = standingOf(decisions);
  const ownerOf = (identity: Identity): Identity => {
    const owner = identity.startsWith("anonymous:") ? links.claims.get(identity.slice("anonymous:".length)) : undefined;
    return owner ? `user:${owner.userId}` : identity;
  };
  const meet = (one: Identity, others: Iterable<Identity>): void => {
    for (const other of others) if (!isParted(one, other)) groups.join(one, other);
  };
  for (const [previous, users] of links.aliases) if (links.firstSeen.has(previous)) meet(previous, users);
  for (const [email, identities] of joinByEmail ? links.emails : []) {
    // What a device said before its user was known must not join that user to somebody else.
    const own = [...identities].filter((identity) => ownerOf(identity) === identity);
    meet(email as Identity, own);
  }
  for (const [a, b] of merges) groups.join(ownerOf(a), ownerOf(b));
  return (identity) => groups.chiefOf(ownerOf(identity));
}

/** Groups of identities, each called by its chief (union–find). */
function groupsOf(links: Links) {
  const parents = new Map<Identity, Identity>();
  const chiefOf = (identity: Identity): Identity => {
    let chief = identity;
    for (let up = parents.get(chief); up !== undefined; up = parents.get(chief)) chief = up;
    if (chief !== identity) parents.set(identity, chief);
    return chief;
  };
  const join = (a: Identity, b: Identity): void => {
    const [x, y] = [chiefOf(a), chiefOf(b)];
    if (x === y) return;
    const [chief, other] = isChief(links, x, y) ? [x, y] : [y, x];
    parents.set(other, chief);
  };
  return { chiefOf, join };
}

function standingOf(decisions: readonly IdentityDecision[]) {
  const sorted = [...decisions].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const merges = new Map<string, readonly [Identity, Identity]>();
  const parted = new Map<string, Set<string>>();
  for (const decision of sorted) {
    if (decision.kind === "merge") merges.set(decision.id, decision.identities);
    else if (decision.kind === "unmerge") merges.delete(decision.merge);
    else parted.set(decision.one, (parted.get(decision.one) ?? new Set()).add(decision.other));
  }
  return {
    merges: [...merges.values()],
    isParted: (one: Identity, other: Identity): boolean => parted.get(one)?.has(other) === true,
  };
}

const RANK = ["user", "email", "anonymous"];

/** Whether `a` gives the lead its name rather than `b`: users first, then who was seen first. */
function isChief(links: Links, a: Identity, b: Identity): boolean {
  const rank = (identity: Identity) => RANK.indexOf(identity.slice(0, identity.indexOf(":")));
  if (rank(a) !== rank(b)) return rank(a) < rank(b);
  const [x, y] = [links.firstSeen.get(a), links.firstSeen.get(b)];
  if (x && y && (x.at !== y.at || x.messageId !== y.messageId)) return isEarlier(x, y);
  if (!x !== !y) return x !== undefined;
  return a < b;
}
