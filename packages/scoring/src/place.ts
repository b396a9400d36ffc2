import type { BandState, Placed } from "./bands/decide.ts";
import { ladderOf } from "./bands/ladder.ts";
import type { Facts } from "./facts.ts";
import type { Points } from "./points.ts";
import { type CompiledModel, look, type Seen } from "./score/compile.ts";
import { nextCandidate } from "./score/due.ts";
import type { Scorer } from "./score/scorer.ts";
import type { Day } from "./zone.ts";

/** What is recorded of a lead under a model: the figures of its score without their lines, and its band. */
export type Placing = {
  /** The day it was worked out for. */
  readonly day: Day;
  /** Null where the model does not score the lead. */
  readonly total: Points | null;
  readonly dimensions: readonly Points[];
  readonly market: string | null;
  readonly zone: string | null;
  readonly cell: string | null;
  readonly band: BandState | null;
  /** No day before this one differs from this without a new event; null where none ever does. */
  readonly dueOn: Day | null;
};

/** A lead entered or left a band. */
export type Transition = {
  readonly from: string | null;
  readonly to: string | null;
  readonly on: Day;
  readonly total: Points | null;
};

export type Placement = { readonly placing: Placing; readonly transitions: readonly Transition[] };

/**
 * Places a lead on a day, given where it was: `place(model, facts, previous, today)`, pure. Between
 * `previous.day` and `today` nothing may have happened that these facts do not know: see `catchUp`.
 */
export function place(
  compiled: CompiledModel,
  facts: Facts,
  previous: Pick<Placing, "band"> | null,
  today: Day,
): Placement {
  const seen = look(compiled, facts, today);
  const { decided, ...placed } = placedBy(seen, previous?.band ?? null, today);
  const candidate = nextCandidate(compiled, facts, today, seen);
  const figureDue = candidate === Number.POSITIVE_INFINITY ? null : candidate;
  return {
    placing: { ...placed.placing, dueOn: sooner(figureDue, decided.dueOn) },
    transitions: placed.transitions,
  };
}

/** A placing of which nobody asks how long it holds. */
export type PlacingNow = Omit<Placing, "dueOn">;

/** The same without the day on which it is due, which costs as much again: for living through many days. */
export function placeNow(
  compiled: CompiledModel,
  facts: Facts,
  previous: Pick<Placing, "band"> | null,
  today: Day,
): { readonly placing: PlacingNow; readonly transitions: readonly Transition[] } {
  const { placing, transitions } = placedBy(look(compiled, facts, today), previous?.band ?? null, today);
  return { placing, transitions };
}

function placedBy({ scorer, ledger }: Seen, previous: BandState | null, today: Day) {
  const placed = ledger
    ? {
        total: ledger.total,
        dimensions: [...ledger.dimensions],
        zone: scorer.total.zone(ledger.total, ledger.dimensions),
        cell: scorer.total.cell(ledger.dimensions),
      }
    : { total: null, dimensions: [], zone: null, cell: null };
  const { market } = scorer;
  const decided = bandOf(scorer, previous, placed, today);
  const placing: PlacingNow = { day: today, ...placed, market, band: decided.band };
  const transitions = decided.transition ? [{ ...decided.transition, total: placed.total }] : [];
  return { placing, transitions, decided };
}

/**
 * Lives through the days that a lead was due on until today, with the facts as they were then, so
 * that bands change on their right days however late somebody looks.
 */
export function catchUp(compiled: CompiledModel, facts: Facts, previous: Placing, today: Day): Placement {
  const transitions: Transition[] = [];
  let placing = previous;
  while (placing.dueOn !== null && placing.dueOn <= today) {
    const next = place(compiled, facts, placing, placing.dueOn);
    transitions.push(...next.transitions);
    placing = next.placing;
  }
  return { placing, transitions };
}

/** Of two leads that turn out to be one: where it is, which is the higher of both bands. */
export function higher({ model }: CompiledModel, a: Placing, b: Placing): Placing {
  const bands = model.bands ?? [];
  const ladder = bands.some(({ cells }) => cells !== undefined) ? bands : ladderOf(bands);
  const rank = ({ band }: Placing) => ladder.findIndex(({ name }) => name === band?.band);
  return rank(b) > rank(a) ? b : a;
}

type Figures = { readonly total: Points | null; readonly zone: string | null };

/** Who is not scored is in no band, and remembers none. */
function bandOf(scorer: Scorer, previous: BandState | null, { total, zone }: Figures, today: Day) {
  if (total !== null) {
    const { state, transition, dueOn } = scorer.decide(previous, { total, zone } satisfies Placed, today);
    // Everyone begins at the bottom; only who gets further has entered something.
    const isBeginning = previous === null && state.band === scorer.bottom;
    return { band: state, transition: isBeginning ? null : transition, dueOn };
  }
  const from = previous?.band ?? null;
  return { band: null, transition: from === null ? null : { from, to: null, on: today }, dueOn: null };
}

function sooner(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
