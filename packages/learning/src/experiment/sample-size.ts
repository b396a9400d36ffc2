import { normalQuantile, reachOf } from "../numbers/normal.ts";
import { halfWidth } from "./sequential-test.ts";

export type SamplePlan = {
  /** How often a true null may be rejected, two-sided; 0.05 unless said. */
  readonly alpha?: number;
  /** How often the difference is to be found where it exists; 0.8 unless said. */
  readonly power?: number;
  /** The treatment's share of all leads; half unless said. */
  readonly share?: number;
};

/** Leads needed in each arm, rounded up. */
export type SampleSize = { readonly control: number; readonly treatment: number };

export type RateSampleSize = SampleSize & {
  /** What the always-valid test needs at most for the same power, since it may be looked at any time. */
  readonly sequential: SampleSize;
};

/**
 * How many leads it takes to find a difference of two proportions: Fleiss, Levin & Paik, "Statistical Methods for
 * Rates and Proportions" (2003), 4.2 and 4.4, without continuity correction. `base` is the control's rate,
 * `difference` what the treatment's differs by; null where the treatment's rate would not be one, or nothing is to be
 * found.
 */
export function sampleSizeForRates(base: number, difference: number, plan: SamplePlan = {}): RateSampleSize | null {
  const other = base + difference;
  if (difference === 0 || !(base > 0 && base < 1 && other > 0 && other < 1)) return null;
  const { alpha = 0.05, power = 0.8, share = 0.5 } = plan;
  const middle = (1 - share) * base + share * other;
  // Variances of the difference, in units of one lead in all.
  const ifNone = (middle * (1 - middle)) / (share * (1 - share));
  const ifThere = (base * (1 - base)) / (1 - share) + (other * (1 - other)) / share;
  const [reach, luck] = [reachOf(1 - alpha), normalQuantile(power)];
  const leads = ((reach * Math.sqrt(ifNone) + luck * Math.sqrt(ifThere)) / difference) ** 2;
  return {
    ...parted(leads, share),
    sequential: parted(Math.max(leads, sequentialLeads(ifThere, difference, alpha, luck)), share),
  };
}

/**
 * How many leads it takes to find a difference of two means of one spread: the normal formula with Guenther's
 * correction, The American Statistician 35 (1981).
 */
export function sampleSizeForMeans(deviation: number, difference: number, plan: SamplePlan = {}): SampleSize | null {
  if (difference === 0 || !(deviation > 0)) return null;
  const { alpha = 0.05, power = 0.8, share = 0.5 } = plan;
  const reach = reachOf(1 - alpha);
  const leads = ((reach + normalQuantile(power)) * (deviation / difference)) ** 2 / (share * (1 - share));
  return parted(leads + reach ** 2 / 2, share);
}

function parted(leads: number, share: number): SampleSize {
  return { control: Math.ceil(leads * (1 - share)), treatment: Math.ceil(leads * share) };
}

/** The leads at which the confidence sequence leaves nought even with the bad luck that the power allows. */
function sequentialLeads(unit: number, difference: number, alpha: number, luck: number): number {
  const plan = { alpha, difference: Math.abs(difference) };
  const isEnough = (leads: number) => halfWidth(unit / leads, plan) + luck * Math.sqrt(unit / leads) <= plan.difference;
  let high = 1;
  while (!isEnough(high)) high *= 2;
  let low = high / 2;
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
