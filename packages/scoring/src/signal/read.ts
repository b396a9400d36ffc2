import { fold } from "../fold.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { readDuration } from "../model/strict.ts";
import type { Day } from "../zone.ts";
import { type ByKey, placeOfKey } from "./by-key.ts";
import type { KeyedState, SignalState, SpanState, StepEvent, StepState } from "./state.ts";

/**
 * A signal as a rule or condition reads it: how much on which day, ascending. Days after the one
 * asked for may be there; whoever reads stops at its own day.
 */
export type Amounts = { readonly days: readonly Day[]; readonly amounts: readonly number[] };

export type Reader = {
  /** Units of an amount in one: 1 for counts, 100 for sums and maxima, 1000 for seconds. */
  readonly scale: number;
  /** How amounts of several days become one number. */
  readonly combine: "sum" | "max";
  /** What happened by the end of `today`; a later event never changes it. */
  read(state: SignalState, today: Day): Amounts;
  /** For a signal that counts by a property: the same for one key, whatever its case and accents. */
  readKey(state: SignalState, key: string): Amounts;
  /** Each day of the state is one on which it happened, even one that amounts to 0. */
  readonly everyDay: boolean;
};

/** How the state of a signal is read; the counterpart of its measure. */
export function readerOf(signal: SignalDefinition): Reader {
  const perDay = signal.count?.perDay ?? Number.POSITIVE_INFINITY;
  const base = {
    scale: 1,
    combine: "sum",
    everyDay: false,
    readKey: (state: SignalState, key: string) => readKey(state as KeyedState, key, perDay),
  } as const;
  if (signal.steps || signal.times || signal.confirmedBy) {
    const within = readDuration(signal.within ?? "1d");
    return { ...base, read: (state, today) => countMatches(state as StepState, today, matcherOf(signal, within)) };
  }
  if (signal.sum !== undefined) return { ...base, scale: 100, everyDay: true, read: cellsAsAmounts };
  if (signal.max !== undefined) return { ...base, scale: 100, combine: "max", everyDay: true, read: cellsAsAmounts };
  if (signal.distinct !== undefined) return { ...base, everyDay: true, read: latestOfKeys };
  if (signal.visits) {
    const least = signal.visits.atLeast === undefined ? 0 : readDuration(signal.visits.atLeast);
    return { ...base, read: (state, today) => countVisits(state as SpanState, today, least) };
  }
  if (signal.engaged) {
    return {
      ...base,
      scale: 1000,
      read: (state, today) => addSeconds(state as SpanState, today),
      readKey: (state, key) => addSeconds(state as SpanState, Number.POSITIVE_INFINITY, fold(key)),
    };
  }
  if (signal.count?.by !== undefined) return { ...base, read: (state) => addKeys(state as KeyedState, perDay) };
  if (perDay === Number.POSITIVE_INFINITY) return { ...base, read: cellsAsAmounts };
  return {
    ...base,
    read: ({ days, cells }) => ({ days, amounts: (cells as number[]).map((count) => Math.min(count, perDay)) }),
  };
}

function cellsAsAmounts(state: SignalState): Amounts {
  return { days: state.days, amounts: state.cells as number[] };
}

function readKey({ days, cells }: KeyedState, wanted: string, perDay: number): Amounts {
  const folded = fold(wanted);
  const amounts = cells.map((cell) => {
    let sum = 0;
    for (let k = 0; k < cell.length; k += 2) {
      if (fold(cell[k] as string) === folded) sum += Math.min(cell[k + 1] as number, perDay);
    }
    return sum;
  });
  return { days, amounts };
}

function addKeys({ days, cells }: KeyedState, perDay: number): Amounts {
  const amounts = cells.map((cell) => {
    let sum = 0;
    for (let k = 1; k < cell.length; k += 2) sum += Math.min(cell[k] as number, perDay);
    return sum;
  });
  return { days, amounts };
}

/** Each key once, on the latest day by `today` on which it was seen: its freshest sign counts. */
function latestOfKeys(state: SignalState, today: Day): Amounts {
  const { days, cells } = state as KeyedState;
  const amounts = new Array<number>(days.length).fill(0);
  const seen = new Set<string>();
  for (let i = days.length - 1; i >= 0; i--) {
    if ((days[i] as number) > today) continue;
    const cell = cells[i] as ByKey<number>;
    for (let k = 0; k < cell.length; k += 2) {
      const key = cell[k] as string;
      if (seen.has(key)) continue;
      seen.add(key);
      amounts[i] = (amounts[i] as number) + 1;
    }
  }
  return { days, amounts };
}

/**
 * Visits by the day on which they have lasted `least` milliseconds, from their first event on; with 0, on which they
 * began. A visit over midnight is one.
 */
function countVisits({ days, cells, silence }: SpanState, today: Day, least: number): Amounts {
  let lastEnd = Number.NEGATIVE_INFINITY;
  let began = Number.NEGATIVE_INFINITY;
  let isCounted = false;
  const amounts = days.map((day, i) => {
    if (day > today) return 0;
    const cell = cells[i] as ByKey<number[]>;
    const spans = (cell[placeOfKey(cell, "")] ?? []) as number[];
    let count = 0;
    for (let k = 0; k < spans.length; k += 2) {
      if ((spans[k] as number) - lastEnd > silence) {
        began = spans[k] as number;
        isCounted = false;
      }
      lastEnd = spans[k + 1] as number;
      if (!isCounted && lastEnd - began >= least) {
        isCounted = true;
        count += 1;
      }
    }
    return count;
  });
  return { days, amounts };
}

/** Milliseconds of activity; a pause over midnight counts to the day on which it ends. */
function addSeconds({ days, cells, silence }: SpanState, today: Day, only?: string): Amounts {
  const lastEnds = new Map<string, number>();
  const amounts = days.map((day, i) => {
    if (day > today) return 0;
    let sum = 0;
    const cell = cells[i] as ByKey<number[]>;
    for (let place = 0; place < cell.length; place += 2) {
      const key = cell[place] as string;
      const spans = cell[place + 1] as number[];
      if (only !== undefined && fold(key) !== only) continue;
      for (let k = 0; k < spans.length; k += 2) sum += (spans[k + 1] as number) - (spans[k] as number);
      const pause = (spans[0] as number) - (lastEnds.get(key) ?? Number.NEGATIVE_INFINITY);
      if (pause <= silence) sum += pause;
      lastEnds.set(key, spans.at(-1) as number);
    }
    return sum;
  });
  return { days, amounts };
}

/** Of the events of each step, ascending, those times at which a match is counted. */
type Matcher = (steps: readonly (readonly StepEvent[])[]) => readonly number[];

function countMatches(state: StepState, today: Day, matches: Matcher): Amounts {
  const { days, cells } = state;
  const width = cells[0]?.length ?? 0;
  const known = days.filter((day) => day <= today).length;
  const steps = Array.from({ length: width }, (_, step) => cells.slice(0, known).flatMap((cell) => cell[step] ?? []));
  const times = matches(steps);
  // Each cell's own events tell its stretch of time, so no zone is needed here.
  const amounts = new Array<number>(days.length).fill(0);
  let at = 0;
  for (const time of times) {
    while (at < known - 1 && time >= startOf(cells[at + 1] as StepEvent[][])) at += 1;
    amounts[at] = (amounts[at] as number) + 1;
  }
  return { days, amounts };
}

function startOf(cell: readonly (readonly StepEvent[])[]): number {
  return Math.min(...cell.map((events) => events[0]?.[0] ?? Number.POSITIVE_INFINITY));
}

function matcherOf(signal: SignalDefinition, within: number): Matcher {
  if (signal.times !== undefined) {
    const more = signal.times - 1;
    return ([events = []]) =>
      events.filter(([time], i) => i >= more && time - (events[i - more] as StepEvent)[0] <= within).map(timeOf);
  }
  if (signal.confirmedBy) {
    return ([clicks = [], proofs = []]) => confirmedTimes(clicks, proofs, within);
  }
  return (steps) => lastSteps(steps, within);
}

const timeOf = ([time]: StepEvent): number => time;

/** The times of clicks that another event proves, at their own instant or within the time after it. */
function confirmedTimes(clicks: readonly StepEvent[], proofs: readonly StepEvent[], within: number): number[] {
  const times: number[] = [];
  let next = 0;
  for (const [time, digest] of clicks) {
    while (next < proofs.length && (proofs[next] as StepEvent)[0] < time) next += 1;
    // The click itself may be one of the proofs, and then the one after it counts.
    const proof = proofs[next]?.[1] === digest ? proofs[next + 1] : proofs[next];
    if (proof && proof[0] - time <= within) times.push(time);
  }
  return times;
}

/**
 * The times of last steps that end a chain of all steps, each strictly later than the one before,
 * from first to last within the time. For every step the latest possible start is carried forward.
 */
function lastSteps(steps: readonly (readonly StepEvent[])[], within: number): number[] {
  let chains = (steps[0] ?? []).map(([time]) => ({ time, start: time }));
  for (const events of steps.slice(1)) {
    let next = 0;
    let start = Number.NEGATIVE_INFINITY;
    const longer: { time: number; start: number }[] = [];
    for (const [time] of events) {
      for (; next < chains.length && (chains[next] as { time: number }).time < time; next++) {
        start = Math.max(start, (chains[next] as { start: number }).start);
      }
      if (start > Number.NEGATIVE_INFINITY) longer.push({ time, start });
    }
    chains = longer;
  }
  return chains.filter(({ time, start }) => time - start <= within).map(({ time }) => time);
}
