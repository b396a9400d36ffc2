import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { seeded } from "../numbers/chance.ts";
import { outcomes, turned } from "../truth/arbitrary-outcomes.testing.ts";
import { chooseThreshold } from "./choose-threshold.ts";
import type { Goal } from "./goal.ts";

const CHANCE = { seed: 1, repeats: 60 };
type ByLead = Exclude<Goal, { kind: "capacity" }>;
const PROFIT: ByLead = { kind: "profit", valuePerConversion: 10, costPerLead: 3 };

/** Scores from 0 to 1 that are the true probability. */
function honest(leads: number, seed: number) {
  const chance = seeded(seed);
  const scores = Array.from({ length: leads }, () => Math.round(100 * chance()) / 100);
  return { scores, converted: scores.map((p) => (chance() < p ? 1 : 0)) };
}

describe("a threshold", () => {
  const known = { scores: [90, 80, 80, 70, 60, 50, 40, 30], converted: [1, 1, 0, 1, 0, 0, 0, 0] };

  test("by cost and value: where working one more lead no longer pays", () => {
    const { chosen, curve } = found(chooseThreshold(known, PROFIT, CHANCE));
    // 3 × 10 − 4 × 3 over eight leads.
    expect(chosen).toMatchObject({ threshold: 70, taken: 4, hits: 3, worth: 18 / 8 });
    expect(curve).toContainEqual(chosen);
    const dear = found(chooseThreshold(known, { ...PROFIT, costPerLead: 11 }, CHANCE));
    expect(dear.chosen).toMatchObject({ threshold: null, worth: 0 });
    expect(dear.interval).toEqual({ low: null, high: null });
  });
  test("by F-beta: a larger beta takes more", () => {
    const at = (beta: number) => found(chooseThreshold(known, { kind: "f-beta", beta }, CHANCE)).chosen;
    expect(at(1)).toMatchObject({ threshold: 70, f1: 6 / 7, worth: 6 / 7 });
    expect(at(0.1).threshold).toBe(90);
  });
  test("is the best of its curve, lies in its interval, and depends on seed and leads only, not their order", () => {
    const goals = fc.constantFrom<ByLead>(PROFIT, { kind: "f-beta", beta: 2 });
    fc.assert(
      fc.property(outcomes, goals, (own, goal) => {
        const choice = found(chooseThreshold(own, goal, CHANCE));
        for (const { worth } of choice.curve) expect(worth ?? 0).toBeLessThanOrEqual(choice.chosen.worth ?? 0);
        const [low, at, high] = [choice.interval.low, choice.chosen.threshold, choice.interval.high].map(
          (x) => x ?? 99,
        );
        expect((low as number) <= (at as number) && (at as number) <= (high as number)).toBe(true);
        expect(choice.worth.low).toBeLessThanOrEqual(choice.chosen.worth ?? 0);
        expect(choice.worth.high).toBeGreaterThanOrEqual(choice.chosen.worth ?? 0);
        expect(chooseThreshold(own, goal, CHANCE)).toEqual(choice);
        const other = found(
          chooseThreshold({ scores: turned(own.scores), converted: turned(own.converted) }, goal, CHANCE),
        );
        expect(other.chosen).toEqual(choice.chosen);
      }),
    );
  });
  test("finds the true optimum: with honest probabilities, where probability times value is the cost", () => {
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { low, high } = found(chooseThreshold(honest(1500, seed), PROFIT, { seed, repeats: 100 })).interval;
      if ((low ?? 2) <= 0.31 && (high ?? 2) >= 0.3) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(36);
  });
  test("says what is missing", () => {
    const none = { scores: [1, 2], converted: [0, 0] };
    expect(chooseThreshold(none, PROFIT, CHANCE)).toEqual({
      enough: false,
      missing: [{ what: "converted", needed: 1, found: 0 }],
    });
    expect(chooseThreshold({ scores: [], converted: [] }, PROFIT, CHANCE).enough).toBe(false);
  });
});
