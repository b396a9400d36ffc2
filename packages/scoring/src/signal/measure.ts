import { type Subjects, subjectsOf } from "../condition/subjects.ts";
import { type Check, checkOf, wordsOf } from "../condition/tree.ts";
import type { TestSetting } from "../condition/value-test.ts";
import { EVENT_TYPES, type Event } from "../event.ts";
import { fold } from "../fold.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import type { Day, Zone } from "../zone.ts";
import { type CellWriter, cellWriter, TOO_LARGE } from "./cell-writer.ts";
import { filterTree } from "./filter.ts";
import { signalKey, stepsOf } from "./signal-key.ts";
import { emptyState, type SignalState, type SignalStates } from "./state.ts";

/** Folds events into the states of a set of signals. */
export type Measurer = {
  /** The keys of the signals that are measured, each once. */
  readonly keys: readonly string[];
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
    const { feeds, words: asked } = routeOf(event);
    if (feeds.length === 0) return;
    for (const word of asked) words[word] = subjects.answer(word, event);
    const day = zone.dayOf(event.timestamp);
    for (let i = 0; i < feeds.length; i++) {
      const { passes, key, cell } = feeds[i] as Feed;
      if (!passes || passes(words, event)) add(states, key, cell, day, event);
    }
  };
  return { keys: [...byKey.keys()], measure };
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
  if (known === undefined) {
    states.set(key, firstState(cell, day, brought));
    return;
  }
  if (brought === TOO_LARGE) {
    known.overflow = true;
    return;
  }
  const cells = known.cells as unknown[];
  const at = cellAt(known, day);
  // Most signals count: they take the short way.
  cells[at] = cell.kind === "count" ? (cells[at] as number) + 1 : cell.put(known, cells[at], brought);
}

function firstState({ kind, silence, put }: CellWriter, day: Day, brought: unknown): SignalState {
  const state = emptyState(kind, silence);
  if (brought === TOO_LARGE) return { ...state, overflow: true };
  const cell = put(state, freshCell(kind), brought);
  // Lists of one take less room than empty ones that grow, and most leads show a signal on one day only.
  return { ...state, days: [day], cells: [cell] } as SignalState;
}

/** A new cell is 0 for counts, so that their cells stay plain numbers, else undefined until it is written. */
function freshCell(kind: SignalState["kind"]): 0 | undefined {
  return kind === "count" ? 0 : undefined;
}

function isType(name: string): boolean {
  return (EVENT_TYPES as readonly string[]).includes(name);
}

/** The index of a day's cell. */
function cellAt(state: SignalState, day: Day): number {
  const { days } = state;
  const cells = state.cells as unknown[];
  const fresh = freshCell(state.kind);
  const last = days.length - 1;
  if (last < 0 || (days[last] as number) < day) {
    days.push(day);
    cells.push(fresh);
    return last + 1;
  }
  if (days[last] === day) return last;
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  if (days[low] !== day) {
    days.splice(low, 0, day);
    cells.splice(low, 0, fresh);
  }
  return low;
}
