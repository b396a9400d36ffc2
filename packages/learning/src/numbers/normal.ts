import { gammaUpper } from "./gamma.ts";

const ROOT_TWO_PI = 2.5066282746310002;

/** The probability that a standard normal variable is below z: ½·Q(½, z²/2) (DLMF 7.11.2). */
export function normalCdf(z: number): number {
  return z < 0 ? gammaUpper(0.5, (z * z) / 2) / 2 : 1 - gammaUpper(0.5, (z * z) / 2) / 2;
}

/** The chance of a standard normal variable at least as far from nought as z: the two-sided p-value. */
export function normalTwoSided(z: number): number {
  return gammaUpper(0.5, (z * z) / 2);
}

/**
 * The z below which a standard normal variable lies with probability p (Abramowitz & Stegun 26.2.23, then Halley's
 * method).
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3) - t;
  for (let round = 0; round < 4; round++) {
    const miss = (normalCdf(z) - p) * ROOT_TWO_PI * Math.exp((z * z) / 2);
    z -= miss / (1 + (z * miss) / 2);
  }
  return z;
}

/** How many standard errors an interval of this level reaches to each side. */
export function reachOf(level: number): number {
  return -normalQuantile((1 - level) / 2);
}
