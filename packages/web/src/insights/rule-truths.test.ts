import { expect, test } from "vitest";
import { findingOf, sorted } from "./rule-truths.ts";
import type { RuleTruth } from "./study.ts";

function rule(id: string, fires: number, adjusted: { oddsRatio: number; q: number } | null): RuleTruth {
  return {
    rule: id,
    dimension: "fit",
    fires,
    with: { group: 1, leads: 1, converted: 0, conversion: null },
    without: { group: 0, leads: 1, converted: 0, conversion: null },
    difference: null,
    adjusted: adjusted && { ...adjusted, p: adjusted.q, interval: { low: 0.5, high: 2 } },
  };
}

const RULES = [
  rule("rare", 0.01, null),
  rule("bad", 0.3, { oddsRatio: 0.4, q: 0.001 }),
  rule("good", 0.2, { oddsRatio: 3, q: 0.04 }),
  rule("maybe", 0.5, { oddsRatio: 1.4, q: 0.05 }),
];

test("a rule raises or lowers only where chance is unlikely to explain it", () => {
  expect(RULES.map(findingOf)).toEqual(["rare", "lowers", "raises", "unclear"]);
});

test("the most first, of q the surest, and what is not known last", () => {
  const ids = (by: Parameters<typeof sorted>[1]) => sorted(RULES, by).map(({ rule: id }) => id);
  expect(ids("worth")).toEqual(["good", "maybe", "bad", "rare"]);
  expect(ids("q")).toEqual(["bad", "good", "maybe", "rare"]);
  expect(ids("fires")).toEqual(["maybe", "bad", "good", "rare"]);
  // Nothing is known of any: the order stays.
  expect(ids("with")).toEqual(["rare", "bad", "good", "maybe"]);
});
