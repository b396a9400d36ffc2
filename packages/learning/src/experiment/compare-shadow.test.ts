import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { drawNormal, seeded } from "../numbers/chance.ts";
import { outcomes, turned } from "../truth/arbitrary-outcomes.testing.ts";
import { auc } from "../truth/auc.ts";
import { compareShadow, type Shadowed } from "./compare-shadow.ts";

const CHANCE = { seed: 6, repeats: 200 };

describe("shadow mode", () => {
  test("by hand, with a capacity that ends among equal scores", () => {
    const { atCapacity } = found(
      compareShadow({ live: [4, 3, 2, 1], shadow: [4, 3, 3, 1], converted: [0, 0, 1, 1], capacity: 0.5 }, CHANCE),
    );
    // Live takes the first two; the shadow takes the first and one of the next two.
    expect([atCapacity.live, atCapacity.shadow, atCapacity.difference]).toEqual([0, 0.25, 0.25]);
  });
  test("finds the better model, and no difference between two that are equally good", () => {
    const chance = seeded(31);
    const worth = Array.from({ length: 3000 }, () => drawNormal(chance));
    const converted = worth.map((own) => (own + 1.5 * drawNormal(chance) > 1.5 ? 1 : 0));
    const seenBy = (noise: number) => worth.map((own) => own + noise * drawNormal(chance));
    const [live, other, shadow] = [seenBy(1.5), seenBy(1.5), seenBy(0.3)];
    const better = found(compareShadow({ live, shadow, converted, capacity: 0.1 }, CHANCE));
    expect(better.auc.p).toBeLessThan(1e-4);
    expect(better.atCapacity.interval.low).toBeGreaterThan(0);
    const alike = found(compareShadow({ live, shadow: other, converted, capacity: 0.1 }, CHANCE));
    expect(alike.auc.p).toBeGreaterThan(0.01);
    expect(alike.atCapacity.interval.low).toBeLessThan(0);
    expect(alike.atCapacity.interval.high).toBeGreaterThan(0);
  });
  test("a model equals itself; everybody's capacity leaves no difference; the interval contains the estimate", () => {
    const capacities = fc.double({ min: 0.3, max: 1, noNaN: true });
    fc.assert(
      fc.property(outcomes, capacities, ({ scores, converted }, capacity) => {
        const few = { seed: 1, repeats: 20 };
        const same = found(compareShadow({ live: scores, shadow: scores, converted, capacity }, few));
        expect([same.atCapacity.difference, same.atCapacity.interval]).toEqual([0, { low: 0, high: 0 }]);
        expect(same.auc.first.auc).toBe(found(auc({ scores, converted })).auc);
        const own = { live: scores, shadow: turned(scores), converted };
        const { difference, interval } = found(compareShadow({ ...own, capacity }, few)).atCapacity;
        expect(interval.low <= difference && difference <= interval.high).toBe(true);
        const { atCapacity } = found(compareShadow({ ...own, capacity: 1 }, few));
        expect(atCapacity.difference).toBe(0);
        expect(atCapacity.live).toBeCloseTo(converted.filter((hit) => hit === 1).length / converted.length, 12);
      }),
    );
  });
  test("ten leads of one company are one observation: said ten times, it is known as well as once", () => {
    const chance = seeded(7);
    const worth = Array.from({ length: 400 }, () => drawNormal(chance));
    const converted = worth.map((own) => (own + drawNormal(chance) > 1 ? 1 : 0));
    const seenBy = (noise: number) => worth.map((own) => own + noise * drawNormal(chance));
    const once = { live: seenBy(1), shadow: seenBy(0.5), converted };
    const tenTimes = (own: readonly number[]) => own.flatMap((one) => Array<number>(10).fill(one));
    const often = { live: tenTimes(once.live), shadow: tenTimes(once.shadow), converted: tenTimes(converted) };
    const units = tenTimes(worth.map((_, i) => i));
    const compare = (own: Omit<Shadowed, "capacity">) => found(compareShadow({ ...own, capacity: 0.2 }, CHANCE));
    const widths = (own: Omit<Shadowed, "capacity">) => {
      const { auc: both, atCapacity } = compare(own);
      return [both.interval, both.first.interval, atCapacity.interval].map(({ low, high }) => high - low);
    };
    const [known, grouped, alone] = [widths(once), widths({ ...often, units }), widths(often)];
    for (const [i, width] of known.entries()) {
      expect((grouped[i] as number) / width).toBeCloseTo(1, 1);
      expect(alone[i]).toBeLessThan(0.5 * width);
    }
    const { p } = compare({ ...often, units }).auc;
    expect(Math.log(p) / Math.log(compare(once).auc.p)).toBeCloseTo(1, 1);
  });
  test("units of one lead each are no units: DeLong's figures", () => {
    fc.assert(
      fc.property(outcomes, ({ scores, converted }) => {
        const own = { live: scores, shadow: turned(scores), converted, capacity: 1 };
        const few = { seed: 1, repeats: 20 };
        const [plain, each] = [own, { ...own, units: scores.map((_, i) => `lead:${i}`) }].map((one) =>
          found(compareShadow(one, few)),
        );
        expect(each?.auc.variance).toBeCloseTo(plain?.auc.variance as number, 9);
        expect(each?.auc.interval.low).toBeCloseTo(plain?.auc.interval.low as number, 6);
        expect(each?.atCapacity).toEqual(plain?.atCapacity);
      }),
    );
  });
  test("says what is missing", () => {
    const few = { live: [1, 2, 3, 4], shadow: [1, 2, 3, 4], converted: [0, 1, 0, 1], capacity: 0.1 };
    expect(compareShadow(few, CHANCE)).toEqual({ enough: false, missing: [{ what: "leads", needed: 10, found: 4 }] });
    expect(compareShadow({ ...few, converted: [0, 0, 0, 1] }, CHANCE).enough).toBe(false);
  });
});
