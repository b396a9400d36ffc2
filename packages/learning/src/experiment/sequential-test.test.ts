import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { type Chance, drawBinomial, seeded } from "../numbers/chance.ts";
import { sampleSizeForRates } from "./sample-size.ts";
import { look } from "./sequential-test.ts";
import { NOTHING_SEEN } from "./standing.ts";

const PEEKS = 50;

type World = {
  readonly control: number;
  readonly treatment: number;
  readonly difference: number;
  readonly perPeek: number;
  readonly share: number;
};

/** Whether any of fifty looks rejects no difference, and whether the confidence sequence ever lost the truth. */
function run(chance: Chance, { control, treatment, difference, perPeek, share }: World) {
  const [own, other] = [
    { leads: 0, converted: 0 },
    { leads: 0, converted: 0 },
  ];
  let standing = NOTHING_SEEN;
  for (let peek = 0; peek < PEEKS; peek++) {
    for (const [arm, rate, leads] of [
      [own, control, Math.round(perPeek * (1 - share))],
      [other, treatment, Math.round(perPeek * share)],
    ] as const) {
      arm.leads += leads;
      arm.converted += drawBinomial(chance, leads, rate);
    }
    const answer = look(standing, own, other, { alpha: 0.05, difference });
    if (answer.enough) standing = answer;
  }
  const truth = treatment - control;
  return { rejects: standing.p <= 0.05, lost: truth < standing.low || truth > standing.high };
}

function rates(world: World, runs: number, seed: number) {
  const chance = seeded(seed);
  const results = Array.from({ length: runs }, () => run(chance, world));
  return {
    rejects: results.filter(({ rejects }) => rejects).length / runs,
    lost: results.filter(({ lost }) => lost).length / runs,
  };
}

describe("A/A: fifty looks at two equal arms reject at most 5 % of the time", () => {
  test.each([
    { control: 0.01, difference: 0.005, perPeek: 400, share: 0.5 },
    { control: 0.05, difference: 0.02, perPeek: 100, share: 0.5 },
    { control: 0.05, difference: 0.02, perPeek: 200, share: 0.1 },
    { control: 0.3, difference: 0.05, perPeek: 60, share: 0.5 },
    { control: 0.3, difference: 0.5, perPeek: 20, share: 0.5 },
  ])("at $control, $perPeek leads a look, $share of them treated", ({ control, ...world }) => {
    const seen = rates({ ...world, control, treatment: control }, 2000, 77);
    expect(seen.rejects).toBeLessThanOrEqual(0.05);
    expect(seen.lost).toBeLessThanOrEqual(0.05);
  });
  test("while a plain test at every look would", () => {
    const chance = seeded(5);
    let rejected = 0;
    for (let round = 0; round < 1000; round++) {
      let [leads, first, second, isSeen] = [0, 0, 0, false];
      for (let peek = 0; peek < PEEKS; peek++) {
        leads += 50;
        first += drawBinomial(chance, 50, 0.1);
        second += drawBinomial(chance, 50, 0.1);
        const rate = (first + second) / (2 * leads);
        if (Math.abs(first - second) > 1.96 * Math.sqrt(2 * leads * rate * (1 - rate))) isSeen = true;
      }
      if (isSeen) rejected++;
    }
    expect(rejected / 1000).toBeGreaterThan(0.2);
  });
});

describe("the sequential test", () => {
  test("finds a planned difference as often as planned, and its sequence keeps the truth", () => {
    const size = sampleSizeForRates(0.1, 0.04);
    if (!size) throw new Error("There is something to find.");
    const leads = size.sequential.control + size.sequential.treatment;
    const seen = rates({ control: 0.1, treatment: 0.14, difference: 0.04, perPeek: leads / PEEKS, share: 0.5 }, 500, 3);
    expect(seen.rejects).toBeGreaterThan(0.77);
    expect(seen.lost).toBeLessThanOrEqual(0.05);
  });
  test("never takes back what it has learnt, agrees with its interval, and turns when the arms change places", () => {
    const arm = fc.record({ converted: fc.integer({ min: 10, max: 300 }), others: fc.integer({ min: 10, max: 900 }) });
    const pairs = fc.array(fc.tuple(arm, arm), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pairs, (looks) => {
        const plan = { alpha: 0.05, difference: 0.03 };
        let [standing, mirrored] = [NOTHING_SEEN, NOTHING_SEEN];
        for (const [first, second] of looks) {
          const [a, b] = [first, second].map(({ converted, others }) => ({ converted, leads: converted + others }));
          if (!a || !b) return;
          const next = found(look(standing, a, b, plan));
          mirrored = found(look(mirrored, b, a, plan));
          expect(next.p).toBeLessThanOrEqual(standing.p);
          expect(next.low).toBeGreaterThanOrEqual(standing.low);
          expect(next.high).toBeLessThanOrEqual(standing.high);
          expect(next.low).toBeLessThanOrEqual(next.high);
          expect(mirrored.p).toBeCloseTo(next.p, 12);
          standing = next;
        }
        const [first, second] = looks[0] as (typeof looks)[number];
        const once = found(
          look(
            NOTHING_SEEN,
            { converted: first.converted, leads: first.converted + first.others },
            { converted: second.converted, leads: second.converted + second.others },
            plan,
          ),
        );
        expect(once.p < 0.05).toBe(once.low > 0 || once.high < 0);
      }),
    );
  });
  test("says which conversions it waits for", () => {
    expect(
      look(NOTHING_SEEN, { leads: 50, converted: 4 }, { leads: 12, converted: 10 }, { alpha: 0.05, difference: 0.1 }),
    ).toEqual({
      enough: false,
      missing: [
        { what: "converted", needed: 10, found: 4 },
        { what: "not-converted", needed: 10, found: 2 },
      ],
    });
  });
});
