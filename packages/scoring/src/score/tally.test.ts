import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseModel } from "../model/parse-model.ts";
import type { SignalState, SignalStates } from "../signal/state.ts";
import { newState } from "../signal/state.ts";
import { compile } from "./compile.ts";
import { dueAfter } from "./due.ts";

const TODAY = 20_000;

/** When a rule that adds up values is due, and how often anything looked at the days on which it did. */
function dueOf(rule: string, amounts: readonly number[]): { readonly due: number | null; readonly looks: number } {
  const parsed = parseModel(
    parse(`
model: m
signals: { value: { on: Order, sum: value }, visit: { on: page } }
dimensions: { all: {} }
rules: [{ id: r, dimension: all, ${rule} }]`),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const compiled = compile(parsed.model);
  const { key } = compiled.scorers.none.slots.all[0] ?? { key: "" };
  let looks = 0;
  const days = new Proxy(
    amounts.map((_, i) => TODAY - amounts.length + 1 + i),
    {
      get: (target, property) => {
        looks += 1;
        return Reflect.get(target, property);
      },
    },
  );
  const state = newState(rule.includes("visit") ? "count" : "sum", 0, days, amounts) as SignalState;
  const states: SignalStates = new Map([[key, state]]);
  return { due: dueAfter(compiled, { traits: {}, states }, TODAY), looks };
}

const YEARS = 2000;
const busy = Array.from({ length: YEARS }, () => 1);

test("a window of years is not looked through again for each of its days", () => {
  const { due, looks } = dueOf("each: visit, points: 1, limit: { perWindow: { days: 3650d, count: 9 } }", busy);
  expect(due).toBeNull();
  expect(looks).toBeLessThan(50 * YEARS);
});

test.each<[what: string, rule: string, amounts: readonly number[], due: number | null]>([
  [
    "tiers change only where a day leaves the window",
    "each: visit, window: 3650d, points: { tiers: [{ from: 1, points: 5 }] }",
    busy.slice(0, 30),
    TODAY + 3650,
  ],
  [
    "what is little of both signs and fades over years",
    "each: value, points: 0.01, decay: { halfLife: 3650d }",
    [100, -100, 100],
    null,
  ],
  [
    "the same where it comes to something in the end",
    "each: value, points: 1, decay: { steps: [{ after: 1000d, keep: 0 }] }",
    [500, -500, 0],
    TODAY + 998,
  ],
])("nobody tries each day of years: %s", (_, rule, amounts, due) => {
  const found = dueOf(rule, amounts);
  expect(found.due).toBe(due);
  expect(found.looks).toBeLessThan(5000);
});
