import { deciderOf } from "./bands/decide.ts";
import type { Event, JsonObject } from "./event.ts";
import type { Example, Model } from "./model/model-schema.ts";
import { fromPoints } from "./points.ts";
import { type CompiledModel, compile } from "./score/compile.ts";
import { flatten } from "./score/flatten.ts";
import type { Score, Verdict } from "./score/score-shape.ts";
import { score } from "./score.ts";
import type { SignalStates } from "./signal/state.ts";
import { type Day, parseDay, type Zone } from "./zone.ts";

/** What an example expected and what came out. */
export type Mismatch = { readonly what: string; readonly expected: unknown; readonly found: unknown };

export type Tried = {
  readonly name: string;
  readonly verdict: Verdict;
  readonly mismatches: readonly Mismatch[];
};

/** The day of an example that names none. */
const SOME_DAY = "2026-01-15";
const NOON = "12:00";

/** Runs the examples of a model: its own tests. */
export function tryExamples(model: Model, zone?: Zone): Tried[] {
  const compiled = compile(model, zone);
  return (model.examples ?? []).map((example) => tryExample(compiled, example));
}

function tryExample(compiled: CompiledModel, example: Example): Tried {
  const today = parseDay(example.today ?? SOME_DAY) as Day;
  const verdict = score(
    compiled,
    {
      traits: example.traits ?? {},
      states: statesOf(compiled, example.events ?? [], today),
      account: { traits: example.account ?? {}, states: statesOf(compiled, example.accountEvents ?? [], today) },
      ...(example.predictions ? { predictions: example.predictions } : {}),
    },
    today,
  );
  return { name: example.name, verdict, mismatches: mismatchesOf(compiled.model, example, verdict) };
}

function statesOf({ measurer, zone }: CompiledModel, told: readonly ExampleEvent[], today: Day): SignalStates {
  const states: SignalStates = new Map();
  const events = told.flatMap((one) => Array.from({ length: one.times ?? 1 }, () => one));
  for (const [i, { daysAgo = 0, time = NOON, ...rest }] of events.entries()) {
    const timestamp = zone.instantOf(today - daysAgo, msOfDay(time));
    measurer.measure(states, { ...eventOf(rest), messageId: `example-${i}`, timestamp });
  }
  return states;
}

type ExampleEvent = NonNullable<Example["events"]>[number];

function eventOf({ type, event, name, properties, context }: ExampleEvent): Omit<Event, "messageId" | "timestamp"> {
  return {
    type: type ?? (event === undefined ? "page" : "track"),
    ...(event === undefined ? {} : { event }),
    ...(name === undefined ? {} : { name }),
    ...(properties ? { properties: properties as JsonObject } : {}),
    ...(context ? { context: context as JsonObject } : {}),
  };
}

function msOfDay(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return (hours * 3600 + minutes * 60 + seconds) * 1000;
}

function mismatchesOf(model: Model, { expect }: Example, verdict: Verdict): Mismatch[] {
  const mismatches: Mismatch[] = [];
  const compare = (what: string, expected: unknown, found: unknown): void => {
    if (expected !== undefined && expected !== found) mismatches.push({ what, expected, found });
  };
  compare("scored", expect.scored ?? true, verdict.scored);
  compare("market", expect.market, verdict.market);
  // Who has no score has no figures either: whoever expects some is told of each.
  const score = verdict.scored ? verdict : undefined;
  compare("total", expect.total, score ? fromPoints(score.total) : null);
  compare("cell", expect.cell, score?.cell ?? null);
  compare("band", expect.band, score ? bandOf(model, score) : null);
  const found = (name: string) => score?.dimensions.find((one) => one.name === name);
  for (const [name, expected] of Object.entries(expect.dimensions ?? {})) {
    const dimension = found(name);
    compare(`dimensions.${name}`, expected, dimension ? fromPoints(dimension.points) : null);
  }
  for (const [name, expected] of Object.entries(expect.labels ?? {})) {
    compare(`labels.${name}`, expected, found(name)?.label ?? null);
  }
  return mismatches;
}

/** The band by the thresholds of the lead's own market. */
function bandOf(model: Model, { market, total, zone, day }: Score): string | null {
  return deciderOf(flatten(model, market))(null, { total, zone }, day).state.band;
}
