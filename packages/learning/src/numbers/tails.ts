import { betaQuantileLogit, betaTails, placeAt } from "./beta.ts";
import { gammaUpper } from "./gamma.ts";

/** The chance of a chi-square variable of at least x (DLMF 8.2.4). */
export function chiSquareTail(x: number, degrees: number): number {
  return gammaUpper(degrees / 2, Math.max(x, 0) / 2);
}

/**
 * The chance of a Student variable at least as far from nought as t: I_x(ν/2, ½), x = ν / (ν + t²) (Abramowitz &
 * Stegun 26.7.1).
 */
export function studentTwoSided(t: number, degrees: number): number {
  const all = degrees + t * t;
  return betaTails(placeAt(degrees / all, (t * t) / all), degrees / 2, 0.5).lower;
}

/** The t that a Student variable exceeds in absolute value with the chance p, 0 < p < 1. */
export function studentTwoSidedQuantile(p: number, degrees: number): number {
  return Math.sqrt(degrees * Math.exp(-betaQuantileLogit(p, degrees / 2, 0.5)));
}
