import { type Answer, missingOf, notEnough } from "../answer.ts";
import type { Arm } from "./arm.ts";

/** What has been learnt of the difference so far, however often it was looked at. */
export type Standing = {
  /** The always-valid p-value of no difference: it never rises. */
  readonly p: number;
  /** Treatment minus control lies here at every look at once, with confidence 1 − alpha: it never widens. */
  readonly low: number;
  readonly high: number;
};

export type SequentialPlan = {
  /** How often a true null may be rejected, over all looks together. */
  readonly alpha: number;
  /** The difference worth finding, absolute (0.01 is one percentage point). */
  readonly difference: number;
};

/** Before the first look. */
export const NOTHING_SEEN: Standing = { p: 1, low: -1, high: 1 };

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
  const low = Math.max(before.low, difference - half);
  const high = Math.min(before.high, difference + half);
  return {
    enough: true,
    p: Math.min(before.p, 1 / likelihoodRatio(difference, variance, plan.difference ** 2)),
    // Looks that contradict one another leave a point rather than an interval turned inside out.
    low: Math.min(low, before.high),
    high: Math.max(high, before.low, Math.min(low, before.high)),
  };
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
