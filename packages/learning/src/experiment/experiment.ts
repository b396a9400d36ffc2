import type { Missing } from "../answer.ts";
import { sum } from "../numbers/sum.ts";
import type { Arm } from "./arm.ts";
import { type SampleRatio, sampleRatio } from "./sample-ratio.ts";
import { look, lookAtGuard, type SequentialPlan } from "./sequential-test.ts";
import { NOTHING_SEEN, type Standing } from "./standing.ts";

/** A proportion that must not get worse while another is made better, such as unsubscribes. */
export type Guard = {
  readonly name: string;
  /** Which way is harm. */
  readonly harm: "higher" | "lower";
  /** How much worse is accepted, absolute. */
  readonly margin: number;
};

export type ExperimentPlan = SequentialPlan & {
  /** The control first, then its treatments. */
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly guards: readonly Guard[];
  /** Nothing but harm stops it before; whole weeks, so that every day of the week counts alike. */
  readonly leastDays: number;
  /** It stops then whatever is known. */
  readonly mostDays: number;
  /** It stops when so many leads of all arms together are known to have converted or not. */
  readonly mostLeads?: number;
};

/**
 * What is known on a day: for every arm of the plan, who was enrolled, what became of them, and each guard's counts.
 */
export type Sight = {
  readonly daysRun: number;
  readonly arms: readonly { readonly enrolled: number; readonly outcomes: Arm; readonly guards: readonly Arm[] }[];
};

/** What an experiment has come to know; kept between looks. */
export type ExperimentState = {
  readonly daysRun: number;
  /** Whose outcome is known, in all arms together. */
  readonly leads: number;
  readonly ratio: SampleRatio | null;
  /** Of each treatment against the control. */
  readonly treatments: readonly TreatmentState[];
};

export type TreatmentState = {
  readonly name: string;
  readonly standing: Standing;
  /** What the last look had too little of. */
  readonly missing: readonly Missing[];
  readonly guards: readonly (Guard & { readonly standing: Standing })[];
};

/** The state before the first look. */
export function newExperiment({ arms, guards }: ExperimentPlan): ExperimentState {
  const treatments = arms.slice(1).map(({ name }) => ({
    name,
    standing: NOTHING_SEEN,
    missing: [],
    guards: guards.map((guard) => ({ ...guard, standing: NOTHING_SEEN })),
  }));
  return { daysRun: 0, leads: 0, ratio: null, treatments };
}

/**
 * The state after one more look. With several treatments, or several guards, each has its part of alpha (Bonferroni),
 * so that all of them together err no more often.
 */
export function lookAtExperiment(plan: ExperimentPlan, state: ExperimentState, sight: Sight): ExperimentState {
  const [control, ...others] = sight.arms;
  const ratio = sampleRatio(plan.arms.map(({ weight }, i) => ({ weight, leads: sight.arms[i]?.enrolled ?? 0 })));
  const alpha = plan.alpha / Math.max(1, state.treatments.length);
  const treatments = state.treatments.map((treatment, i): TreatmentState => {
    const seen = others[i];
    if (!control || !seen) return treatment;
    const found = look(treatment.standing, control.outcomes, seen.outcomes, { ...plan, alpha });
    const guards = treatment.guards.map((guard, g) => {
      const [own, other] = [seen.guards[g], control.guards[g]];
      if (!own || !other) return guard;
      const difference = guard.margin || plan.difference;
      const part = { alpha: alpha / treatment.guards.length, difference };
      return { ...guard, standing: lookAtGuard(guard.standing, other, own, part) };
    });
    return {
      ...treatment,
      standing: found.enough ? bounds(found) : treatment.standing,
      missing: found.enough ? [] : found.missing,
      guards,
    };
  });
  const leads = sum(sight.arms.map(({ outcomes }) => outcomes.leads));
  return { daysRun: sight.daysRun, leads, ratio: ratio.enough ? ratio : null, treatments };
}

function bounds({ p, low, high }: Standing): Standing {
  return { p, low, high };
}
