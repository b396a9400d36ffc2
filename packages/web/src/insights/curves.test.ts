import fc from "fast-check";
import { expect, test } from "vitest";
import { bandCuts, rocOf, weeksOver } from "./curves.ts";
import type { BandTruth, CutFigures } from "./study.ts";

function cut(threshold: number | null, taken: number, hits: number): CutFigures {
  return { threshold, taken, hits, share: 0, precision: null, recall: null, lift: null, f1: null };
}

function band(group: string | null, leads: number, converted: number): BandTruth {
  return { group, leads, converted, conversion: null, time: { enough: false, missing: [] } };
}

test("the ROC begins at nobody and ends at everybody, and never falls", () => {
  expect(rocOf([cut(null, 0, 0), cut(50, 4, 3), cut(0, 10, 5)])).toEqual([
    { found: 0, inVain: 0, threshold: null },
    { found: 0.6, inVain: 0.2, threshold: 50 },
    { found: 1, inVain: 1, threshold: 0 },
  ]);
  expect(rocOf([])).toEqual([]);
  const steps = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(steps, (groups) => {
      let [taken, hits] = [0, 0];
      const curve = groups.map(([own, others], at) => {
        taken += own + others;
        hits += own;
        return cut(-at, taken, hits);
      });
      const roc = rocOf(curve);
      for (const [at, { found, inVain }] of roc.entries()) {
        expect(found).toBeGreaterThanOrEqual(roc[at - 1]?.found ?? 0);
        expect(inVain).toBeGreaterThanOrEqual(roc[at - 1]?.inVain ?? 0);
        expect(found).toBeLessThanOrEqual(1);
        expect(inVain).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("each band is counted with all above it, leads without a band with none", () => {
  const bands = [band("cold", 6, 1), band("hot", 4, 3), band(null, 5, 1)];
  const starts = [{ name: "cold" }, { name: "hot", above: 40 }];
  expect(bandCuts(bands, starts)).toEqual([
    { band: "hot", starts: 40, taken: 4, precision: 0.75, recall: 0.6 },
    { band: "cold", starts: null, taken: 10, precision: 0.4, recall: 0.8 },
  ]);
  expect(bandCuts([band("hot", 0, 0)], [])).toEqual([
    { band: "hot", starts: null, taken: 0, precision: null, recall: null },
  ]);
});

test("weeks are over capacity where more leads enter than can be worked", () => {
  const weeks = [{ entered: { hot: 12 } }, { entered: { hot: 13 } }, { entered: { cold: 90 } }];
  expect(weeksOver(weeks, "hot", 12)).toBe(1);
  expect(weeksOver(weeks, "hot", 11)).toBe(2);
  expect(weeksOver(weeks, "constructor", 1)).toBe(0);
});
