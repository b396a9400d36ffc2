import { expect, test } from "vitest";
import { bandOn } from "./band-history.ts";
import { parseModel } from "./model/parse-model.ts";
import { compile } from "./score/compile.ts";
import type { SignalStates } from "./signal/state.ts";

const TODAY = 20_000;

function bandsOf(
  band: object,
  daysAgo: readonly number[],
  more: object = {},
  unsubscribed: readonly number[] = [],
): (string | null | undefined)[] {
  const parsed = parseModel({
    model: "m",
    ...more,
    signals: { demo: { on: "Demo" }, unsubscribed: { on: "Unsubscribed" } },
    dimensions: { all: {} },
    rules: [{ id: "demo", dimension: "all", each: "demo", points: 60, decay: { linear: "30d" } }],
    bands: [{ name: "Lead" }, { name: "SQL", above: 50, ...band }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const compiled = compile(parsed.model);
  const states: SignalStates = new Map();
  const told = (name: string, age: number) =>
    compiled.measurer.measure(states, {
      ...{ messageId: `${name}${age}`, type: "track", event: name, timestamp: (TODAY - age) * 86_400_000 },
    });
  for (const age of daysAgo) told("Demo", age);
  for (const age of unsubscribed) told("Unsubscribed", age);
  return Array.from({ length: 30 }, (_, i) => bandOn(compiled, { traits: {}, states }, TODAY - 29 + i)?.band);
}

const stretch = (bands: readonly unknown[]) => bands.filter((band) => band === "SQL").length;

test("who fades between where a band starts and where it is left stays in it", () => {
  // 60, 58, …: above 50 on 5 days, not below 40 on 11.
  expect(stretch(bandsOf({}, [29]))).toBe(5);
  expect(stretch(bandsOf({ leaveBelow: 40 }, [29]))).toBe(11);
});

test("who comes up to the same total from below is not in it", () => {
  expect(bandsOf({ leaveBelow: 40, above: 61 }, [29])).not.toContain("SQL");
});

test("a band that was left stays closed while it cools down", () => {
  // Left after five days; asked again two days later.
  expect(stretch(bandsOf({}, [29, 22]))).toBeGreaterThan(stretch(bandsOf({ coolDown: "30d" }, [29, 22])));
  expect(stretch(bandsOf({ coolDown: "60d" }, [29, 22]))).toBe(5);
});

test("who is not scored for a while remembers no band afterwards", () => {
  // 60 points fade by two a day: 46 on the day on which the unsubscribing is forgotten.
  const bands = bandsOf({ leaveBelow: 40 }, [29], { who: { not: { signal: "unsubscribed", in: "5d" } } }, [27]);
  expect(bands.slice(0, 9)).toEqual(["SQL", "SQL", ...Array(5).fill(undefined), "Lead", "Lead"]);
});
