import { type Subjects, subjectsOf } from "../condition/subjects.ts";
import { type Check, checkOf, wordsOf } from "../condition/tree.ts";
import type { TestSetting } from "../condition/value-test.ts";
import { EVENT_TYPES, type Event } from "../event.ts";
import { fold } from "../fold.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { isListing } from "../segment/listing.ts";
import type { Day, Zone } from "../zone.ts";
import { type CellWriter, cellWriter, TOO_LARGE } from "./cell-writer.ts";
import { filterTree } from "./filter.ts";
import { type Reader, readerOf } from "./read.ts";
import { signalKey, stepsOf } from "./signal-key.ts";
import { newState, type SignalState, type SignalStates } from "./state.ts";

/** Folds events into the states of a set of signals. */
export type Measurer = {
  /** The keys of the signals that are measured, each once. */
  readonly keys: readonly string[];
  /** How the state of each is read, by key. */
  readonly readers: ReadonlyMap<string, Reader>;
  /**
   * Adds one event to the states of its lead, in place: the one thing in this package that changes
   * its argument, because millions of events pass here. Events must have been deduplicated.
   */
  measure(states: SignalStates, event: Event): void;
};

/** One filter that feeds one signal. */
type Feed = {
  readonly key: string;
  /** Event names and types, folded; undefined for every event. */
  readonly on: readonly string[] | undefined;
  readonly passes: Check<Event> | undefined;
  /** The words of field answers that `passes` reads. */
  readonly words: readonly number[];
  readonly cell: CellWriter;
};

/** The feeds of one event name, and the words of field answers that their filters read. */
type Route = { readonly feeds: readonly Feed[]; readonly words: readonly number[] };

const MANY_NAMES = 10_000;

/** A signal with the named lists its filters may mention. */
export type Measured = { readonly signal: SignalDefinition; readonly lists: TestSetting["lists"] };

/** Compiles signal definitions; those with the same key are measured once. */
export function measurerOf(measured: readonly Measured[], zone: Zone): Measurer {
  const subjects = subjectsOf<Event>();
  const byKey = new Map(measured.map((one) => [signalKey(one.signal, one.lists, zone), one]));
  const routeOf = routesOf([...byKey].flatMap(([key, one]) => feedsOf(key, one, subjects, zone)));
  const words = new Int32Array(subjects.size());

  const measure = (states: SignalStates, event: Event): void => {
    if (isListing(event)) return;
    const { feeds, words: asked } = routeOf(event);
    if (feeds.length === 0) return;
    for (const word of asked) words[word] = subjects.answer(word, event);
    const day = zone.dayOf(event.timestamp);
    for (let i = 0; i < feeds.length; i++) {
      const { passes, key, cell } = feeds[i] as Feed;
      if (!passes || passes(words, event)) add(states, key, cell, day, event);
    }
  };
  const readers = new Map([...byKey].map(([key, { signal }]) => [key, readerOf(signal)]));
  return { keys: [...byKey.keys()], readers, measure };
}

function feedsOf(key: string, { signal, lists }: Measured, subjects: Subjects<Event>, zone: Zone): Feed[] {
  const steps = stepsOf(signal);
  return steps.map(({ on, where }, step) => {
    const tree = where && filterTree(where, subjects, { lists, zone });
    return {
      key,
      on: on === undefined ? undefined : [on].flat().map(fold),
      passes: tree && checkOf(tree),
      words: tree ? wordsOf(tree) : [],
      cell: cellWriter(signal, step, steps.length),
    };
  });
}

/** Finds the feeds of an event by its type and name, and remembers them. */
function routesOf(feeds: readonly Feed[]): (event: Event) => Route {
  const tracks = new Map<string, Route>();
  const others = new Map<string, Route>();
  const routeFor = (wanted: (word: string) => boolean): Route => {
    const own = feeds.filter(({ on }) => !on || on.some(wanted));
    return { feeds: own, words: [...new Set(own.flatMap((feed) => feed.words))] };
  };
  return ({ type, event: name = "" }) => {
    const isTrack = type === "track";
    const routes = isTrack ? tracks : others;
    const known = routes.get(isTrack ? name : type);
    if (known) return known;
    const folded = fold(name);
    // A track may be called "page": it is none all the same.
    const route = routeFor((word) => word === type || (isTrack && word === folded && !isType(word)));
    if (routes.size >= MANY_NAMES) routes.clear();
    routes.set(isTrack ? name : type, route);
    return route;
  };
}

function add(states: SignalStates, key: string, cell: CellWriter, day: Day, event: Event): void {
  const brought = cell.bring(event);
  if (brought === undefined) return;
  const known = states.get(key);
  if (brought === TOO_LARGE) {
    const state = known ?? newState(cell.kind, cell.silence, [], []);
    state.overflow = true;
    states.set(key, state);
  } else if (known === undefined) {
    // Lists of one take less room than empty ones that grow, and most leads show a signal on one day only.
    states.set(key, newState(cell.kind, cell.silence, [day], [cell.first(brought, event)]));
  } else put(known, cell, day, brought, event);
}

function put(signal: SignalState, cell: CellWriter, day: Day, brought: unknown, event: Event): void {
  const state = signal as Growing;
  const { days, cells } = state;
  const at = placeOf(day, days);
  if (days[at] === day) cells[at] = cell.more(signal, cells[at], brought, event);
  else if (at === days.length) {
    state.days = longer(days, day);
    state.cells = longer(cells, cell.first(brought, event));
  } else {
    days.splice(at, 0, day);
    cells.splice(at, 0, cell.first(brought, event));
  }
}

/** A state whose lists are replaced as it grows. */
type Growing = { days: Day[]; cells: unknown[] };

/** A list with one more at its end. Short ones are made anew: one that grows takes room for sixteen more. */
function longer<Item>(list: Item[], one: Item): Item[] {
  if (list.length === 1) return [list[0] as Item, one];
  if (list.length === 2) return [list[0] as Item, list[1] as Item, one];
  if (list.length === 3) return [list[0] as Item, list[1] as Item, list[2] as Item, one];
  list.push(one);
  return list;
}

function isType(name: string): boolean {
  return (EVENT_TYPES as readonly string[]).includes(name);
}

/** Where a day is, or where it would go, in an ascending list; nearly always at its end. */
function placeOf(day: Day, days: readonly Day[]): number {
  let high = days.length;
  if (high === 0 || (days[high - 1] as Day) < day) return high;
  high -= 1;
  if (days[high] === day) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
