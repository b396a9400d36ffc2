import type { TestSetting } from "../condition/value-test.ts";
import type { Json } from "../event.ts";
import type { Facts } from "../facts.ts";
import { gathererOf } from "../json-path.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { type Amounts, type Reader, readerOf } from "../signal/read.ts";
import { signalKey } from "../signal/signal-key.ts";
import type { SignalState, SignalStates } from "../signal/state.ts";
import type { Day } from "../zone.ts";

/**
 * What is looked at while one lead is scored. One object per compiled model is used over and over:
 * scoring is synchronous, and millions of leads would otherwise make millions of these.
 */
export type Sight = {
  facts: Facts;
  today: Day;
  /** By slot: the state of a signal of the lead or of the account. */
  readonly states: (SignalState | undefined)[];
  /** The slots that have a state, and how many they are: few of all there are. */
  readonly shown: number[];
  shownCount: number;
  /** By slot: how that state reads today, once somebody asked. */
  readonly amounts: (Amounts | undefined)[];
  /** By place: the value of a trait of the lead or of the account. */
  readonly traits: (Json | undefined)[];
  /** By word: the answers to the questions about traits. */
  words: Int32Array;
  /** By place: what a prediction said, once somebody asked. */
  readonly predicted: (number | undefined)[];
};

/** A signal of the lead or the account that something in the model reads. */
export type Slot = {
  readonly index: number;
  readonly name: string;
  readonly of: "lead" | "account";
  readonly key: string;
  readonly reader: Reader;
  readonly signal: SignalDefinition;
};

export type Slots = {
  /** The slot of a signal; made at the first call. */
  slot(name: string, of: "lead" | "account"): Slot;
  readonly all: readonly Slot[];
  /** The place of a trait; made at the first call. */
  trait(path: string, of: "lead" | "account"): number;
  newSight(): Sight;
  /** Points a sight at a lead and a day. */
  aim(sight: Sight, facts: Facts, today: Day): void;
};

const NOTHING: Amounts = { days: [], amounts: [] };
const NOBODY: Facts = { traits: {}, states: new Map() };

export function slotsOf(signals: Readonly<Record<string, SignalDefinition>>, setting: TestSetting): Slots {
  const all: Slot[] = [];
  const named = new Map<string, Slot>();
  const byKey = { lead: new Map<string, number[]>(), account: new Map<string, number[]>() };

  const slot = (name: string, of: "lead" | "account"): Slot => {
    const known = named.get(`${of}\n${name}`);
    if (known) return known;
    const signal = signals[name];
    if (!signal) throw new Error(`The model was not checked: it has no signal ${JSON.stringify(name)}`);
    const key = signalKey(signal, setting.lists, setting.zone);
    const made = { index: all.length, name, of, key, reader: readerOf(signal), signal };
    all.push(made);
    named.set(`${of}\n${name}`, made);
    byKey[of].set(key, [...(byKey[of].get(key) ?? []), made.index]);
    return made;
  };

  const places = new Map<string, number>();
  const gatherers = { lead: gathererOf(), account: gathererOf() };
  const trait = (path: string, of: "lead" | "account"): number => {
    const known = places.get(`${of}\n${path}`);
    if (known !== undefined) return known;
    const place = places.size;
    places.set(`${of}\n${path}`, place);
    gatherers[of].add(path, place);
    return place;
  };

  const place = (sight: Sight, states: SignalStates, indexes: ReadonlyMap<string, number[]>): void => {
    for (const [key, state] of states) {
      const found = indexes.get(key);
      if (found === undefined) continue;
      for (let i = 0; i < found.length; i++) {
        const slot = found[i] as number;
        sight.states[slot] = state;
        sight.shown[sight.shownCount++] = slot;
      }
    }
  };

  const aim = (sight: Sight, facts: Facts, today: Day): void => {
    sight.facts = facts;
    sight.today = today;
    for (let i = 0; i < sight.shownCount; i++) {
      sight.states[sight.shown[i] as number] = undefined;
      sight.amounts[sight.shown[i] as number] = undefined;
    }
    sight.shownCount = 0;
    if (sight.predicted.length > 0) sight.predicted.fill(undefined);
    for (let i = 0; i < places.size; i++) sight.traits[i] = undefined;
    place(sight, facts.states, byKey.lead);
    gatherers.lead.gather(facts.traits, sight.traits);
    if (!facts.account) return;
    place(sight, facts.account.states, byKey.account);
    gatherers.account.gather(facts.account.traits, sight.traits);
  };

  const newSight = (): Sight => ({
    facts: NOBODY,
    today: 0,
    states: [],
    shown: [],
    shownCount: 0,
    amounts: [],
    traits: [],
    words: new Int32Array(0),
    predicted: [],
  });
  return { slot, all, trait, newSight, aim };
}

/** How a signal reads today, read once per lead. */
export function amountsOf(sight: Sight, slot: Slot): Amounts {
  const known = sight.amounts[slot.index];
  if (known) return known;
  const state = sight.states[slot.index];
  if (state === undefined) return NOTHING;
  const amounts = slot.reader.read(state, sight.today);
  sight.amounts[slot.index] = amounts;
  return amounts;
}

/** How a signal, or one key of it, reads. */
function readingOf(sight: Sight, slot: Slot, key: string | undefined): Amounts {
  if (key === undefined) return amountsOf(sight, slot);
  const state = sight.states[slot.index];
  return state === undefined ? NOTHING : slot.reader.readKey(state, key);
}

/**
 * A signal over a window of days (Infinity: all time), in units of the reader's scale. The largest
 * of nothing is NaN: no comparison with it holds.
 */
export function amountIn(sight: Sight, slot: Slot, window: number, key?: string): number {
  const { days, amounts } = readingOf(sight, slot, key);
  const { today } = sight;
  const isMax = slot.reader.combine === "max";
  let sum = 0;
  let largest = Number.NaN;
  for (let i = days.length - 1; i >= 0 && (days[i] as Day) > today - window; i--) {
    if ((days[i] as Day) > today) continue;
    const amount = amounts[i] as number;
    sum += amount;
    if (!(amount <= largest)) largest = amount;
  }
  return isMax ? largest : sum;
}

/** The last (or first) day within a window on which a signal happened, or undefined. */
export function dayOfSignal(
  sight: Sight,
  slot: Slot,
  window: number,
  which: "last" | "first",
  key?: string,
): Day | undefined {
  const { days, amounts } = readingOf(sight, slot, key);
  if (days.length === 0) return undefined;
  const everyDay = key === undefined && slot.reader.everyDay;
  const happened = (day: Day, i: number) =>
    day <= sight.today && day > sight.today - window && (everyDay || amounts[i] !== 0);
  return which === "last" ? days.findLast(happened) : days.find(happened);
}

/**
 * The first day after `today` on which a signal read over a window can read differently: a known
 * day that comes (events ahead of the clock) or one that leaves the window.
 */
export function signalDue(sight: Sight, slot: Slot, window: number): Day {
  const days = sight.states[slot.index]?.days ?? [];
  let next = Number.POSITIVE_INFINITY;
  for (const day of days) {
    if (day > sight.today) next = Math.min(next, day);
    else if (day + window > sight.today) next = Math.min(next, day + window);
  }
  return next;
}
