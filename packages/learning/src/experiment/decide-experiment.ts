import type { Missing } from "../answer.ts";
import type { ExperimentPlan, ExperimentState, TreatmentState } from "./experiment.ts";

export type ExperimentDecision =
  | { readonly do: "stop"; readonly because: StopReason }
  | { readonly do: "continue"; readonly because: ContinueReason };

export type StopReason =
  /** Leads did not fall into the arms as planned; nothing can be concluded. */
  | { readonly kind: "sample-ratio"; readonly p: number }
  | { readonly kind: "guard"; readonly arm: string; readonly guard: string }
  | { readonly kind: "treatment-better"; readonly arm: string }
  /** Every treatment is worse. */
  | { readonly kind: "control-better" }
  /** No treatment differs from the control by as much as is worth finding. */
  | { readonly kind: "no-difference" }
  /** As many leads as planned have been seen through. */
  | { readonly kind: "enough-leads" }
  | { readonly kind: "time-is-up" };

export type ContinueReason =
  | { readonly kind: "too-early"; readonly daysLeft: number }
  | { readonly kind: "not-enough"; readonly missing: readonly Missing[] }
  /** The arms may not have been filled as planned: as long as they look so, nothing is concluded of them. */
  | { readonly kind: "sample-ratio"; readonly p: number }
  | { readonly kind: "undecided" };

/**
 * Whether an experiment should go on. What would make its figures worthless or does harm is to stop it at once (the
 * server does so by its daily look); a verdict waits for the least number of days and for arms that look as they were
 * planned, and is for people to follow. Since the standings hold at every look, looking every day costs nothing.
 */
export function decideExperiment(plan: ExperimentPlan, state: ExperimentState): ExperimentDecision {
  const harm = harmIn(state);
  if (harm) return { do: "stop", because: harm };
  if (state.daysRun < plan.leastDays) {
    return { do: "continue", because: { kind: "too-early", daysLeft: plan.leastDays - state.daysRun } };
  }
  const { ratio } = state;
  const verdict = ratio?.isBroken ? null : verdictOn(plan, state.treatments);
  if (verdict) return { do: "stop", because: verdict };
  if (state.leads >= (plan.mostLeads ?? Number.POSITIVE_INFINITY))
    return { do: "stop", because: { kind: "enough-leads" } };
  if (state.daysRun >= plan.mostDays) return { do: "stop", because: { kind: "time-is-up" } };
  if (ratio?.isBroken) return { do: "continue", because: { kind: "sample-ratio", p: ratio.p } };
  const missing = state.treatments.flatMap((treatment) => treatment.missing);
  return { do: "continue", because: missing.length > 0 ? { kind: "not-enough", missing } : { kind: "undecided" } };
}

function harmIn({ ratio, treatments }: ExperimentState): StopReason | null {
  if (ratio?.alwaysValid.isBroken) return { kind: "sample-ratio", p: ratio.alwaysValid.p };
  for (const { name, guards } of treatments) {
    const harmed = guards.find(isHarmed);
    if (harmed) return { kind: "guard", arm: name, guard: harmed.name };
  }
  return null;
}

/** Whether what must not get worse has got worse for sure, by more than is accepted. */
export function isHarmed({ harm, margin, standing }: TreatmentState["guards"][number]): boolean {
  return harm === "higher" ? standing.low > margin : standing.high < -margin;
}

function verdictOn({ difference }: ExperimentPlan, treatments: readonly TreatmentState[]): StopReason | null {
  const [best] = treatments.toSorted((a, b) => b.standing.low - a.standing.low);
  if (!best) return null;
  if (best.standing.low > 0) return { kind: "treatment-better", arm: best.name };
  if (treatments.every(({ standing }) => standing.high < 0)) return { kind: "control-better" };
  const isSmall = treatments.every(({ standing }) => standing.low > -difference && standing.high < difference);
  return isSmall ? { kind: "no-difference" } : null;
}
