import type { Event, Json } from "@plumbline/scoring";

/** What became of a lead: by the CRM, or by what sales said of it when it was handed over. */
export type OutcomeKind = DealKind | FeedbackKind;
export type DealKind = "opportunity" | "won" | "lost" | "disqualified";
type FeedbackKind = "accepted" | "rejected" | "recycled";

export type Outcome = {
  readonly kind: OutcomeKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of a deal, in `currency`; null where nothing is said. */
  readonly value: number | null;
  /** As it was said, in capitals. */
  readonly currency: string | null;
  readonly reason: string | null;
};

/**
 * How events are called that tell an outcome, in small letters: docs/events.md. The partial index of events in
 * `packages/store/migrations/0006-learning.sql` names the same.
 */
const EVENTS: Readonly<Record<DealKind, readonly string[]>> = {
  opportunity: ["opportunity created", "opportunity opened", "deal created"],
  won: ["opportunity won", "deal won", "closed won"],
  lost: ["opportunity lost", "deal lost", "closed lost"],
  disqualified: ["lead disqualified", "opportunity disqualified"],
};

const KINDS: ReadonlyMap<string, DealKind> = new Map(
  Object.entries(EVENTS).flatMap(([kind, names]) => names.map((name) => [name, kind as DealKind] as const)),
);

/** The names of the events that tell some outcomes, in small letters. */
export function outcomeEvents(kinds: readonly DealKind[]): readonly string[] {
  return kinds.flatMap((kind) => EVENTS[kind]);
}

/** What an event says of how it ended with a lead; undefined where it says nothing of that. */
export function outcomeOf(event: Event): Outcome | undefined {
  if (event.type !== "track" || event.event === undefined) return undefined;
  const kind = KINDS.get(event.event.toLowerCase());
  if (kind === undefined) return undefined;
  const { value, currency, reason } = event.properties ?? {};
  return {
    kind,
    at: event.timestamp,
    value: numberOf(value),
    currency: textOf(currency)?.toUpperCase() ?? null,
    reason: textOf(reason),
  };
}

/** What is to be foretold: that an opportunity opens, that a deal is won, that sales accepts the lead. */
export type Target = "opportunity" | "won" | "accepted";

/** The outcomes by which a lead has converted. Who buys at once has had an opportunity. */
const HITS: Readonly<Record<Target, readonly OutcomeKind[]>> = {
  opportunity: ["opportunity", "won"],
  won: ["won"],
  accepted: ["accepted"],
};

/** The outcomes after which nothing is open any more; a deal that is open decides nothing about winning it. */
const DECIDES: Readonly<Record<Target, readonly OutcomeKind[]>> = {
  opportunity: ["opportunity", "won", "lost", "disqualified"],
  won: ["won", "lost", "disqualified"],
  accepted: ["accepted", "rejected", "won", "lost", "disqualified"],
};

/** The outcomes by which a lead converts. */
export const conversionsOf = (target: Target): readonly OutcomeKind[] => HITS[target];

/** The names of the events after which a lead is decided, in small letters. */
export function decidingEvents(target: Target): readonly string[] {
  const deals = new Set<OutcomeKind>(Object.keys(EVENTS) as DealKind[]);
  return outcomeEvents(DECIDES[target].filter((kind): kind is DealKind => deals.has(kind)));
}

export const converts = (target: Target, { kind }: Outcome): boolean => HITS[target].includes(kind);
export const decides = (target: Target, { kind }: Outcome): boolean => DECIDES[target].includes(kind);

function numberOf(value: Json | undefined): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
