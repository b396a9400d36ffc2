import { type Answer, missingOf, notEnough } from "../answer.ts";
import { logGamma } from "../numbers/gamma.ts";
import { sum } from "../numbers/sum.ts";
import { chiSquareTail } from "../numbers/tails.ts";

export type SampleRatio = {
  readonly chiSquare: number;
  readonly p: number;
  /** p < 0.001: leads did not fall into the arms as planned, so the arms cannot be compared. Right for one look. */
  readonly isBroken: boolean;
  /** The p-value that holds however often it is looked at; what stops an experiment by itself. */
  readonly alwaysValid: { readonly p: number; readonly isBroken: boolean };
};

const ALARM = 0.001;
/** How many leads the belief is worth that shares are near the planned ones: sees losses of some percent soonest. */
const BELIEF = 500;
/** Below this many expected in an arm the chi-square distribution is not near (Cochran 1954). */
const LEAST_EXPECTED = 5;

/**
 * Whether leads fell into the arms by their weights: Pearson's chi-square, with the alarm of Fabijan et al.,
 * "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments", KDD 2019. And the same question for many looks:
 * the sequential multinomial test of Lindon & Malek, "Anytime-Valid Inference for Multinomial Count Data", NeurIPS 2022.
 */
export function sampleRatio(arms: readonly { readonly weight: number; readonly leads: number }[]): Answer<SampleRatio> {
  const weight = sum(arms.map((arm) => arm.weight));
  const leads = sum(arms.map((arm) => arm.leads));
  const expected = arms.map((arm) => (leads * arm.weight) / weight);
  const least = Math.min(...arms.map((arm) => arm.weight));
  const missing = missingOf(
    { what: "groups", needed: 2, found: arms.length },
    { what: "leads", needed: Math.ceil((LEAST_EXPECTED * weight) / least), found: leads },
  );
  if (missing.length > 0) return notEnough(...missing);
  const chiSquare = sum(arms.map((arm, i) => (arm.leads - (expected[i] as number)) ** 2 / (expected[i] as number)));
  const p = chiSquareTail(chiSquare, arms.length - 1);
  const shares = arms.map((arm) => arm.weight / weight);
  const anytime = alwaysValidP(
    shares,
    arms.map((arm) => arm.leads),
  );
  return { enough: true, chiSquare, p, isBroken: p < ALARM, alwaysValid: { p: anytime, isBroken: anytime < ALARM } };
}

/** One over how much likelier shares around the planned ones (a Dirichlet belief) make the counts than those do. */
function alwaysValidP(shares: readonly number[], counts: readonly number[]): number {
  const factors = shares.map((share, i) => {
    const [belief, count] = [BELIEF * share, counts[i] as number];
    return logGamma(belief + count) - logGamma(belief) - count * Math.log(share);
  });
  return Math.min(1, Math.exp(logGamma(BELIEF + sum(counts)) - logGamma(BELIEF) - sum(factors)));
}
