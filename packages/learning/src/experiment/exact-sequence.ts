import { logGamma } from "../numbers/gamma.ts";
import { lastNear } from "../numbers/last-near.ts";
import type { Arm } from "./arm.ts";
import type { Standing } from "./standing.ts";

/** Jeffreys' belief of a rate: wide, and near the ends as much at home as in the middle. */
const BELIEF = 0.5;

/**
 * One look at a difference of two proportions, of counts however small: a difference is left in as long as the two
 * rates that explain the counts best among those so far apart do so at least alpha times as well as rates at large do,
 * each drawn from Jeffreys' belief (the mixture of Robbins 1970; for composite hypotheses: Wasserman, Ramdas &
 * Balakrishnan, "Universal inference", PNAS 117, 2020). No normal approximation, so it holds at any look with any
 * counts, also where an arm has seen nothing yet; of many counts it is the wider one.
 */
export function exactLook(control: Arm, treatment: Arm, alpha: number): Standing {
  const atLarge = logMixture(control) + logMixture(treatment);
  const odds = (difference: number) => atLarge - bestLog(control, treatment, difference);
  const isIn = (difference: number) => odds(difference) <= -Math.log(alpha);
  const seen = rateOf(treatment) - rateOf(control);
  return { p: Math.min(1, Math.exp(-odds(0))), low: lastNear(seen, -1, isIn), high: lastNear(seen, 1, isIn) };
}

const rateOf = ({ leads, converted }: Arm): number => (leads > 0 ? converted / leads : 0.5);

/** The logarithm of the chance of the counts, in their order, for a rate that is drawn from the belief. */
function logMixture({ leads, converted }: Arm): number {
  return logBeta(converted + BELIEF, leads - converted + BELIEF) - logBeta(BELIEF, BELIEF);
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** The same for the two likeliest rates that are so far apart. */
function bestLog(control: Arm, treatment: Arm, difference: number): number {
  const rate = likeliest(control, treatment, difference);
  return logChance(control, rate) + logChance(treatment, Math.min(1, Math.max(0, rate + difference)));
}

/**
 * The likeliest rate of the control where that of the treatment is so much higher: the root of a cubic, in closed form
 * by Miettinen & Nurminen, "Comparative analysis of two rates", Statistics in Medicine 4 (1985).
 */
function likeliest(control: Arm, treatment: Arm, difference: number): number {
  const leads = control.leads + treatment.leads;
  const converted = control.converted + treatment.converted;
  const [third, second, first, none] = [
    leads,
    (treatment.leads + 2 * control.leads) * difference - leads - converted,
    (control.leads * difference - leads - 2 * control.converted) * difference + converted,
    control.converted * difference * (1 - difference),
  ];
  const middle = second / (3 * third);
  const turn = middle ** 3 - (first * second) / (6 * third ** 2) + none / (2 * third);
  const reach = Math.sign(turn) * Math.sqrt(Math.max(0, middle ** 2 - first / (3 * third)));
  const angle = reach === 0 ? 0 : Math.acos(Math.min(1, Math.max(-1, turn / reach ** 3)));
  const rate = 2 * reach * Math.cos((Math.PI + angle) / 3) - middle;
  return Math.min(1 - Math.max(0, difference), Math.max(0, -difference, rate));
}

function logChance({ leads, converted }: Arm, rate: number): number {
  return times(converted, Math.log(rate)) + times(leads - converted, Math.log(1 - rate));
}

/** What nobody did says nothing, however unlikely it was. */
const times = (count: number, value: number): number => (count === 0 ? 0 : count * value);
