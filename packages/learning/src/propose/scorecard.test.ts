import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLogistic } from "../logistic/fit-logistic.ts";
import { type Chance, seeded } from "../numbers/chance.ts";
import { designOf } from "./columns.ts";
import type { Column } from "./rule-terms.ts";
import { fitScorecard, type ScorecardData } from "./scorecard.ts";

const TEAM = [20, 10, 15, 5, -10, 30];
const SCALE = 0.06;

/** Leads of whom each rule fires for some, and who convert by what the rules are truly worth. */
function simulated(seed: number, rows: number, truth: readonly number[]): ScorecardData {
  const chance: Chance = seeded(seed);
  const fired = TEAM.map(() => Uint8Array.from({ length: rows }, () => (chance() < 0.3 ? 1 : 0)));
  const label = Uint8Array.from({ length: rows }, (_, row) => {
    const points = truth.reduce((sum, own, j) => sum + own * (fired[j]?.[row] ?? 0), 0);
    return chance() < 1 / (1 + Math.exp(2.5 - SCALE * points)) ? 1 : 0;
  });
  const column = (flags: Uint8Array): Column => {
    const own = Int32Array.from(flags.keys()).filter((row) => flags[row] === 1);
    return { rows: own, values: new Float64Array(own.length).fill(1) };
  };
  const terms = TEAM.map((points, j) => ({
    ...{ column: column(fired[j] as Uint8Array), points, unit: "points" as const, weight: 1 },
  }));
  return { terms, label, weight: new Uint8Array(rows).fill(1) };
}

const estimatesOf = (data: ScorecardData) =>
  (fitScorecard(data, 0.95, false).terms ?? []).map(({ points }) => points.estimate);

/** Log-odds by the data alone. */
function freely({ terms, label, weight }: ScorecardData): Float64Array {
  const design = designOf(
    terms.map(({ column }) => column),
    label.length,
  );
  const size = terms.length + 1;
  const prior = { mean: new Float64Array(size), precision: new Float64Array(size).fill(1e-4) };
  return fitLogistic({ design, label, weight }, prior).coefficients;
}

/** The second rule is worth nothing, the fourth as much as a large one, all others what the team thinks. */
const TRUTH = [20, 0, 15, 25, -10, 30];

describe("a scorecard", () => {
  test("stays near the team's points on the first outcomes, where the data alone would be anywhere", () => {
    const [near, alone]: number[][] = [[], []];
    for (let seed = 1; seed <= 20; seed++) {
      const data = simulated(seed, 60, TRUTH);
      const free = freely(data);
      for (const [j, own] of estimatesOf(data).entries()) {
        near?.push(Math.abs(own - (TEAM[j] as number)));
        alone?.push(Math.abs((free[j] as number) / SCALE - (TEAM[j] as number)));
      }
    }
    const mean = (all: readonly number[] = []) => all.reduce((sum, own) => sum + own, 0) / all.length;
    expect(near?.length).toBeGreaterThan(60);
    expect(mean(near)).toBeLessThan(6);
    expect(mean(near)).toBeLessThan(mean(alone) / 3);
  });

  test("comes to what the data say with many, and leaves alone what was right", () => {
    const estimates = estimatesOf(simulated(3, 40_000, TRUTH));
    for (const [j, own] of estimates.entries())
      expect(Math.abs(own - (TRUTH[j] as number)), `rule ${j}`).toBeLessThan(2.5);
  });

  test("comes closer to the truth the more is known", () => {
    const distance = (rows: number) => {
      const off = [1, 2, 3, 4].flatMap((seed) =>
        estimatesOf(simulated(seed, rows, TRUTH)).map((own, j) => Math.abs(own - (TRUTH[j] as number))),
      );
      return off.reduce((sum, own) => sum + own, 0) / off.length;
    };
    const [few, some, many] = [distance(100), distance(1500), distance(12_000)];
    expect(some).toBeLessThan(few);
    expect(many).toBeLessThan(0.8 * some);
  });

  test("says of points that are right that they are not, as seldom as it claims", () => {
    let [outside, small, all] = [0, 0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      for (const [j, { points, p }] of (fitScorecard(simulated(seed, 1000, TEAM)).terms ?? []).entries()) {
        const team = TEAM[j] as number;
        if (points.interval.low > team || points.interval.high < team) outside += 1;
        if (p < 0.05) small += 1;
        all += 1;
      }
    }
    expect(all).toBe(240);
    expect(outside / all).toBeLessThan(0.05);
    expect(small / all).toBeLessThan(0.09);
    expect(small / all).toBeGreaterThan(0.01);
  });

  test("is the same whatever the unit in which the team counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0.5, 3, 10), (seed, times) => {
        const data = simulated(seed, 400, TEAM);
        const scaled = { ...data, terms: data.terms.map((term) => ({ ...term, points: term.points * times })) };
        const [own, other] = [estimatesOf(data), estimatesOf(scaled)];
        expect(other.length).toBe(own.length);
        for (const [j, estimate] of own.entries()) expect(other[j]).toBeCloseTo(estimate * times, 4);
      }),
      { numRuns: 10 },
    );
  });

  test("says nothing where the total does not tell who converts", () => {
    const data = simulated(5, 2000, [0, 0, 0, 0, 0, 0]);
    expect(fitScorecard(data).terms).toBeNull();
  });
});
