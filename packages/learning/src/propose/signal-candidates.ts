import type { Condition, Model, SignalDefinition } from "@plumbline/scoring";
import type { Candidate } from "./candidate.ts";
import { nameFrom } from "./name-from.ts";
import { type Survey, tellsOutcome } from "./survey.ts";
import { LEAST_LEADS } from "./trait-candidates.ts";

const MOST_NEW = 25;
const MOST_IN_SEQUENCES = 5;
const SEQUENCE = "7d";

export type SignalCandidates = {
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  readonly candidates: readonly Candidate[];
};

/** How often and how long ago what the model's signals tell; the same of events that it has no signal of; and pairs. */
export function signalCandidates(survey: Survey, model: Model): SignalCandidates {
  const own = Object.entries(model.signals ?? {}).filter(([, signal]) => !isOfOutcome(signal));
  const fresh = freshSignals(survey, model);
  const signals = Object.fromEntries(fresh);
  const names = new Set(fresh.map(([name]) => name));
  const pairs = sequences([...own, ...fresh], survey, new Set([...Object.keys(model.signals ?? {}), ...names]));
  return {
    signals: { ...signals, ...Object.fromEntries(pairs.map(({ name, signal }) => [name, signal])) },
    candidates: [
      ...[...own, ...fresh].flatMap(([name, signal]) => asked(name, signal, names.has(name))),
      ...pairs.map(({ name, needs }) => sequenceCandidate(name, needs)),
    ],
  };
}

function isOfOutcome({ on = [], steps = [], confirmedBy }: SignalDefinition): boolean {
  const parts = [on, ...steps.map((step) => step.on ?? []), confirmedBy?.on ?? []];
  return parts.flat().some(tellsOutcome);
}

type Named = readonly [name: string, signal: SignalDefinition];

/** Signals of events and pages that many leads left, and that no signal of the model is about. */
function freshSignals({ events, pages }: Survey, { signals = {} }: Model): readonly Named[] {
  const known = new Set(Object.values(signals).flatMap(({ on = [], where }) => (where ? [] : [on].flat().map(fold))));
  const paths = new Set(Object.values(signals).flatMap((signal) => pathsOf(signal)));
  const often = [
    ...[...events].flatMap(([on, leads]) => (known.has(fold(on)) ? [] : [{ leads, name: on, signal: { on } }])),
    ...[...pages].flatMap(([path, leads]) =>
      paths.has(path)
        ? []
        : [{ leads, name: `page ${path.slice(1)}`, signal: { on: "page", where: { path: { startsWith: path } } } }],
    ),
  ];
  const taken = new Set(Object.keys(signals));
  return often
    .filter(({ leads }) => leads >= LEAST_LEADS)
    .sort((a, b) => b.leads - a.leads || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NEW)
    .map(({ name, signal }): Named => {
      const free = nameFrom([name], signal, taken);
      taken.add(free);
      return [free, signal];
    });
}

const fold = (name: string): string => name.toLowerCase();

function pathsOf({ where }: SignalDefinition): readonly string[] {
  const asked = where && "path" in where ? (where["path"] as { readonly startsWith?: string | readonly string[] }) : {};
  return typeof asked === "object" ? [asked.startsWith ?? []].flat().map(fold) : [];
}

function asked(name: string, signal: SignalDefinition, isFresh: boolean): readonly Candidate[] {
  const candidate = (when: Condition, words: readonly string[]): Candidate => ({
    ...{ kind: "signal", about: name, rule: { when }, signals: isFresh ? [name] : [], words: [name, ...words] },
  });
  const ages = [30, 90].map((days) =>
    candidate({ signal: name, daysSince: { moreThan: days } }, ["not", "for", `${days}d`]),
  );
  if (!isCounted(signal)) return ages;
  const often = COUNTS.map(([days, count]) =>
    candidate({ signal: name, in: days, atLeast: count }, [...(count > 1 ? [`${count}x`] : []), days]),
  );
  return isFresh ? [...often, ...ages, eachOf(name)] : [...often, ...ages];
}

const COUNTS: readonly (readonly [days: string, count: number])[] = [
  ...([["7d", 1]] as const),
  ...(["30d", "90d"] as const).flatMap((days) => [1, 3].map((count) => [days, count] as const)),
  ...([["90d", 10]] as const),
];

function isCounted({ sum, max, engaged }: SignalDefinition): boolean {
  return sum === undefined && max === undefined && engaged === undefined;
}

/** Each day on which it happened, half of it forgotten after a month. */
function eachOf(name: string): Candidate {
  const rule = { each: name, decay: { halfLife: "30d" }, limit: { perDay: 1 } };
  return { kind: "signal", about: name, rule, signals: [name], words: [name] };
}

type Pair = { readonly name: string; readonly signal: SignalDefinition; readonly needs: readonly string[] };

/** One after the other within a week, of what most leads did. */
function sequences(all: readonly Named[], survey: Survey, taken: Set<string>): readonly Pair[] {
  const often = all
    .filter(([, signal]) => isPlain(signal))
    .map(([name, signal]) => ({ name, signal, leads: leadsOf(signal, survey) }))
    .filter(({ leads }) => leads >= LEAST_LEADS)
    .sort((a, b) => b.leads - a.leads || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_IN_SEQUENCES);
  return often.flatMap((first) =>
    often.flatMap((then): Pair[] => {
      if (first.name === then.name) return [];
      const signal: SignalDefinition = { steps: [stepOf(first.signal), stepOf(then.signal)], within: SEQUENCE };
      const name = nameFrom([first.name, "then", then.name], signal, taken);
      taken.add(name);
      return [{ name, signal, needs: [name] }];
    }),
  );
}

function isPlain(signal: SignalDefinition): boolean {
  return Object.keys(signal).every((key) => ["label", "note", "on", "where"].includes(key)) && signal.on !== undefined;
}

function stepOf({ on, where }: SignalDefinition) {
  return { ...(on !== undefined && { on }), ...(where && { where }) };
}

/** At most so many: a page counts as its first part, an event as its name. */
function leadsOf(signal: SignalDefinition, { events, pages }: Survey): number {
  const named = [signal.on ?? []].flat().map((name) => events.get(name) ?? 0);
  return [...named, ...pathsOf(signal).map((path) => pages.get(path) ?? 0)].reduce((sum, own) => sum + own, 0);
}

function sequenceCandidate(name: string, needs: readonly string[]): Candidate {
  const when: Condition = { signal: name, in: "90d", atLeast: 1 };
  return { kind: "sequence", about: name, rule: { when }, signals: needs, words: [name] };
}
