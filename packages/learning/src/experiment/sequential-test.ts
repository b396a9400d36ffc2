import { type Answer, missingOf, notEnough } from "../answer.ts";
import type { Arm } from "./arm.ts";
import { exactLook } from "./exact-sequence.ts";
import { NOTHING_SEEN, type Standing } from "./standing.ts";

export type SequentialPlan = {
  /** How often a true null may be rejected, over all looks together. */
  readonly alpha: number;
  /** The difference worth finding, absolute (0.01 is one percentage point). */
  readonly difference: number;
};

/** Fewer conversions, or leads without one, in an arm and a difference of proportions is not near enough to normal. */
const LEAST = 10;

/**
 * One look at a difference of two proportions that may be taken at any time and any number of times: the mixture
 * sequential probability ratio test of Robbins (1970) as in Johari, Koomen, Pekelis & Walsh, "Always Valid
 * Inference", Operations Research 70 (2022), with its confidence sequence. The mixture is normal around nought with τ
 * = the difference worth finding, the size of effects that the test is to be quickest for. The variance is estimated
 * with one success and one failure more in each arm (Agresti & Caffo 2000), since a plain estimate from few
 * conversions is too small.
 */
export function look(before: Standing, control: Arm, treatment: Arm, plan: SequentialPlan): Answer<Standing> {
  const missing = [control, treatment].flatMap(({ leads, converted }) =>
    missingOf(
      { what: "converted", needed: LEAST, found: converted },
      { what: "not-converted", needed: LEAST, found: leads - converted },
    ),
  );
  if (missing.length > 0) return notEnough(...missing);
  const difference = treatment.converted / treatment.leads - control.converted / control.leads;
  const variance = varianceOf(control) + varianceOf(treatment);
  const half = halfWidth(variance, plan);
  const p = 1 / likelihoodRatio(difference, variance, plan.difference ** 2);
  return { enough: true, ...narrowed(before, { p, low: difference - half, high: difference + half }) };
}

/**
 * The same for what must not get worse, where few are to be harmed before it shows: half of alpha goes to a test that
 * holds for the smallest counts, the other half to the test above, which is the sooner one once both arms have enough.
 */
export function lookAtGuard(before: Standing, control: Arm, treatment: Arm, plan: SequentialPlan): Standing {
  const half = { ...plan, alpha: plan.alpha / 2 };
  const exact = narrowed(before, doubled(exactLook(control, treatment, half.alpha)));
  const near = look(NOTHING_SEEN, control, treatment, half);
  return near.enough ? narrowed(exact, doubled(near)) : exact;
}

/** Of two tests the surer one has to be twice as sure. */
const doubled = ({ p, low, high }: Standing): Standing => ({ p: 2 * p, low, high });

/** What two looks say together. Such as contradict one another leave a point, not an interval turned inside out. */
function narrowed(before: Standing, found: Standing): Standing {
  const low = Math.min(Math.max(before.low, found.low), before.high);
  return { p: Math.min(before.p, found.p), low, high: Math.max(Math.min(before.high, found.high), before.low, low) };
}

function varianceOf({ leads, converted }: Arm): number {
  const rate = (converted + 1) / (leads + 2);
  return (rate * (1 - rate)) / leads;
}

/** How much likelier the mixture of differences makes what was seen than no difference does. */
function likelihoodRatio(difference: number, variance: number, mixture: number): number {
  const both = variance + mixture;
  return Math.sqrt(variance / both) * Math.exp((mixture * difference ** 2) / (2 * variance * both));
}

/** The differences that the test would not reject reach this far to each side. */
export function halfWidth(variance: number, { alpha, difference }: SequentialPlan): number {
  const mixture = difference ** 2;
  const both = variance + mixture;
  return Math.sqrt(((variance * both) / mixture) * (2 * Math.log(1 / alpha) + Math.log(both / variance)));
}
