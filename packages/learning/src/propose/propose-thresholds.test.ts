import { compile, UTC } from "@plumbline/scoring";
import { describe, expect, test } from "vitest";
import type { Moment, Stand } from "../moment/moment-table.ts";
import { modelOf } from "../moment/moments.testing.ts";
import { drawIndex, seeded } from "../numbers/chance.ts";
import { totalsOf } from "../study/totals.ts";
import type { ThresholdGoal } from "./proposal.ts";
import { thresholdsProposal } from "./propose-thresholds.ts";

const BANDS = [{ name: "cold" }, { name: "warm", from: 10 }, { name: "hot", from: 70, leaveBelow: 64, rearmBelow: 60 }];
const modelWith = (bands: readonly object[]) => modelOf({ model: "m", dimensions: { all: {} }, rules: [], bands });

/** Leads of whom those with s points convert with the chance 1 / (1 + exp(4.8 − 0.08·s)). */
function leads(seed: number, count: number) {
  const chance = seeded(seed);
  const stands: Stand[] = [];
  const moments: Moment[] = [];
  for (let i = 0; i < count; i++) {
    const points = drawIndex(chance, 101);
    const converted = chance() < 1 / (1 + Math.exp(4.8 - 0.08 * points)) ? 1 : 0;
    stands.push({ total: points * 100, band: null, market: null, rules: [], points: [] });
    moments.push({ id: `${i}`, day: i % 70, converted, wait: { time: 1, ended: false }, stands: [] });
  }
  return { stands, moments };
}

const proposed = (bands: readonly object[], seed: number, goal: ThresholdGoal, count = 4000, band?: string) => {
  const { moments, stands } = leads(seed, count);
  const reached = stands.map(({ total }) => ({ before: null, within: total }));
  const totals = totalsOf(
    moments.map((moment, i) => ({ ...moment, stands: [stands[i] as Stand] })),
    0,
    { reached, weeks: 10 },
  );
  return thresholdsProposal(compile(modelWith(bands), UTC), moments, stands, totals, { goal, band, seed, level: 0.95 });
};

/** A lead that converts brings 100, and working one costs 20: it pays from a chance of 1/5 on, which is at 42.7 points. */
const PROFIT: ThresholdGoal = { kind: "profit", valuePerConversion: 100, costPerLead: 20 };
const BEST = 43;

describe("a threshold", () => {
  test("by cost and value lies where the true optimum is, within its interval in 14 of 15 runs or more", () => {
    let [within, near] = [0, 0];
    for (let seed = 1; seed <= 15; seed++) {
      const found = proposed(BANDS, seed, PROFIT, 2000);
      if (!("kind" in found)) throw new Error(JSON.stringify(found));
      const { low, high } = found.evidence.choice.interval;
      if ((low ?? 999) <= BEST && (high ?? 999) >= BEST) within += 1;
      if (Math.abs(found.from.to - BEST) <= 10) near += 1;
    }
    expect(within).toBeGreaterThanOrEqual(14);
    expect(near).toBeGreaterThanOrEqual(13);
  });

  test("by capacity lets in as many as sales can work", () => {
    // 4000 leads in ten weeks; a quarter of them are 100 a week.
    const found = proposed(BANDS, 1, { kind: "capacity", perWeek: 100 });
    expect(found).toMatchObject({ kind: "thresholds", band: "hot" });
    if ("kind" in found) expect(Math.abs(found.from.to - 76)).toBeLessThanOrEqual(2);
  });

  test("takes where the band is left along, in the words of the band", () => {
    const found = proposed(BANDS, 1, PROFIT);
    if (!("kind" in found)) throw new Error("Nothing");
    const to = found.from.to;
    expect(found.edits).toEqual([
      { at: ["bands", "hot", "from"], was: 70, to },
      { at: ["bands", "hot", "leaveBelow"], was: 64, to: to - 6 },
      { at: ["bands", "hot", "rearmBelow"], was: 60, to: to - 10 },
    ]);
    const above = proposed([{ name: "cold" }, { name: "hot", above: 69 }], 1, PROFIT);
    expect(above).toMatchObject({
      from: { was: 70, to },
      edits: [{ at: ["bands", "hot", "above"], was: 69, to: to - 1 }],
    });
  });

  test("stays where it may as well be, and does not jump over other bands", () => {
    expect(proposed([{ name: "cold" }, { name: "hot", from: BEST }], 1, PROFIT)).toEqual({ because: "nothing-found" });
    expect(
      proposed([{ name: "cold" }, { name: "warm", from: 60 }, { name: "hot", from: 70 }], 1, PROFIT),
    ).toMatchObject({
      because: "out-of-order",
    });
    expect(proposed([{ name: "cold" }], 1, PROFIT)).toEqual({ because: "no-band" });
    expect(proposed(BANDS, 1, PROFIT, 4000, "none")).toEqual({ because: "no-band" });
    expect(proposed(BANDS, 1, PROFIT, 0)).toMatchObject({ because: "not-enough" });
  });
});
