import { numberOf } from "../condition/value-test.ts";
import type { Event, Json } from "../event.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { toPoints } from "../points.ts";
import { quickDigest } from "../quick-digest.ts";
import { eventField } from "./event-field.ts";
import { measureOf } from "./signal-key.ts";
import {
  insertStepEvent,
  joinSpan,
  keepSmallestKeys,
  MAX_AMOUNT,
  MAX_KEY_LENGTH,
  type SignalState,
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
  readonly first: (brought: unknown) => unknown;
  /** A cell, which may be changed, with what was brought. */
  readonly more: (state: SignalState, cell: unknown, brought: unknown) => unknown;
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
        first: (key) => new Map([[key as string, 1]]),
        more: (state, counts, key) => putKey(state, counts as Map<string, number>, key as string),
      };
    case "spans":
      return {
        ...frame,
        bring: spanOf(measure.by === undefined ? () => "" : keyOf(eventField(measure.by))),
        first: (span) => newStretches(span as Span),
        more: (state, stretches, span) =>
          putSpan(state, stretches as Map<string, number[]>, span as Span, measure.silence),
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

function putKey(state: SignalState, counts: Map<string, number>, key: string): Map<string, number> {
  counts.set(key, (counts.get(key) ?? 0) + 1);
  if (keepSmallestKeys(counts)) state.overflow = true;
  return counts;
}

type Span = { readonly key: string; readonly at: number };

function spanOf(key: (event: Event) => string | undefined): (event: Event) => Span | undefined {
  return (event) => {
    const own = key(event);
    return own === undefined ? undefined : { key: own, at: event.timestamp };
  };
}

function newStretches({ key, at }: Span): Map<string, number[]> {
  return new Map([[key, [at, at]]]);
}

function putSpan(
  state: SignalState,
  stretches: Map<string, number[]>,
  { key, at }: Span,
  silence: number,
): Map<string, number[]> {
  const own = stretches.get(key);
  if (own) joinSpan(own, at, at, silence);
  else {
    stretches.set(key, [at, at]);
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
