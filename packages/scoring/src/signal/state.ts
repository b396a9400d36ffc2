import type { Day } from "../zone.ts";
import { addKey, type ByKey, placeOfKey } from "./by-key.ts";

/**
 * What a signal remembers of one lead: a sparse map from civil day to a cell, as two parallel
 * arrays sorted by day. Limits, windows and decay are applied when reading, never here, so that
 * states of disjoint events merge in any order to the same state.
 */
export type SignalState = CountState | SumState | MaxState | KeyedState | SpanState | StepState;

type Cells<Kind extends string, Cell> = {
  readonly kind: Kind;
  readonly days: Day[];
  readonly cells: Cell[];
  /** Something did not fit the bounds below and was left out. */
  overflow: boolean;
};

/** Occurrences per day. */
type CountState = Cells<"count", number>;
/** Hundredths per day, added up. */
type SumState = Cells<"sum", number>;
/** Hundredths, the largest of the day. */
type MaxState = Cells<"max", number>;
/** Occurrences per day and key. */
export type KeyedState = Cells<"keyed", ByKey<number>>;
/**
 * Per day and key: stretches of activity as [start, end, start, end, …] in ms, ascending, each
 * further than `silence` from the next.
 */
export type SpanState = Cells<"spans", ByKey<number[]>> & { readonly silence: number };
/** Per day, for each step of a pattern, the events that are one: ascending by time, then digest. */
export type StepState = Cells<"steps", StepEvent[][]>;

/** An event of a pattern: when, and 48 bits that tell its messageId from others. */
export type StepEvent = readonly [time: number, digest: number];

/** The states of one lead by signal key. */
export type SignalStates = Map<string, SignalState>;

/** Bounds of a day's cell. What is kept is the smallest, so that order of arrival does not matter. */
export const MAX_KEYS = 64;
export const MAX_KEY_LENGTH = 200;
export const MAX_STEP_EVENTS = 64;
/** A property larger than this, in units, is not measured: sums must stay below 2^53. */
export const MAX_AMOUNT = 1e10;

/** A state of no events; `silence` (ms) is for stretches only. */
export function emptyState(kind: SignalState["kind"], silence = 0): SignalState {
  return newState(kind, silence, [], []);
}

/** A state of known days and cells, which it keeps. */
export function newState(
  kind: SignalState["kind"],
  silence: number,
  days: readonly Day[],
  cells: readonly unknown[],
): SignalState {
  const state =
    kind === "spans" ? { kind, days, cells, overflow: false, silence } : { kind, days, cells, overflow: false };
  return state as SignalState;
}

/** The states of two disjoint sets of events of one lead together; see `mergeState`. */
export function mergeStates(a: SignalStates, b: SignalStates): SignalStates {
  const merged: SignalStates = new Map();
  for (const [key, state] of a) {
    const other = b.get(key);
    merged.set(key, mergeState(state, other ?? emptyState(state.kind)));
  }
  for (const [key, state] of b) if (!a.has(key)) merged.set(key, mergeState(state, emptyState(state.kind)));
  return merged;
}

/**
 * The state of two disjoint sets of events together. Commutative and associative; a state without
 * cells changes nothing. Neither argument is changed.
 */
export function mergeState(a: SignalState, b: SignalState): SignalState {
  const merged = emptyState(a.kind, a.kind === "spans" ? a.silence : 0);
  merged.overflow = a.overflow || b.overflow;
  const { days, cells } = merged as Cells<string, unknown>;
  let i = 0;
  let j = 0;
  while (i < a.days.length || j < b.days.length) {
    const x = a.days[i] ?? Number.POSITIVE_INFINITY;
    const y = b.days[j] ?? Number.POSITIVE_INFINITY;
    days.push(Math.min(x, y));
    if (x < y) cells.push(structuredCopy(a.cells[i++]));
    else if (y < x) cells.push(structuredCopy(b.cells[j++]));
    else cells.push(mergeCell(merged, a.cells[i++], b.cells[j++]));
  }
  return merged;
}

function structuredCopy(cell: unknown): unknown {
  return Array.isArray(cell) ? cell.map(structuredCopy) : cell;
}

function mergeCell(into: SignalState, a: unknown, b: unknown): unknown {
  switch (into.kind) {
    case "count":
    case "sum":
      return (a as number) + (b as number);
    case "max":
      return Math.max(a as number, b as number);
    case "keyed":
      return mergeKeyed(into, a as ByKey<number>, b as ByKey<number>, (x, y) => x + y);
    case "spans":
      return mergeKeyed(into, a as ByKey<number[]>, b as ByKey<number[]>, (x, y) => joinSpans(x, y, into.silence));
    case "steps":
      return (a as StepEvent[][]).map((events, step) => mergeSteps(into, events, (b as StepEvent[][])[step] ?? []));
  }
}

function mergeKeyed<Value>(
  into: SignalState,
  a: ByKey<Value>,
  b: ByKey<Value>,
  unite: (x: Value, y: Value) => Value,
): ByKey<Value> {
  const merged = structuredCopy(a) as ByKey<Value>;
  for (let i = 0; i < b.length; i += 2) {
    const at = placeOfKey(merged, b[i] as string);
    if (at < 0) addKey(merged, b[i] as string, structuredCopy(b[i + 1]) as Value);
    else merged[at] = unite(merged[at] as Value, b[i + 1] as Value);
  }
  if (keepSmallestKeys(merged)) into.overflow = true;
  return merged;
}

function joinSpans(a: readonly number[], b: readonly number[], silence: number): number[] {
  const joined = [...a];
  for (let i = 0; i < b.length; i += 2) joinSpan(joined, b[i] as number, b[i + 1] as number, silence);
  return joined;
}

function mergeSteps(into: SignalState, a: readonly StepEvent[], b: readonly StepEvent[]): StepEvent[] {
  const merged = [...a];
  for (const event of b) if (!insertStepEvent(merged, event)) into.overflow = true;
  return merged;
}

/** Drops the largest keys above the bound; true where some were dropped. */
export function keepSmallestKeys(cell: ByKey<unknown>): boolean {
  if (cell.length <= 2 * MAX_KEYS) return false;
  cell.length = 2 * MAX_KEYS;
  return true;
}

/**
 * Adds a stretch to sorted stretches, uniting all that lie no further apart than `silence`. The
 * result is the same for any order of insertion: it is the connected components of the time stamps.
 */
export function joinSpan(spans: number[], start: number, end: number, silence: number): void {
  const last = spans.length - 1;
  if (last > 0 && start >= (spans[last - 1] as number) && start - silence <= (spans[last] as number)) {
    // What happens in the order of time goes on where the last stretch ended.
    spans[last] = Math.max(spans[last] as number, end);
    return;
  }
  let from = spans.length;
  while (from > 0 && (spans[from - 1] as number) >= start - silence) from -= 2;
  let to = from;
  let first = start;
  let latest = end;
  while (to < spans.length && (spans[to] as number) <= end + silence) {
    first = Math.min(first, spans[to] as number);
    latest = Math.max(latest, spans[to + 1] as number);
    to += 2;
  }
  spans.splice(from, to - from, first, latest);
}

/** Keeps the smallest events of a step, sorted; false where one had to be left out. */
export function insertStepEvent(events: StepEvent[], event: StepEvent): boolean {
  let at = events.push(event) - 1;
  for (; at > 0 && isBefore(event, events[at - 1] as StepEvent); at--) events[at] = events[at - 1] as StepEvent;
  events[at] = event;
  if (events.length <= MAX_STEP_EVENTS) return true;
  events.pop();
  return false;
}

function isBefore(a: StepEvent, b: StepEvent): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
