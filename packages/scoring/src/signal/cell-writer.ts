import { numberOf } from "../condition/value-test.ts";
import type { Event, Json } from "../event.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { toPoints } from "../points.ts";
import { quickDigest } from "../quick-digest.ts";
import { addKey, type ByKey, placeOfKey } from "./by-key.ts";
import { eventField } from "./event-field.ts";
import { measureOf } from "./signal-key.ts";
import {
  insertStepEvent,
  joinSpan,
  keepSmallestKeys,
  MAX_AMOUNT,
  MAX_KEY_LENGTH,
  type SignalState,
  type SpanState,
  type StepEvent,
} from "./state.ts";

/** How an event gets into the cell of its day. */
export type CellWriter = {
  readonly kind: SignalState["kind"];
  /** Of stretches: the silence that ends one, in ms. */
  readonly silence: number;
  /** What an event brings; undefined where it has nothing to measure. */
  readonly bring: (event: Event) => unknown;
  /** The cell of a day on which nothing else was brought. */
  readonly first: (brought: unknown, event: Event) => unknown;
  /** A cell, which may be changed, with what was brought. */
  readonly more: (state: SignalState, cell: unknown, brought: unknown, event: Event) => unknown;
};

/** Brought by an amount that is no amount any more. */
export const TOO_LARGE = Symbol("too large");

type Field = (event: Event) => Json | undefined;

/** The writer of a signal; of a pattern, the one of a step. */
export function cellWriter(signal: SignalDefinition, step: number, steps: number): CellWriter {
  const measure = measureOf(signal);
  const { kind } = measure;
  const frame = { kind, silence: kind === "spans" ? measure.silence : 0 };
  switch (kind) {
    case "count":
      return { ...frame, bring: () => 1, first: () => 1, more: (_, count) => (count as number) + 1 };
    case "sum":
      return {
        ...frame,
        bring: amountOf(eventField(measure.of)),
        first: (amount) => amount,
        more: (_, sum, amount) => (sum as number) + (amount as number),
      };
    case "max":
      return {
        ...frame,
        bring: amountOf(eventField(measure.of)),
        first: (amount) => amount,
        more: (_, most, amount) => Math.max(most as number, amount as number),
      };
    case "keyed":
      return {
        ...frame,
        bring: keyOf(eventField(measure.by)),
        first: (key) => [key, 1],
        more: (state, counts, key) => putKey(state, counts as ByKey<number>, key as string),
      };
    case "spans":
      return {
        ...frame,
        bring: measure.by === undefined ? () => "" : keyOf(eventField(measure.by)),
        first: (key, { timestamp }) => [key, [timestamp, timestamp]],
        more: (state, stretches, key, { timestamp }) =>
          putSpan(state as SpanState, stretches as ByKey<number[]>, key as string, timestamp),
      };
    case "steps":
      return {
        ...frame,
        bring: stepOf,
        first: (event) => newSteps(event as StepEvent, step, steps),
        more: (state, bySteps, event) => putStep(state, bySteps as StepEvent[][], event as StepEvent, step),
      };
  }
}

function amountOf(field: Field): (event: Event) => number | typeof TOO_LARGE | undefined {
  return (event) => {
    const amount = numberOf(field(event));
    if (Number.isNaN(amount)) return undefined;
    return Math.abs(amount) <= MAX_AMOUNT ? toPoints(amount) : TOO_LARGE;
  };
}

function keyOf(field: Field): (event: Event) => string | undefined {
  return (event) => {
    const value = field(event);
    if (value === undefined || value === null || value === "" || typeof value === "object") return undefined;
    return String(value).slice(0, MAX_KEY_LENGTH).toWellFormed();
  };
}

function putKey(state: SignalState, counts: ByKey<number>, key: string): ByKey<number> {
  const at = placeOfKey(counts, key);
  if (at >= 0) counts[at] = (counts[at] as number) + 1;
  else {
    addKey(counts, key, 1);
    if (keepSmallestKeys(counts)) state.overflow = true;
  }
  return counts;
}

function putSpan(state: SpanState, stretches: ByKey<number[]>, key: string, at: number): ByKey<number[]> {
  const own = placeOfKey(stretches, key);
  if (own >= 0) joinSpan(stretches[own] as number[], at, at, state.silence);
  else {
    addKey(stretches, key, [at, at]);
    if (keepSmallestKeys(stretches)) state.overflow = true;
  }
  return stretches;
}

/**
 * What a state keeps of a messageId: 48 bits. They tell events of one lead and day apart, at most 64
 * for each step, so ids made to collide could do no more than keep one of their own sender's clicks
 * from being confirmed. A cryptographic digest would cost more than all else that happens to an event.
 */
function stepOf({ timestamp, messageId }: Event): StepEvent {
  return [timestamp, (quickDigest(messageId, 0) & 0xffff) * 2 ** 32 + quickDigest(messageId, 1)];
}

function newSteps(event: StepEvent, step: number, steps: number): StepEvent[][] {
  const bySteps: StepEvent[][] = [];
  for (let i = 0; i < steps; i++) bySteps.push(i === step ? [event] : []);
  return bySteps;
}

function putStep(state: SignalState, bySteps: StepEvent[][], event: StepEvent, step: number): StepEvent[][] {
  if (!insertStepEvent(bySteps[step] as StepEvent[], event)) state.overflow = true;
  return bySteps;
}
