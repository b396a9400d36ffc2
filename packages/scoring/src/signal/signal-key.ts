import { canonicalJson, digest } from "../digest.ts";
import { listsIn } from "../model/lists-in.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { readDuration } from "../model/strict.ts";
import type { Zone } from "../zone.ts";

const VISIT_SILENCE = "30m";
const ENGAGED_SILENCE = "1m";

/** What a signal keeps: everything about its definition that its state depends on. */
export type Measure =
  | { readonly kind: "count" }
  | { readonly kind: "keyed"; readonly by: string }
  | { readonly kind: "sum" | "max"; readonly of: string }
  | { readonly kind: "spans"; readonly by?: string; readonly silence: number }
  | { readonly kind: "steps" };

export function measureOf(signal: SignalDefinition): Measure {
  if (signal.steps || signal.times || signal.confirmedBy) return { kind: "steps" };
  if (signal.sum !== undefined) return { kind: "sum", of: signal.sum };
  if (signal.max !== undefined) return { kind: "max", of: signal.max };
  if (signal.distinct !== undefined) return { kind: "keyed", by: signal.distinct };
  if (signal.visits) return { kind: "spans", silence: readDuration(signal.visits.silence ?? VISIT_SILENCE) };
  if (signal.engaged) {
    const { by, silence = ENGAGED_SILENCE } = signal.engaged;
    return { kind: "spans", ...(by === undefined ? {} : { by }), silence: readDuration(silence) };
  }
  if (signal.count?.by !== undefined) return { kind: "keyed", by: signal.count.by };
  return { kind: "count" };
}

type Step = NonNullable<SignalDefinition["steps"]>[number];

/** The event filters that feed a signal: one, or one for each step of a pattern. */
export function stepsOf(signal: SignalDefinition): readonly Step[] {
  if (signal.steps) return signal.steps;
  const own = { on: signal.on, where: signal.where } as Step;
  return signal.confirmedBy ? [own, signal.confirmedBy] : [own];
}

/**
 * The name of a signal's state: 8 bytes in hex of what its state depends on and of the zone that
 * cuts its days. Equal for signals of different models that measure the same; how a state is read
 * (labels, `within`, `perDay`, points) does not change it, so changing that needs no replay.
 */
export function signalKey(signal: SignalDefinition, lists: Lists, zone: Zone): string {
  const steps = stepsOf(signal);
  const used = listsIn(steps);
  const pinned = Object.fromEntries([...used].map((name) => [name, lists[name] ?? []]));
  return digest(canonicalJson({ version: 1, zone: zone.name, measure: measureOf(signal), steps, lists: pinned }), 8);
}

type Lists = Readonly<Record<string, readonly (string | number | boolean)[]>>;
