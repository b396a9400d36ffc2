import { betaQuantile, betaQuantileLogit, betaTails, logBetaKernel, placeAt, placeAtLogit } from "../numbers/beta.ts";
import { bracketedRoot } from "../numbers/bracketed-root.ts";
import { type Interval, LEVEL } from "../numbers/interval.ts";
import type { Arm } from "./arm.ts";

/** A beta distribution: what is believed of a rate. */
export type Belief = { readonly a: number; readonly b: number };

export type BayesianView = {
  /** The probability that the treatment's rate is above the control's. */
  readonly better: number;
  /** What choosing an arm costs on average where the other is better, as a difference of rates. */
  readonly expectedLoss: { readonly control: number; readonly treatment: number };
  /** Credible intervals of the rates. */
  readonly control: Interval;
  readonly treatment: Interval;
  /** The credible interval of treatment minus control, to 1e-6. */
  readonly difference: Interval;
};

const UNIFORM: Belief = { a: 1, b: 1 };
const POINTS = 256;
/** What lies further out is left out. */
const REST = 1e-17;

/**
 * Two rates as beliefs after what was seen (beta-binomial, from a uniform prior unless another is given); no draws:
 * Stucchio, "Bayesian A/B Testing at VWO" (2015). Expectations are taken over log-odds, where the trapezoid rule
 * converges faster than any power of its step (Trefethen & Weideman, SIAM Review 56, 2014).
 */
export function bayesianView(control: Arm, treatment: Arm, prior: Belief = UNIFORM, level = LEVEL): BayesianView {
  const [own, other] = [after(treatment, prior), after(control, prior)];
  const rest = (1 - level) / 2;
  const credible = ({ a, b }: Belief) => ({ low: betaQuantile(rest, a, b), high: betaQuantile(1 - rest, a, b) });
  return {
    better: chanceAbove(own, other),
    expectedLoss: { control: expectedExcess(own, other), treatment: expectedExcess(other, own) },
    control: credible(other),
    treatment: credible(own),
    difference: { low: differenceQuantile(own, other, rest), high: differenceQuantile(own, other, 1 - rest) },
  };
}

function after({ leads, converted }: Arm, { a, b }: Belief): Belief {
  return { a: a + converted, b: b + leads - converted };
}

/** The chance that a rate of the first belief is above one of the second. */
export function chanceAbove(first: Belief, second: Belief): number {
  return isNarrower(first, second)
    ? expectation(first, (u) => betaTails(placeAtLogit(u), second.a, second.b).lower)
    : expectation(second, (u) => betaTails(placeAtLogit(u), first.a, first.b).upper);
}

/** The mean of how far the first rate is above the second, nought where it is not: E[X; X > Y] − E[Y; X > Y]. */
export function expectedExcess(first: Belief, second: Belief): number {
  const own = (first.a / (first.a + first.b)) * chanceAbove({ ...first, a: first.a + 1 }, second);
  const other = (second.a / (second.a + second.b)) * chanceAbove(first, { ...second, a: second.a + 1 });
  return Math.max(0, own - other);
}

/** The narrower one is integrated over, so that the other is smooth in its eyes. */
function isNarrower(one: Belief, other: Belief): boolean {
  return 1 / one.a + 1 / one.b <= 1 / other.a + 1 / other.b;
}

function expectation({ a, b }: Belief, value: (logit: number) => number): number {
  const low = betaQuantileLogit(REST, a, b);
  const step = (betaQuantileLogit(1 - REST, a, b, REST) - low) / POINTS;
  let [total, weights] = [0, 0];
  for (let i = 0; i <= POINTS; i++) {
    const u = low + i * step;
    const weight = Math.exp(logBetaKernel(placeAtLogit(u), a, b));
    total += weight * value(u);
    weights += weight;
  }
  return total / weights;
}

function differenceQuantile(first: Belief, second: Belief, p: number): number {
  const tail = (x: number, { a, b }: Belief) => betaTails(placeAt(Math.min(1, Math.max(0, x))), a, b);
  const below = (difference: number) =>
    isNarrower(first, second)
      ? expectation(first, (u) => tail(placeAtLogit(u).x - difference, second).upper)
      : expectation(second, (u) => tail(placeAtLogit(u).x + difference, first).lower);
  return bracketedRoot((difference) => below(difference) - p, -1, 1, 1e-9);
}
