import { expect, test } from "vitest";
import { bandOn } from "./band-history.ts";
import { parseModel } from "./model/parse-model.ts";
import { compile } from "./score/compile.ts";
import type { SignalStates } from "./signal/state.ts";

const TODAY = 20_000;

function bandsOf(band: object, daysAgo: readonly number[]): (string | null | undefined)[] {
  const parsed = parseModel({
    model: "m",
    signals: { demo: { on: "Demo" } },
    dimensions: { all: {} },
    rules: [{ id: "demo", dimension: "all", each: "demo", points: 60, decay: { linear: "30d" } }],
    bands: [{ name: "Lead" }, { name: "SQL", above: 50, ...band }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const compiled = compile(parsed.model);
  const states: SignalStates = new Map();
  const event = (age: number) =>
    ({ messageId: `${age}`, type: "track", event: "Demo", timestamp: (TODAY - age) * 86_400_000 }) as const;
  for (const age of daysAgo) compiled.measurer.measure(states, event(age));
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
