import fc from "fast-check";
import { expect, test } from "vitest";
import { eventShares, ruleShares } from "../src/rule-shares.ts";
import { score } from "../src/score.ts";
import { aCase } from "./arbitrary-model.testing.ts";
import type { Case } from "./reference-lead.testing.ts";
import { compiledOf, factsOf } from "./verdict.testing.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

test("what the days give adds up to the lines of the rule, stage by stage", () => {
  let seen = 0;
  fc.assert(
    fc.property(aCase, (given) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const verdict = score(compiled, facts, given.today);
      if (!verdict.scored) return;
      for (const { id, each } of given.model.rules) {
        if (each === undefined) continue;
        const shares = ruleShares(compiled, facts, given.today, id);
        if (!shares || shares.days.length === 0) continue;
        const own = verdict.lines.filter((line) => "rule" in line && line.rule === id);
        const of = (wanted: (line: (typeof own)[number]) => boolean) =>
          sum(own.filter(wanted).map(({ points }) => points));
        seen += 1;
        expect(sum(shares.days.map(({ points }) => points))).toBe(of(({ kind }) => kind === "rule"));
        expect(sum(shares.days.map(({ limited }) => limited))).toBe(
          of((line) => line.kind === "limit" && line.limit === "rate"),
        );
        expect(sum(shares.days.map(({ decayed }) => decayed))).toBe(of(({ kind }) => kind === "decay"));
        for (const { points, limited, decayed, left } of shares.days) expect(left).toBe(points + limited + decayed);
      }
    }),
    { numRuns: 1000 },
  );
  expect(seen).toBeGreaterThan(100);
});

/** What the days of a rule say, and what its events add up to on them. */
function daysAndEvents(given: Case, rule: string) {
  const compiled = compiledOf(given);
  const facts = factsOf(compiled, given);
  const shares = ruleShares(compiled, facts, given.today, rule);
  if (!shares || shares.signal.of === "account") return [];
  const own = eventShares(compiled, facts, given.today, rule, { events: given.events, days: shares.days });
  return shares.days.flatMap(({ day, amount, points }) => {
    const ofDay = own.filter((one) => one.day === day);
    const added = { amount: sum(ofDay.map((one) => one.amount)), points: sum(ofDay.map((one) => one.points)) };
    return ofDay.length === 0 || amount === 0 ? [] : [{ amount, points, added }];
  });
}

test("what the events of a day add to it is what the day gives, whatever the signal measures", () => {
  let seen = 0;
  fc.assert(
    fc.property(aCase, (given) => {
      for (const { id } of given.model.rules) {
        for (const { amount, points, added } of daysAndEvents(given, id)) {
          seen += 1;
          expect(added.amount).toBeCloseTo(amount, 6);
          expect(added.points).toBe(points);
        }
      }
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(100);
});
