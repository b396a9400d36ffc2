import type { Phrases } from "@plumbline/phrases";
import { type ConsentChoice, type Event, isObjection, type Json, type JsonObject } from "@plumbline/scoring";
import { type ConsentPolicy, type ConsentTerms, termsFor } from "./consent-policy.ts";
import { placeOf } from "./place.ts";

/** Whether an event may be kept whole and counted; decided once, when it arrives. */
export type Consent = {
  /** `minimal`: stored without anything about the person, and never scored. */
  readonly kept: "full" | "minimal";
  /** Why; a key of the phrases. */
  readonly because: ConsentReason;
  /** The version of the policy that decided. */
  readonly policy: number;
  /** Whether it may go to third parties (advertising, enrichment): never with Global Privacy Control. */
  readonly shared: boolean;
  /** Of an event in which a person gives or takes back consent: which of the two. */
  readonly choice?: ConsentChoice;
};

/** A key of the phrases, which say what each means. */
type ConsentReason = keyof Phrases["events"]["consent"];

/** What else is known of a request: nothing of it is in the event. */
export type ConsentRequest = {
  /** Whether the browser sent `Sec-GPC: 1`. */
  readonly gpc: boolean;
  readonly sourceId: number;
  /** Whether the source is a server, a file or a connector, not a person's own browser or app. */
  readonly fromServer: boolean;
};

const KEPT = new Set<ConsentReason>(["not-needed", "given", "vouched-for", "not-refused", "records-a-choice"]);

/** In these a person changes what we may do. */
const CONSENT_EVENTS: ReadonlySet<string> = new Set(["Segment Consent Preference Updated", "Consent Updated"]);

/** What an event may be kept as, by its own context alone. Pure: it is asked once, and the answer is stored. */
export function decideConsent(policy: ConsentPolicy, event: Event, request: ConsentRequest): Consent {
  const terms = termsFor(policy, request.sourceId, placeOf(event));
  const said = preferencesOf(event);
  const because = isChoice(event) ? "records-a-choice" : reasonFor(terms, said, request);
  const choice = choiceIn(event, terms, said);
  return {
    kept: KEPT.has(because) ? "full" : "minimal",
    because,
    policy: policy.version,
    shared: !request.gpc,
    ...(choice && { choice }),
  };
}

function reasonFor(terms: ConsentTerms, said: Preferences | undefined, request: ConsentRequest): ConsentReason {
  if (request.gpc && terms.gpc === "opt-out") return "gpc";
  if (terms.mode === "none") return "not-needed";
  if (said) return answerTo(terms, said);
  if (request.fromServer) return "vouched-for";
  return terms.mode === "opt-in" ? "no-consent" : "not-refused";
}

/** Categories, folded, and whether they were granted. */
type Preferences = ReadonlyMap<string, boolean>;

/** What a consent says of the categories that are needed: what it does not grant is refused. */
function answerTo({ categories }: ConsentTerms, said: Preferences): ConsentReason {
  const answers = categories.map((category) => said.get(category.toLowerCase()));
  if (answers.every((answer) => answer === true)) return "given";
  return answers.includes(false) || said.size === 0 ? "refused" : "category-not-named";
}

const isTrack = (event: Event, names: ReadonlySet<string>): boolean =>
  event.type === "track" && event.event !== undefined && names.has(event.event);

const isChoice = (event: Event): boolean => isTrack(event, CONSENT_EVENTS) || isObjection(event);

function choiceIn(event: Event, terms: ConsentTerms, said: Preferences | undefined): Consent["choice"] {
  if (!said || terms.mode === "none" || !isTrack(event, CONSENT_EVENTS)) return undefined;
  return answerTo(terms, said) === "given" ? "given" : "withdrawn";
}

/**
 * The consent that an event carries, in Segment's form (`context.consent.categoryPreferences`) or
 * RudderStack's (`context.consentManagement`). Undefined where it carries none; one that cannot be
 * read, or is empty, grants nothing.
 */
function preferencesOf({ context }: Event): Preferences | undefined {
  const segment = context?.["consent"];
  if (segment !== undefined && segment !== null) {
    const preferences = isObject(segment) ? segment["categoryPreferences"] : undefined;
    const entries = isObject(preferences) ? Object.entries(preferences) : [];
    return new Map(entries.map(([category, granted]) => [category.toLowerCase(), granted === true]));
  }
  const rudder = context?.["consentManagement"];
  if (!isObject(rudder)) return undefined;
  const allowed = namesIn(rudder["allowedConsentIds"]).map((name) => [name, true] as const);
  const denied = namesIn(rudder["deniedConsentIds"]).map((name) => [name, false] as const);
  return new Map([...allowed, ...denied]);
}

const namesIn = (list: Json | undefined): readonly string[] =>
  Array.isArray(list)
    ? (list as readonly Json[]).filter((name) => typeof name === "string").map((name) => name.toLowerCase())
    : [];

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const HOUR = 3_600_000;

/**
 * What is left of an event that lacks the consent it needs: that something of a type happened, to
 * the hour. No ids, names, properties, traits or context, so that nobody can be told from it; the
 * `messageId` stays so that a repetition is seen.
 */
export function minimal({ messageId, type, timestamp }: Event): Event {
  return { messageId, type, timestamp: Math.floor(timestamp / HOUR) * HOUR };
}
