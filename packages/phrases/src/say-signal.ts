import type { Spoken } from "./en/spoken.ts";
import { asItIs, type Mark } from "./said.ts";
import { type Filter, sayFilter } from "./say-filter.ts";
import { spanOf } from "./span.ts";

type Step = { readonly on?: string | readonly string[]; readonly where?: Filter };

/** What a signal measures of which events, without what it is called. */
export type SignalDefinition = Step & {
  readonly any?: true;
  readonly count?: { readonly perDay?: number; readonly by?: string };
  readonly sum?: string;
  readonly max?: string;
  readonly distinct?: string;
  readonly visits?: { readonly silence?: string; readonly atLeast?: string };
  readonly engaged?: { readonly silence?: string; readonly by?: string };
  readonly steps?: readonly Step[];
  readonly times?: number;
  readonly confirmedBy?: Step;
  readonly within?: string;
};

const TYPES = ["page", "screen", "identify", "group", "alias", "track"] as const;
/** What ends a visit or a stretch where nothing is said. */
const SILENCES = { visits: "30m", engaged: "1m" };

/** A signal's definition as one sentence: `counts page views where path begins with “/pricing”`. */
export function saySignal(phrases: Spoken, signal: SignalDefinition, mark: Mark = asItIs): string {
  const say = phrases.rules.measures;
  const events = eventsOf(phrases, signal, mark);
  const within = spanned(phrases, signal.within ?? "", mark);
  if (signal.sum !== undefined) return say.sum(events, mark(signal.sum));
  if (signal.max !== undefined) return say.max(events, mark(signal.max));
  if (signal.distinct !== undefined) return say.distinct(events, mark(signal.distinct));
  if (signal.visits) return visitsSaid(phrases, events, signal.visits, mark);
  if (signal.engaged) return engagedSaid(phrases, events, signal.engaged, mark);
  if (signal.steps) {
    return say.steps(
      signal.steps.map((step) => eventsOf(phrases, step, mark)),
      within,
    );
  }
  if (signal.times !== undefined) return say.times(events, signal.times, within);
  if (signal.confirmedBy) return say.confirmed(events, eventsOf(phrases, signal.confirmedBy, mark), within);
  return countSaid(phrases, events, signal.count ?? {}, mark);
}

function spanned(phrases: Spoken, text: string, mark: Mark): string {
  return mark(spanOf(phrases, text));
}

function visitsSaid(
  phrases: Spoken,
  events: string,
  { silence, atLeast }: NonNullable<SignalDefinition["visits"]>,
  mark: Mark,
): string {
  const say = phrases.rules.measures;
  const span = spanned(phrases, silence ?? SILENCES.visits, mark);
  return atLeast === undefined
    ? say.visits(events, span)
    : say.longVisits(events, span, spanned(phrases, atLeast, mark));
}

function engagedSaid(
  phrases: Spoken,
  events: string,
  { silence, by }: NonNullable<SignalDefinition["engaged"]>,
  mark: Mark,
): string {
  const say = phrases.rules.measures;
  const span = spanned(phrases, silence ?? SILENCES.engaged, mark);
  return by === undefined ? say.engaged(events, span) : say.engagedBy(events, span, mark(by));
}

function countSaid(
  phrases: Spoken,
  events: string,
  { perDay, by }: NonNullable<SignalDefinition["count"]>,
  mark: Mark,
): string {
  const say = phrases.rules.measures;
  if (by === undefined) return perDay === undefined ? say.count(events) : say.countPerDay(events, perDay);
  return perDay === undefined ? say.countBy(events, mark(by)) : say.countByPerDay(events, mark(by), perDay);
}

function eventsOf(phrases: Spoken, step: Step & { readonly any?: true }, mark: Mark): string {
  const say = phrases.rules.events;
  const names = step.on === undefined ? [] : typeof step.on === "string" ? [step.on] : step.on;
  const called = names.map((name) => {
    const type = TYPES.find((one) => one === name);
    return mark(type ? say[type] : say.named(phrases.figures.quote(name)));
  });
  const which = called.length > 0 ? phrases.figures.or(called) : step.any ? say.any : say.some;
  return step.where ? say.where(which, sayFilter(phrases, step.where, mark)) : which;
}
