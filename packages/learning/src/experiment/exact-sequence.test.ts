import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawBinomial, seeded } from "../numbers/chance.ts";
import { logGamma } from "../numbers/gamma.ts";
import type { Arm } from "./arm.ts";
import { exactLook } from "./exact-sequence.ts";
import { lookAtGuard } from "./sequential-test.ts";
import { NOTHING_SEEN } from "./standing.ts";

const arm = fc
  .record({ converted: fc.nat(40), others: fc.nat(400) })
  .map(({ converted, others }): Arm => ({ converted, leads: converted + others }));

const logOf = ({ leads, converted }: Arm, rate: number) =>
  (converted > 0 ? converted * Math.log(rate) : 0) + (leads > converted ? (leads - converted) * Math.log(1 - rate) : 0);

/** The logarithm of the chance of the counts for a rate that is drawn from Jeffreys' belief: B(k + ½, n − k + ½) / π. */
const mixture = ({ leads, converted }: Arm) =>
  logGamma(converted + 0.5) + logGamma(leads - converted + 0.5) - logGamma(leads + 1) - Math.log(Math.PI);

describe("the sequence for small counts", () => {
  test("leaves out a difference where no pair of rates so far apart explains the counts well enough", () => {
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        fc.pre(control.leads > 0 && treatment.leads > 0);
        const { low, high } = exactLook(control, treatment, 0.05);
        const atLarge = mixture(control) + mixture(treatment);
        // How much better rates at large do than the best of many pairs that are so far apart.
        const odds = (difference: number) => {
          const [from, to] = [Math.max(0, -difference), Math.min(1, 1 - difference)];
          const at = (rate: number) => logOf(control, rate) + logOf(treatment, rate + difference);
          const tried = Array.from({ length: 4000 }, (_, i) => at(from + ((to - from) * (i + 0.5)) / 4000));
          return atLarge - Math.max(...tried);
        };
        const most = Math.log(1 / 0.05);
        for (const [end, out] of [
          [low, -0.01],
          [high, 0.01],
        ] as const) {
          if (Math.abs(end + out) < 1) expect(odds(end + out)).toBeGreaterThan(most);
          expect(odds(end - out)).toBeLessThan(most + 0.1);
        }
      }),
    );
  });
  test("holds what was seen, agrees with its p, and turns when the arms change places", () => {
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        fc.pre(control.leads > 0 && treatment.leads > 0);
        const seen = treatment.converted / treatment.leads - control.converted / control.leads;
        const { p, low, high } = exactLook(control, treatment, 0.05);
        expect(low <= seen && seen <= high).toBe(true);
        if (Math.abs(p - 0.05) > 1e-9) expect(p < 0.05).toBe(low > 0 || high < 0);
        const back = exactLook(treatment, control, 0.05);
        expect(back.p).toBeCloseTo(p, 9);
        expect(back.low).toBeCloseTo(-high, 9);
      }),
    );
  });
  test("says nothing of nobody", () => {
    const nobody = { leads: 0, converted: 0 };
    expect(exactLook(nobody, nobody, 0.05)).toMatchObject({ p: 1, low: expect.closeTo(-1), high: expect.closeTo(1) });
  });
  test.each([
    { rate: 0.002, gap: 0, share: 0.5 },
    { rate: 0.005, gap: 0.01, share: 0.5 },
    { rate: 0.005, gap: 0, share: 0.1 },
    { rate: 0.03, gap: 0.01, share: 0.9 },
  ])("loses a guard's truth at fifty looks at most 5 % of the time: $rate and $gap, $share treated", (world) => {
    const { rate, gap, share } = world;
    const chance = seeded(8);
    let lost = 0;
    for (let round = 0; round < 500; round++) {
      let [standing, control, treatment] = [NOTHING_SEEN, { leads: 0, converted: 0 }, { leads: 0, converted: 0 }];
      for (let peek = 0; peek < 50; peek++) {
        control = grown(control, Math.round(60 * (1 - share)), rate);
        treatment = grown(treatment, Math.round(60 * share), rate + gap);
        standing = lookAtGuard(standing, control, treatment, { alpha: 0.05, difference: 0.01 });
      }
      if (gap < standing.low || gap > standing.high) lost++;
    }
    expect(lost / 500).toBeLessThanOrEqual(0.05);
    function grown({ leads, converted }: Arm, more: number, at: number): Arm {
      return { leads: leads + more, converted: converted + drawBinomial(chance, more, at) };
    }
  });
});
