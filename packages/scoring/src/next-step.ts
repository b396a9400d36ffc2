import type { BandState } from "./bands/decide.ts";
import { everyCondition } from "./check/parts.ts";
import type { Facts } from "./facts.ts";
import type { Model } from "./model/model-schema.ts";
import { place, placeNow } from "./place.ts";
import type { Points } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import type { Scorer } from "./score/scorer.ts";
import type { Slot } from "./score/sight.ts";
import { keysOf, placeOfKey } from "./signal/by-key.ts";
import { emptyState, type KeyedState, mergeState, newState, type SignalState } from "./signal/state.ts";
import type { Day } from "./zone.ts";

/** What would change the band soonest. */
export type NextSteps = {
  readonly band: string | null;
  /** The first day on which the band changes by itself, and what it is then. */
  readonly byItself: { readonly on: Day; readonly band: string | null } | null;
  /** What the lead could do once, or a few times, today to rise: the fewest times first, then the smallest rise. */
  readonly rises: readonly Rise[];
};

type Rise = {
  readonly signal: string;
  /** Of a signal that counts by a property: under which of its values, where not any new one does. */
  readonly key?: string;
  readonly times: number;
  readonly band: string;
  readonly total: Points;
};

const MOST_TIMES = 5;
const MOST_DUE_DAYS = 500;
/** Of thousands of keys, those that give most, and some that are asked for, are enough to try: each costs five scores. */
const MOST_KEYS = 12;

/**
 * Tries what time alone does to the band and what one more occurrence (up to five) of each signal that the model reads
 * would do, in whichever rule, condition, profile or market it stands; of a signal that counts by a property, under keys
 * that the model tells apart, and under a new one. Nothing is tried of a lead in the highest band. Only signals that count events are tried: what a visit
 * length or a sequence would be is not for us to invent. Undefined where the lead has no score.
 */
export function nextSteps(
  compiled: CompiledModel,
  facts: Facts,
  today: Day,
  previous: BandState | null,
): NextSteps | undefined {
  const { band: now, total } = place(compiled, facts, previous && { band: previous }, today).placing;
  if (total === null || now === null) return undefined;
  const { scorer } = look(compiled, facts, today);
  const { bands = [] } = scorer.model;
  const rank = new Map(bands.map(({ name }, i) => [name, i]));
  const isHigher = (band: string | null): band is string =>
    band !== null && (rank.get(band) ?? -1) > (rank.get(now.band ?? "") ?? -1);

  const after = (counted: Counted, key: string | null, times: number): Rise[] => {
    const then = placeNow(compiled, withMore(facts, counted, key, times, today), { band: now }, today).placing;
    const band = then.band?.band ?? null;
    return then.total !== null && isHigher(band)
      ? [{ signal: counted.name, ...(key !== null && { key }), times, band, total: then.total }]
      : [];
  };
  const isHighest = now.band === bands.at(-1)?.name;
  const rises = (isHighest ? [] : countedIn(compiled, scorer)).flatMap((counted) => {
    const keys = keysToTry(counted, compiled, scorer, facts, today);
    for (let times = 1; times <= MOST_TIMES; times++) {
      const [rise] = keys.flatMap((key) => after(counted, key, times)).sort((a, b) => a.total - b.total);
      if (rise) return [rise];
    }
    return [];
  });
  rises.sort((a, b) => a.times - b.times || a.total - b.total || (a.signal < b.signal ? -1 : 1));
  return { band: now.band, byItself: byItself(compiled, facts, today, now), rises };
}

/** Follows the due days until the band is another. */
function byItself(compiled: CompiledModel, facts: Facts, today: Day, now: BandState): NextSteps["byItself"] {
  let band: BandState | null = now;
  let day: Day | null = today;
  for (let i = 0; i < MOST_DUE_DAYS && day !== null; i++) {
    const { placing } = place(compiled, facts, { band }, day);
    const name = placing.band?.band ?? null;
    if (placing.total === null || name !== now.band) return { on: day, band: name };
    ({ band } = placing);
    day = placing.dueOn;
  }
  return null;
}

/** A signal that counts events, with the slots that read it: of the lead or its account, here or where markets ask. */
type Counted = { readonly name: string; readonly slots: readonly Slot[] };

function countedIn({ markets }: CompiledModel, { slots }: Scorer): Counted[] {
  const bySignal = new Map<string, Slot[]>();
  for (const slot of [...slots.all, ...markets.questions.slots.all]) {
    if (kindToAdd(slot)) bySignal.set(slot.name, [...(bySignal.get(slot.name) ?? []), slot]);
  }
  return [...bySignal].map(([name, own]) => ({ name, slots: own }));
}

function kindToAdd({ signal, reader }: Slot): "count" | "keyed" | undefined {
  const { distinct, count, visits, steps, times, confirmedBy } = signal;
  const counts = reader.scale === 1 && reader.combine === "sum";
  if (!counts || visits || steps || times !== undefined || confirmedBy) return undefined;
  return distinct !== undefined || count?.by !== undefined ? "keyed" : "count";
}

/**
 * The keys under which a signal may happen once more; null for one that nobody has seen or named, which stands for all
 * that no table, condition or number tells apart. Of those, one seen today may differ still: a day's limit may be full.
 */
function keysToTry(
  { name, slots }: Counted,
  { model: { markets = [] } }: CompiledModel,
  { model, rules }: Scorer,
  facts: Facts,
  today: Day,
): (string | null)[] {
  if (!slots.some(({ signal }) => signal.count?.by !== undefined)) return [null];
  const asked = named({ ...model, markets }, name);
  const tables = rules.flatMap((rule) =>
    rule.kind === "each" && rule.slot.name === name && rule.table ? [rule.table] : [],
  );
  if (asked.size === 0 && tables.length === 0) return [null];
  const cells = slots.flatMap((slot) => cellsOn(today, slot, facts));
  const listed = model.rules.flatMap(({ each, points }) =>
    each === name && typeof points === "object" && "table" in points ? Object.keys(points.table) : [],
  );
  const most = (key: string) => Math.max(0, ...tables.map((worth) => worth(key)));
  const kindOf = (key: string) =>
    [...tables.map((worth) => worth(key)), ...cells.map((cell) => cell[placeOfKey(cell, key)] ?? 0)].join();
  const unlike = [...Map.groupBy([...listed, ...cells.flatMap(keysOf)], kindOf).values()].map(([one]) => one as string);
  const giving = unlike.sort((a, b) => most(b) - most(a));
  const all = new Set([...giving.slice(0, MOST_KEYS / 2), ...asked]);
  return [null, ...[...all].slice(0, MOST_KEYS)];
}

/** What is known of a signal by key on a day: of the lead, and of its account. */
function cellsOn(day: Day, slot: Slot, { states, account }: Facts): KeyedState["cells"] {
  return [states, account?.states].flatMap((all) => {
    const { days, cells } = (all?.get(slot.key) ?? emptyState("keyed")) as KeyedState;
    return cells.filter((_, i) => days[i] === day);
  });
}

/** The keys of a signal that conditions and points ask for. */
function named(model: Model, signal: string): Set<string> {
  const atoms = everyCondition(model).flatMap((condition) => condition.atoms.map(({ atom }) => atom));
  const terms = model.rules.flatMap(({ points }) => (typeof points === "object" && points.of ? [points.of] : []));
  return new Set(
    [...atoms, ...terms].flatMap((part) =>
      "signal" in part && part.signal === signal && part.key !== undefined ? [part.key] : [],
    ),
  );
}

/** The facts with a signal having happened more often today: for the lead, and so for its account. */
function withMore(facts: Facts, { slots }: Counted, key: string | null, times: number, today: Day): Facts {
  const bySlot = new Map(slots.map((slot) => [slot.key, slot]));
  const add = (states: Facts["states"]): Facts["states"] => {
    const added = new Map(states);
    for (const [stateKey, slot] of bySlot)
      added.set(stateKey, withOneMore(states.get(stateKey), slot, key, times, today));
    return added;
  };
  const { account } = facts;
  return {
    ...facts,
    states: add(facts.states),
    ...(account && { account: { ...account, states: add(account.states) } }),
  };
}

function withOneMore(
  state: SignalState | undefined,
  slot: Slot,
  key: string | null,
  times: number,
  today: Day,
): SignalState {
  const kind = kindToAdd(slot) ?? "count";
  const more = emptyState(kind) as SignalState & { cells: unknown[] };
  more.days.push(today);
  // What counts different values counts new ones; elsewhere the same new one may come again.
  const isDistinct = slot.signal.distinct !== undefined;
  const fresh = Array.from({ length: isDistinct ? times : 1 }, (_, i) => `\u0000${i}`);
  const cell = key === null ? fresh.flatMap((one) => [one, isDistinct ? 1 : times]) : [key, times];
  more.cells.push(kind === "count" ? times : cell);
  const { days, cells } = state ?? emptyState(kind);
  // What lies before today is not copied: it is only read, and there may be years of it.
  const before = days.filter((day) => day < today).length;
  const since = mergeState(newState(kind, 0, days.slice(before), cells.slice(before)), more);
  return newState(kind, 0, [...days.slice(0, before), ...since.days], [...cells.slice(0, before), ...since.cells]);
}
