import { away, logExcess, stirlingError, tails } from "./gamma.ts";
import { logConcaveRoot } from "./log-concave-root.ts";

const MOST_TERMS = 1_000_000;
const LOG_TWO_PI = 1.8378770664093453;

/** A place between nought and one, said from both ends, so that neither loses digits. */
export type Place = { readonly x: number; readonly logX: number; readonly y: number; readonly logY: number };

/** The place x, with y = 1 − x where that is known better than by subtraction. */
export function placeAt(x: number, y = 1 - x): Place {
  return { x, logX: Math.log(x), y, logY: x < 0.5 ? Math.log1p(-x) : Math.log(y) };
}

/** The place whose log-odds are u. */
export function placeAtLogit(u: number): Place {
  const [small, large] = [Math.exp(-Math.abs(u)), 1 / (1 + Math.exp(-Math.abs(u)))];
  const [logSmall, logLarge] = [-Math.abs(u) - Math.log1p(small), -Math.log1p(small)];
  return u < 0
    ? { x: small * large, logX: logSmall, y: large, logY: logLarge }
    : { x: large, logX: logLarge, y: small * large, logY: logSmall };
}

/**
 * The logarithm of x^a·y^b / B(a, b), which is the density of the log-odds of a beta variable. Written as a distance
 * from the mean, after Loader (2000), so that counts of millions keep their digits.
 */
export function logBetaKernel({ x, logX, y, logY }: Place, a: number, b: number): number {
  const n = a + b;
  // x·n − a said from the end where fewer digits cancel.
  const over = x < 0.5 ? x * n - a : b - y * n;
  const parts = a * logExcess(over / a, logX - Math.log(a / n)) + b * logExcess(-over / b, logY - Math.log(b / n));
  return (
    parts + 0.5 * (Math.log(a) + Math.log(b / n) - LOG_TWO_PI) + stirlingError(n) - stirlingError(a) - stirlingError(b)
  );
}

/** Both tails of the beta distribution, by the continued fraction DLMF 8.17.22 (Lentz' method). */
export function betaTails(place: Place, a: number, b: number): ReturnType<typeof tails> {
  const { x, y, logX, logY } = place;
  if (logX === Number.NEGATIVE_INFINITY) return tails(logX, true);
  if (logY === Number.NEGATIVE_INFINITY) return tails(logY, false);
  const log = logBetaKernel(place, a, b);
  return x < (a + 1) / (a + b + 2)
    ? tails(log + Math.log(fraction(x, a, b) / a), true)
    : tails(log + Math.log(fraction(y, b, a) / b), false);
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b), a and b > 0, x between 0 and 1. */
export function betaLower(x: number, a: number, b: number): number {
  return betaTails(placeAt(x), a, b).lower;
}

/** The x at which I_x(a, b) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaQuantilePlace(p, a, b).x;
}

/** The log-odds of the x at which I_x(a, b) = p; `q` is 1 − p where that is known better than by subtraction. */
export function betaQuantileLogit(p: number, a: number, b: number, q = 1 - p): number {
  const lower = p <= 0.5;
  // The log-odds of a beta variable have a log-concave density, so both their tails are log-concave.
  return logConcaveRoot(
    (u) => {
      const place = placeAtLogit(u);
      const { logLower, logUpper } = betaTails(place, a, b);
      const value = lower ? logLower : logUpper;
      const slope = Math.exp(logBetaKernel(place, a, b) - value);
      return { value, slope: lower ? slope : -slope };
    },
    Math.log(lower ? p : q),
    Math.log(a / b),
  );
}

function betaQuantilePlace(p: number, a: number, b: number): Place {
  if (p <= 0) return placeAt(0);
  if (p >= 1) return placeAt(1);
  return placeAtLogit(betaQuantileLogit(p, a, b));
}
