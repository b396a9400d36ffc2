import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reference } from "../truth/reference.testing.ts";
import { seeded } from "./chance.ts";
import { falseDiscovery } from "./false-discovery.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe("false-discovery control", () => {
  test("the example of Benjamini & Hochberg (1995), section 3.1: four discoveries at 5 %", () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(falseDiscovery(p).filter((q) => q <= 0.05)).toHaveLength(4);
    expect(falseDiscovery(p)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect(falseDiscovery(p, "any").filter((q) => q <= 0.05)).toHaveLength(3);
  });
  test("q-values are at least the p-values, at most one, in their order, and go with their tests", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const q = falseDiscovery(p);
        const any = falseDiscovery(p, "any");
        for (const [i, own] of p.entries()) {
          expect(q[i]).toBeGreaterThanOrEqual(own * (1 - 1e-12));
          expect(q[i]).toBeLessThanOrEqual(1);
          expect(any[i]).toBeGreaterThanOrEqual(q[i] as number);
          for (const [j, other] of p.entries()) if (own < other) expect(q[i]).toBeLessThanOrEqual(q[j] as number);
        }
        expect(falseDiscovery([...p].reverse())).toEqual([...q].reverse());
      }),
    );
  });
  test("on shuffled outcomes hardly anything is found; of what is found among true ones few are false", () => {
    const chance = seeded(5);
    let [families, share] = [0, 0];
    for (let round = 0; round < 2000; round++) {
      const nothing = Array.from({ length: 40 }, chance);
      if (falseDiscovery(nothing).some((q) => q <= 0.1)) families++;
      // Ten real effects among them, whose p-values are small.
      const mixed = [...nothing, ...Array.from({ length: 10 }, () => chance() ** 8)];
      const found = falseDiscovery(mixed).flatMap((q, i) => (q <= 0.1 ? [i] : []));
      share += found.filter((i) => i < 40).length / Math.max(1, found.length);
    }
    expect(families / 2000).toBeLessThan(0.12);
    expect(share / 2000).toBeLessThan(0.1);
    expect(share / 2000).toBeGreaterThan(0.05);
  });
});

test("q-values equal the reference, Benjamini–Hochberg and Benjamini–Yekutieli", () => {
  const { p, bh, by } = reference.falseDiscovery;
  expect(falseDiscovery(p)).toEqual(bh.map((value) => expect.closeTo(value, 12)));
  expect(falseDiscovery(p, "any")).toEqual(by.map((value) => expect.closeTo(value, 12)));
});
