import type { Event } from "../event.ts";
import { type Identity, isPlaceholder } from "./resolve.ts";

const OBJECTION_EVENTS: ReadonlySet<string> = new Set(["Objection Raised", "Objection Withdrawn"]);

/**
 * What a person has decided about being scored. A commutative summary of events: any order, any
 * repetition and any partition of them gives the same. Plain JSON, to be kept with the lead.
 */
export type Standing = {
  /** The last word on consent; it is a word about the person, whichever device said it. */
  readonly consent?: Word<ConsentChoice>;
  /** For each identity that ever objected, or took an objection back: its own last word. */
  readonly objections: Readonly<Record<Identity, Word<"raised" | "lifted">>>;
};

/** What an event was found to say of consent, by the policy under which it arrived. */
export type ConsentChoice = "given" | "withdrawn";

/** Something said, when (ms since the epoch), and in which event. */
type Word<Said extends string> = { readonly said: Said; readonly at: number; readonly messageId: string };

export const newStanding: Standing = { objections: {} };

/** Whether an event raises an objection to being scored, or takes one back. */
export function isObjection({ type, event }: Event): boolean {
  return type === "track" && event !== undefined && OBJECTION_EVENTS.has(event);
}

/** Adds what one event, with what it was found to say of consent, says about standing. */
export function addStanding(
  standing: Standing,
  event: Event,
  { choice }: { readonly choice?: ConsentChoice | undefined } = {},
): Standing {
  const word = { at: event.timestamp, messageId: event.messageId };
  if (choice) return mergeStandings(standing, { consent: { said: choice, ...word }, objections: {} });
  if (!isObjection(event)) return standing;
  const said = event.event === "Objection Raised" ? "raised" : "lifted";
  const objections: Record<Identity, Word<"raised" | "lifted">> = {};
  for (const identity of identitiesIn(event)) objections[identity] = { said, ...word };
  return mergeStandings(standing, { objections });
}

/** An event speaks for everyone it names: what is said after signing in also holds for the device. */
function identitiesIn({ userId, anonymousId }: Event): Identity[] {
  const named: Identity[] = [];
  if (userId !== undefined && !isPlaceholder(userId)) named.push(`user:${userId}`);
  if (anonymousId !== undefined && !isPlaceholder(anonymousId)) named.push(`anonymous:${anonymousId}`);
  return named;
}

/**
 * The standing of two sets of events together; commutative, associative, idempotent. Of consent the
 * last word stands. An objection stands until the identity that raised it takes it back: that two
 * identities are one person is often a guess, and a guess must not lift an objection.
 */
export function mergeStandings(a: Standing, b: Standing): Standing {
  const objections: Record<Identity, Word<"raised" | "lifted">> = { ...a.objections };
  for (const [key, word] of Object.entries(b.objections)) {
    const identity = key as Identity;
    objections[identity] = later(objections[identity], word);
  }
  const consent = a.consent && b.consent ? later(a.consent, b.consent) : (a.consent ?? b.consent);
  return { ...(consent && { consent }), objections };
}

/** At the same instant the larger messageId; where even that is the same, what takes more away. */
function later<Said extends string>(a: Word<Said> | undefined, b: Word<Said>): Word<Said> {
  if (!a) return b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (a.messageId !== b.messageId) return a.messageId > b.messageId ? a : b;
  return takesAway(a) ? a : b;
}

const takesAway = ({ said }: Word<string>): boolean => said === "raised" || said === "withdrawn";

/** What a person decided, as it stands: the last word on consent, and on objection the one that counts; ms. */
type Decisions = {
  readonly consent: { readonly says: ConsentChoice; readonly at: number } | null;
  readonly objection: { readonly says: "raised" | "withdrawn"; readonly at: number } | null;
};

/** An objection that any identity upholds stands since the first of them; else it was taken back with the last. */
export function decisionsIn({ consent, objections }: Standing): Decisions {
  const words = Object.values(objections);
  const raised = words.filter(({ said }) => said === "raised").map(({ at }) => at);
  const lifted = words.filter(({ said }) => said === "lifted").map(({ at }) => at);
  const withdrawn = lifted.length > 0 ? { says: "withdrawn" as const, at: Math.max(...lifted) } : null;
  return {
    consent: consent ? { says: consent.said, at: consent.at } : null,
    objection: raised.length > 0 ? { says: "raised", at: Math.min(...raised) } : withdrawn,
  };
}

/** Why a lead may not be scored, and since when (ms since the epoch). */
export type Ineligible = { readonly because: "objection" | "consent-withdrawn"; readonly since: number };

/**
 * Whether a standing keeps a lead from being scored (`facts.ineligible` is `because`). An objection
 * (GDPR, article 21) comes before a withdrawal (article 7(3)): new consent lifts only the latter.
 */
export function ineligible({ consent, objections }: Standing): Ineligible | undefined {
  const raised = Object.values(objections).filter(({ said }) => said === "raised");
  if (raised.length > 0) return { because: "objection", since: Math.min(...raised.map(({ at }) => at)) };
  return consent?.said === "withdrawn" ? { because: "consent-withdrawn", since: consent.at } : undefined;
}

/**
 * When somebody was not to be scored, as spans from one word to another (ms since the epoch; the last may have no end).
 * Whatever was said at one instant counts together.
 */
export function closedSpans(
  said: readonly { readonly event: Event; readonly choice?: ConsentChoice | undefined }[],
): readonly { readonly from: number; readonly until?: number }[] {
  const words = said.filter(({ event, choice }) => choice !== undefined || isObjection(event));
  const spans: { from: number; until?: number }[] = [];
  let standing = newStanding;
  for (const [at, together] of Map.groupBy(
    words.toSorted((a, b) => a.event.timestamp - b.event.timestamp),
    ({ event }) => event.timestamp,
  )) {
    for (const { event, choice } of together) standing = addStanding(standing, event, { choice });
    const isClosed = ineligible(standing) !== undefined;
    const last = spans.at(-1);
    const isOpenSpan = last !== undefined && last.until === undefined;
    if (isClosed && !isOpenSpan) spans.push({ from: at });
    if (!isClosed && isOpenSpan) last.until = at;
  }
  return spans;
}
