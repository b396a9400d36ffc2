import { describe, expect, test } from "vitest";
import { drawBinomial, seeded } from "../numbers/chance.ts";
import { decideExperiment } from "./decide-experiment.ts";
import {
  type ExperimentPlan,
  type ExperimentState,
  lookAtExperiment,
  newExperiment,
  type Sight,
} from "./experiment.ts";

const PLAN: ExperimentPlan = {
  alpha: 0.05,
  difference: 0.03,
  arms: [
    { name: "live", weight: 1 },
    { name: "draft", weight: 1 },
  ],
  guards: [{ name: "unsubscribed", harm: "higher", margin: 0.01 }],
  leastDays: 14,
  mostDays: 60,
};

const arm = (leads: number, converted: number, unsubscribed: number, enrolled = leads) => ({
  enrolled,
  outcomes: { leads, converted },
  guards: [{ leads, converted: unsubscribed }],
});
const after = (daysRun: number, arms: Sight["arms"], plan = PLAN, before = newExperiment(plan)) =>
  lookAtExperiment(plan, before, { daysRun, arms });
const decided = (state: ExperimentState, plan = PLAN) => decideExperiment(plan, state);

describe("an experiment", () => {
  test("waits at first, for days and for conversions", () => {
    expect(decided(newExperiment(PLAN))).toEqual({ do: "continue", because: { kind: "too-early", daysLeft: 14 } });
    const better = after(13, [arm(2000, 100, 40), arm(2000, 300, 40)]);
    expect(decided(better)).toEqual({ do: "continue", because: { kind: "too-early", daysLeft: 1 } });
    expect(decided(after(20, [arm(90, 3, 1), arm(90, 12, 1)]))).toEqual({
      do: "continue",
      because: { kind: "not-enough", missing: [{ what: "converted", needed: 10, found: 3 }] },
    });
    expect(decided(after(20, [arm(500, 50, 10), arm(500, 52, 10)])).because.kind).toBe("undecided");
  });
  test("stops for a verdict", () => {
    expect(decided(after(14, [arm(2000, 100, 40), arm(2000, 300, 40)]))).toEqual({
      do: "stop",
      because: { kind: "treatment-better", arm: "draft" },
    });
    expect(decided(after(14, [arm(2000, 300, 40), arm(2000, 100, 40)])).because).toEqual({ kind: "control-better" });
    const alike = after(14, [arm(20_000, 2000, 400), arm(20_000, 2010, 400)]);
    expect(decided(alike).because).toEqual({ kind: "no-difference" });
    expect(decided(after(60, [arm(500, 50, 10), arm(500, 52, 10)])).because).toEqual({ kind: "time-is-up" });
  });
  test("stops when as many leads as planned have been seen through, and not before", () => {
    const plan = { ...PLAN, mostLeads: 1000 };
    const before = after(20, [arm(499, 50, 10), arm(500, 52, 10)], plan);
    expect(decided(before, plan).because.kind).toBe("undecided");
    const all = after(20, [arm(500, 50, 10), arm(500, 52, 10)], plan);
    expect(decided(all, plan)).toEqual({ do: "stop", because: { kind: "enough-leads" } });
  });
  test("stops at once for harm and for arms that were not filled as planned, even where the draft converts better", () => {
    const harm = after(2, [arm(2000, 100, 40), arm(2000, 300, 200)]);
    expect(decided(harm).because).toEqual({ kind: "guard", arm: "draft", guard: "unsubscribed" });
    const broken = after(2, [arm(2000, 100, 40, 2000), arm(2000, 300, 200, 1700)]);
    expect(decided(broken)).toMatchObject({ do: "stop", because: { kind: "sample-ratio" } });
    const lower: ExperimentPlan = { ...PLAN, guards: [{ name: "replied", harm: "lower", margin: 0.01 }] };
    expect(decided(after(2, [arm(2000, 100, 200), arm(2000, 300, 40)], lower), lower).because.kind).toBe("guard");
    expect(decided(after(2, [arm(2000, 100, 40), arm(2000, 300, 200)], lower), lower).because.kind).toBe("too-early");
  });
  test("a guard stops it for a harm of which the control has hardly any case, or none, but not for chance", () => {
    const rare = after(2, [arm(1000, 100, 3), arm(1000, 100, 150)]);
    expect(decided(rare).because).toEqual({ kind: "guard", arm: "draft", guard: "unsubscribed" });
    const none = after(2, [arm(1000, 100, 0), arm(1000, 100, 60)]);
    expect(decided(none).because).toEqual({ kind: "guard", arm: "draft", guard: "unsubscribed" });
    expect(decided(after(2, [arm(1000, 100, 0), arm(1000, 100, 6)])).because.kind).toBe("too-early");
    const replies: ExperimentPlan = { ...PLAN, guards: [{ name: "replied", harm: "lower", margin: 0.01 }] };
    expect(decided(after(2, [arm(1000, 100, 60), arm(1000, 100, 0)], replies), replies).because.kind).toBe("guard");
    // Of leads of whom nothing is known yet, nothing is said.
    const unripe = after(2, [arm(0, 0, 0, 1000), arm(0, 0, 0, 1000)]);
    expect(unripe.treatments[0]?.guards[0]?.standing).toEqual({ p: 1, low: -1, high: 1 });
  });
  test("gives no verdict on arms that may not have been filled as planned, but ends when its time is up", () => {
    const uneven = [arm(1000, 50, 1), arm(850, 150, 1)];
    const state = after(30, uneven);
    expect(state.ratio).toMatchObject({ isBroken: true, alwaysValid: { isBroken: false } });
    expect(decided(state)).toEqual({ do: "continue", because: { kind: "sample-ratio", p: state.ratio?.p } });
    expect(decided(after(60, uneven)).because).toEqual({ kind: "time-is-up" });
  });
  test("remembers what it has learnt, and names the best of several treatments", () => {
    const better = after(10, [arm(2000, 100, 40), arm(2000, 300, 40)]);
    const later = after(14, [arm(3000, 300, 60), arm(3000, 320, 60)], PLAN, better);
    expect(decided(later).because).toEqual({ kind: "treatment-better", arm: "draft" });
    const three: ExperimentPlan = { ...PLAN, arms: [...PLAN.arms, { name: "bold", weight: 1 }] };
    const state = after(14, [arm(4000, 200, 80), arm(4000, 600, 80), arm(4000, 800, 80)], three);
    expect(decided(state, three).because).toEqual({ kind: "treatment-better", arm: "bold" });
    expect(state.treatments[0]?.standing.high).toBeGreaterThan(
      (after(14, [arm(4000, 200, 80), arm(4000, 600, 80)]).treatments[0]?.standing.high ?? 1) - 1e-12,
    );
  });
  test("A/A: 2,000 experiments of three arms with a guard, looked at fifty times, stop falsely at most 5 % of the time", () => {
    const plan: ExperimentPlan = {
      ...PLAN,
      leastDays: 0,
      mostDays: 99,
      arms: [...PLAN.arms, { name: "bold", weight: 1 }],
    };
    const chance = seeded(21);
    const stops = new Map<string, number>();
    for (let round = 0; round < 2000; round++) {
      const seen = plan.arms.map(() => ({ leads: 0, converted: 0, unsubscribed: 0 }));
      let state = newExperiment(plan);
      for (let day = 1; day <= 50; day++) {
        for (const own of seen) {
          own.leads += 40;
          own.converted += drawBinomial(chance, 40, 0.1);
          own.unsubscribed += drawBinomial(chance, 40, 0.03);
        }
        const arms = seen.map(({ leads, converted, unsubscribed }) => arm(leads, converted, unsubscribed));
        state = lookAtExperiment(plan, state, { daysRun: day, arms });
        const decision = decideExperiment(plan, state);
        if (decision.do === "continue") continue;
        stops.set(decision.because.kind, (stops.get(decision.because.kind) ?? 0) + 1);
        break;
      }
    }
    const falsely = ["treatment-better", "control-better", "guard"].reduce(
      (total, kind) => total + (stops.get(kind) ?? 0),
      0,
    );
    expect(falsely / 2000).toBeLessThanOrEqual(0.05);
    expect(stops.get("guard") ?? 0).toBeLessThanOrEqual(20);
  });
});
