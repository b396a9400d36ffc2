import { numberOf } from "../condition/value-test.ts";
import { digest } from "../digest.ts";
import type { Event, Json } from "../event.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { toPoints } from "../points.ts";
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
  /** The cell with what was brought; a new cell comes as undefined, of counts as 0. */
  readonly put: (state: SignalState, cell: unknown, brought: unknown) => unknown;
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
      return { ...frame, bring: () => 1, put: (_, count) => (count as number) + 1 };
    case "sum":
      return {
        ...frame,
        bring: amountOf(eventField(measure.of)),
        put: (_, sum = 0, amount) => (sum as number) + (amount as number),
      };
    case "max":
      return {
        ...frame,
        bring: amountOf(eventField(measure.of)),
        put: (_, most = Number.NEGATIVE_INFINITY, amount) => Math.max(most as number, amount as number),
      };
    case "keyed":
      return { ...frame, bring: keyOf(eventField(measure.by)), put: putKey };
    case "spans": {
      const key = measure.by === undefined ? () => "" : keyOf(eventField(measure.by));
      return {
        ...frame,
        bring: spanOf(key),
        put: (state, cell, span) => putSpan(state, cell, span as Span, measure.silence),
      };
    }
    case "steps":
      return {
        ...frame,
        bring: stepOf,
        put: (state, cell, event) => putStep(state, cell, event as StepEvent, step, steps),
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

function putKey(state: SignalState, cell: unknown, key: unknown): Map<string, number> {
  const counts = (cell as Map<string, number> | undefined) ?? new Map<string, number>();
  counts.set(key as string, (counts.get(key as string) ?? 0) + 1);
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

function putSpan(state: SignalState, cell: unknown, { key, at }: Span, silence: number): Map<string, number[]> {
  const stretches = (cell as Map<string, number[]> | undefined) ?? new Map<string, number[]>();
  const own = stretches.get(key) ?? [];
  joinSpan(own, at, at, silence);
  stretches.set(key, own);
  if (keepSmallestKeys(stretches)) state.overflow = true;
  return stretches;
}

/** An event may be a step of several patterns, one after the other: its digest is worked out once. */
let lastStep = { messageId: "", digest: digest("", 8) };

function stepOf({ timestamp, messageId }: Event): StepEvent {
  if (lastStep.messageId !== messageId) lastStep = { messageId, digest: digest(messageId, 8) };
  return [timestamp, lastStep.digest];
}

function putStep(state: SignalState, cell: unknown, event: StepEvent, step: number, steps: number): StepEvent[][] {
  const bySteps = (cell as StepEvent[][] | undefined) ?? Array.from({ length: steps }, () => []);
  if (!insertStepEvent(bySteps[step] as StepEvent[], event)) state.overflow = true;
  return bySteps;
}
