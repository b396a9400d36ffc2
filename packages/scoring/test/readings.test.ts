import fc from "fast-check";
import { expect, test } from "vitest";
import { compileReadings } from "../src/reading/compile-readings.ts";
import type { Found, Reading } from "../src/reading/reading.ts";
import { measurerOf } from "../src/signal/measure.ts";
import type { SignalStates } from "../src/signal/state.ts";
import type { Day, Zone } from "../src/zone.ts";
import { aCase } from "./arbitrary-model.testing.ts";
import { compare, type Rational, written } from "./rational.testing.ts";
import { asking, type Case, valueOfTerm } from "./reference-lead.testing.ts";

const RUNS = { numRuns: 500 };
const STEPS = [0, 1, 3, 7, 14, 30, 60, 90, 180, 365];
const FORMS = ["number", "yes-no", "category", "length", "days-since"] as const;
const PATHS = ["title", "seniority", "since", "tags", "employees", "industry", "vip"];

/** Everything that can be read of a lead in the words of a case's model. */
function readingsOf({ model }: Case): readonly Reading[] {
  const traits = PATHS.flatMap((path) => FORMS.map((as) => ({ trait: path, as })));
  const signals = Object.keys(model.signals ?? {}).flatMap((signal): readonly Reading[] => [
    { signal },
    { signal, in: "7d" },
    { signal, in: "30d", of: "account" },
    { signal, since: "first" },
    { signal, since: "last" },
  ]);
  return [...traits, { account: "since", as: "days-since" }, ...signals];
}

function factsOf(given: Case, measured: Parameters<typeof measurerOf>[0], until: Day) {
  const { measure } = measurerOf(measured, given.zone);
  const statesOf = (events: Case["events"], zone: Zone): SignalStates => {
    const states: SignalStates = new Map();
    for (const event of events) if (zone.dayOf(event.timestamp) <= until) measure(states, event);
    return states;
  };
  const { account, zone } = given;
  return {
    traits: given.traits,
    states: statesOf(given.events, zone),
    ...(account && { account: { traits: account.traits, states: statesOf(account.events, zone) } }),
  };
}

function compiled(given: Case) {
  const readings = readingsOf(given);
  const { signals = {}, lists = {} } = given.model;
  return { readings, ...compileReadings({ signals, lists, ageSteps: STEPS, readings }, given.zone) };
}

test("nothing reads differently before the day on which it is due, and something on it", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const { read, dueAfter, measured } = compiled(given);
      const facts = factsOf(given, measured, Number.POSITIVE_INFINITY);
      const due = dueAfter(facts, given.today);
      const now = read(facts, given.today);
      const last = Math.min(due ?? Number.POSITIVE_INFINITY, given.today + 500);
      for (let day = given.today + 1; day <= last; day++) {
        if (day === due) expect(read(facts, day), `due on ${day}`).not.toEqual(now);
        else expect(read(facts, day), `not due on ${day}`).toEqual(now);
      }
    }),
    RUNS,
  );
});

test("what happens after a day changes nothing of what is read on it", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const { read, present, measured } = compiled(given);
      const all = factsOf(given, measured, Number.POSITIVE_INFINITY);
      const until = factsOf(given, measured, given.today);
      expect(read(all, given.today)).toEqual(read(until, given.today));
      expect(present(all, given.today)).toEqual(present(until, given.today));
    }),
    RUNS,
  );
});

test("how much a signal was is what the reference counts off the events", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const { read, readings, measured } = compiled(given);
      const found = read(factsOf(given, measured, given.today), given.today);
      for (const [i, reading] of readings.entries()) {
        if (!("signal" in reading) || "since" in reading) continue;
        const wanted = valueOfTerm(asking(given, given.model, null), reading) as Rational | undefined;
        expect(same(found[i] as Found, wanted), JSON.stringify(reading)).toBe(true);
      }
    }),
    RUNS,
  );
});

function same(found: Found, wanted: Rational | undefined): boolean {
  if (wanted === undefined || found === null) return found === null && wanted === undefined;
  // A third of a second has no end as a decimal.
  const near = Number(wanted.n) / Number(wanted.d);
  return compare(written(Number(found)), wanted) === 0 || Math.abs(Number(found) - near) < 1e-9;
}

test("traits are taken as what they are said to be", () => {
  const read = (value: unknown, as: (typeof FORMS)[number]) =>
    compileReadings(
      { signals: {}, lists: {}, ageSteps: STEPS, readings: [{ trait: "x", as }] },
      { name: "UTC", dayOf: (instant) => Math.floor(instant / 86_400_000), instantOf: () => 0 },
    ).read({ traits: { x: value as string }, states: new Map() }, 20_000)[0];
  expect(["12", "1e3", "x", true, [3, 4]].map((value) => read(value, "number"))).toEqual([12, 1000, null, null, 3]);
  expect(["Yes", "no", "TRUE", false, "maybe", 1].map((value) => read(value, "yes-no"))).toEqual([
    ...[true, false, true, false, null, null],
  ]);
  expect([" Ärzte ", 5, true, "", { a: 1 }].map((value) => read(value, "category"))).toEqual([
    ...["arzte", "5", "true", null, null],
  ]);
  expect([" four ", "", 4].map((value) => read(value, "length"))).toEqual([4, null, null]);
  const dates = ["2024-10-04", "2024-10-03", "2024-09-30", "2023-10-01", "2024-10-06", "1990-01-01", "soon"];
  expect(dates.map((value) => read(value, "days-since"))).toEqual([0, 1, 3, 365, -3, 365, null]);
});
