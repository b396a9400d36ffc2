import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type BandState, deciderOf } from "../src/bands/decide.ts";
import { checkModel } from "../src/check-model.ts";
import { fadingOf, weightAt } from "../src/decay.ts";
import type { Event, Json } from "../src/event.ts";
import type { Filter, ValueOperators } from "../src/model/condition-schema.ts";
import type { Band, Decay, Model, SignalDefinition } from "../src/model/model-schema.ts";
import { parseModel } from "../src/model/parse-model.ts";
import { place } from "../src/place.ts";
import { fromPoints, ONE, toPoints } from "../src/points.ts";
import { compile } from "../src/score/compile.ts";
import { score, totalOf } from "../src/score.ts";
import { decodeStates, encodeStates } from "../src/signal/codec.ts";
import { readerOf } from "../src/signal/read.ts";
import { mergeStates, type SignalStates } from "../src/signal/state.ts";
import { type Day, findZone, formatDay, parseDay, UTC, type Zone } from "../src/zone.ts";
import { rounded, times, whole } from "./rational.testing.ts";
import { reference, type Said } from "./reference.testing.ts";
import { type Frame, valueHolds } from "./reference-condition.testing.ts";
import type { Case } from "./reference-lead.testing.ts";
import { weightOf } from "./reference-rule.testing.ts";
import { marksOf, occurrencesOf } from "./reference-signal.testing.ts";
import { factsOf, saidBy, statesOf } from "./verdict.testing.ts";

/** Every example is put to the product and to the reference, which must both say what is written. */
const spec = (name: string) => JSON.parse(readFileSync(new URL(`../../../spec/${name}.json`, import.meta.url), "utf8"));

const dayOf = (text: string): Day => parseDay(text) as Day;
const zoneOf = (name: string | undefined): Zone => (name === undefined ? UTC : (findZone(name) as Zone));

function modelOf(parts: object): Model {
  const parsed = parseModel({ model: "spec", rules: [], dimensions: { all: {} }, ...parts });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(checkModel(parsed.model)).toEqual([]);
  return parsed.model;
}

type WrittenEvent = Partial<Omit<Event, "timestamp">> & { readonly timestamp?: string; readonly times?: number };

const eventsOf = (all: readonly WrittenEvent[] = [], id = "m"): Event[] =>
  all.flatMap(({ timestamp = "2026-01-15T12:00:00Z", times: often = 1, ...event }, i) =>
    Array.from(
      { length: often },
      (_, k): Event => ({ type: "track", ...event, messageId: `${id}${i}-${k}`, timestamp: Date.parse(timestamp) }),
    ),
  );

describe("scores", () => {
  test.each(spec("scores") as WrittenCase[])("$name", ({ expect: told, ...example }) => {
    const given = caseOf(example);
    const compiled = compile(given.model, given.zone);
    const verdict = score(compiled, factsOf(compiled, given), given.today);
    const { dueOn, enters, ...said } = told;
    expect(written(saidBy(verdict)), "product").toMatchObject({ scored: true, ...said });
    expect(written(reference(given)), "reference").toMatchObject({ scored: true, ...said });
    if (enters !== undefined) {
      const { transitions } = place(compiled, factsOf(compiled, given), null, given.today);
      expect(transitions.map(({ from, to }) => [from, to])).toEqual(enters === null ? [] : [[null, enters]]);
    }
    if (dueOn !== undefined) expect(verdict.dueOn === null ? null : formatDay(verdict.dueOn)).toBe(dueOn);
  });
});

function caseOf({
  model,
  zone,
  today = "2026-01-15",
  traits = {},
  events,
  account,
  adjustments = [],
  predictions,
}: Omit<WrittenCase, "expect">): Case {
  return {
    model: modelOf(model),
    zone: zoneOf(zone),
    today: dayOf(today),
    traits,
    events: eventsOf(events),
    ...(account && { account: { traits: account.traits, events: eventsOf(account.events, "a") } }),
    adjustments: adjustments.map(({ dimension, points, on, until }) => ({
      id: "1",
      reason: "",
      by: "ann",
      dimension,
      points: toPoints(points),
      on: dayOf(on),
      ...(until !== undefined && { until: dayOf(until) }),
    })),
    ...(predictions && { predictions }),
  };
}

/** As an example writes it: in points, a rule's four figures in a row. */
function written(said: Said): object {
  if (!said.scored) return said;
  const mapped = <Value, Result>(record: Readonly<Record<string, Value>>, of: (value: Value) => Result) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
  return {
    ...said,
    total: fromPoints(said.total),
    dimensions: mapped(said.dimensions, ({ points }) => fromPoints(points)),
    labels: mapped(said.dimensions, ({ label }) => label),
    rules: mapped(said.rules, ({ base, letIn, decayed, capped }) => [base, letIn, decayed, capped].map(fromPoints)),
    groups: mapped(said.groups, fromPoints),
  };
}

type WrittenCase = {
  readonly name: string;
  readonly model: object;
  readonly zone?: string;
  readonly today?: string;
  readonly traits?: Case["traits"];
  readonly events?: readonly WrittenEvent[];
  readonly account?: { readonly traits: Case["traits"]; readonly events: readonly WrittenEvent[] };
  readonly adjustments?: readonly {
    readonly dimension: string;
    readonly points: number;
    readonly on: string;
    readonly until?: string;
  }[];
  readonly predictions?: Readonly<Record<string, number>>;
  readonly expect: {
    readonly scored?: boolean;
    readonly total?: number;
    readonly dimensions?: Readonly<Record<string, number>>;
    readonly labels?: Readonly<Record<string, string>>;
    readonly market?: string | null;
    readonly cell?: string | null;
    readonly zone?: string | null;
    readonly dueOn?: string | null;
    readonly enters?: string | null;
    readonly rules?: Readonly<Record<string, readonly [base: number, letIn: number, decayed: number, capped: number]>>;
    readonly groups?: Readonly<Record<string, number>>;
  };
};

describe("decay", () => {
  test.each(spec("decay") as { decay: Decay; weights: [age: number, weight: number][] }[])(
    "$decay",
    ({ decay, weights }) => {
      const fading = fadingOf(decay);
      expect(weights.map(([age]) => [age, weightAt(fading, age)])).toEqual(weights);
      expect(weights.map(([age]) => [age, Number(rounded(times(weightOf(decay, age), whole(ONE))))])).toEqual(weights);
    },
  );
});

describe("conditions", () => {
  const { today, zone, lists, values, events } = spec("conditions") as Conditions;
  const frame: Frame = { today: dayOf(today), zone: zoneOf(zone), lists };
  const rules = [{ id: "r", dimension: "all", points: 1 }];

  test.each(values)("$ask", ({ ask, holds, fails }) => {
    const compiled = compile(
      modelOf({ lists, rules: rules.map((rule) => ({ ...rule, when: { trait: "x", ...ask } })) }),
      frame.zone,
    );
    const answer = (x: Json) => totalOf(compiled, { traits: { x }, states: new Map() }, frame.today) === 100;
    expect([holds.filter((x) => !answer(x)), fails.filter(answer)], "product").toEqual([[], []]);
    const read = (x: Json) => valueHolds(x, ask, frame);
    expect([holds.filter((x) => !read(x)), fails.filter(read)], "reference").toEqual([[], []]);
    // A trait that is not there is as good as null.
    expect(totalOf(compiled, { traits: {}, states: new Map() }, frame.today)).toBe(answer(null) ? 100 : 0);
  });

  test.each(events)("where: $where", ({ where, holds, fails }) => {
    const signal = { where } as SignalDefinition;
    const model = modelOf({ lists, signals: { s: signal }, rules: rules.map((rule) => ({ ...rule, each: "s" })) });
    const compiled = compile(model, frame.zone);
    const answer = (event: WrittenEvent) =>
      totalOf(compiled, { traits: {}, states: statesOf(compiled, eventsOf([event])) }, frame.today) === 100;
    expect([holds.filter((event) => !answer(event)), fails.filter(answer)], "product").toEqual([[], []]);
    const read = (event: WrittenEvent) => marksOf(signal, eventsOf([event]), frame).length === 1;
    expect([holds.filter((event) => !read(event)), fails.filter(read)], "reference").toEqual([[], []]);
  });
});

type Conditions = {
  readonly today: string;
  readonly zone: string;
  readonly lists: Frame["lists"];
  readonly values: readonly {
    readonly ask: ValueOperators;
    readonly holds: readonly Json[];
    readonly fails: readonly Json[];
  }[];
  readonly events: readonly {
    readonly where: Filter;
    readonly holds: readonly WrittenEvent[];
    readonly fails: readonly WrittenEvent[];
  }[];
};

describe("bands", () => {
  test.each(
    spec("bands") as {
      name: string;
      bands: Band[];
      steps: [day: string, total: number, band: string | null, dueOn?: string | null][];
    }[],
  )("$name", ({ bands, steps }) => {
    const decide = deciderOf(modelOf({ bands }));
    let state: BandState | null = null;
    for (const [day, total, band, due] of steps) {
      const decision = decide(state, { total: toPoints(total), zone: null }, dayOf(day));
      ({ state } = decision);
      expect(state.band, day).toBe(band);
      if (due !== undefined) expect(decision.dueOn === null ? null : formatDay(decision.dueOn), day).toBe(due);
    }
  });
});

type Days = Readonly<Record<string, number>>;
type Merge = {
  readonly name: string;
  readonly zone?: string;
  readonly signal: SignalDefinition;
  readonly a: readonly WrittenEvent[];
  readonly b: readonly WrittenEvent[];
  readonly days: { readonly a: Days; readonly b: Days; readonly merged: Days };
  readonly bytes: string;
};

describe("merges", () => {
  const LATER = dayOf("2030-01-01");

  test.each(spec("merges") as Merge[])("$name", ({ zone: name, signal, a, b, days, bytes }) => {
    const zone = zoneOf(name);
    const compiled = compile(modelOf({ signals: { s: signal } }), zone);
    const { scale, read } = readerOf(signal);
    const reading = (states: SignalStates): Days => {
      const [state] = states.values();
      if (!state) return {};
      const { days: on, amounts } = read(state, LATER);
      return Object.fromEntries(
        on.flatMap((day, i) => (amounts[i] === 0 ? [] : [[formatDay(day), (amounts[i] as number) / scale]])),
      );
    };
    const [ofA, ofB] = [eventsOf(a, "a"), eventsOf(b, "b")];
    const [stateA, stateB] = [statesOf(compiled, ofA), statesOf(compiled, ofB)];
    const merged = mergeStates(stateA, stateB);
    expect({ a: reading(stateA), b: reading(stateB), merged: reading(merged) }).toEqual(days);
    expect({
      a: told(signal, ofA, zone),
      b: told(signal, ofB, zone),
      merged: told(signal, [...ofA, ...ofB], zone),
    }).toEqual(days);
    // What version 1 wrote is read for ever.
    expect(reading(decodeStates(Buffer.from(bytes, "hex")))).toEqual(days.merged);
    expect(Buffer.from(encodeStates(merged)).toString("hex")).toBe(bytes);
  });

  function told(signal: SignalDefinition, events: readonly Event[], zone: Zone): Days {
    const days: Record<string, number> = {};
    const marks = occurrencesOf(signal, marksOf(signal, events, { zone, today: LATER, lists: {} }));
    for (const { day, amount } of marks) {
      const on = formatDay(day);
      const found = Number(amount.n) / Number(amount.d);
      days[on] = signal.max === undefined ? (days[on] ?? 0) + found : Math.max(days[on] ?? found, found);
    }
    return days;
  }
});
