import { logConcaveRoot } from "./log-concave-root.ts";

/**
 * Lanczos' series for g = 7, n = 9: Godfrey, "A note on the computation of the convergent Lanczos complex Gamma
 * approximation" (2001).
 */
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.9189385332046727;
const SMALLEST = 1e-300;
const MOST_TERMS = 1_000_000;

/** The logarithm of the gamma function of a positive number. */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const series = LANCZOS.reduce((total, term, i) => total + term / (x + i), 0.9999999999998099);
  return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/**
 * What Stirling's formula leaves out: logΓ(x) − [(x − ½)·log x − x + ½·log 2π]. With it, densities of large
 * counts keep their digits: Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
 */
export function stirlingError(x: number): number {
  if (x < 10) return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
  const square = 1 / (x * x);
  return (
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) /
    x
  );
}

/**
 * log(1 + t) − t without cancellation near nought; `logOfRatio` is log(1 + t), for a t that is too near −1 to say it.
 */
export function logExcess(t: number, logOfRatio = Math.log1p(t)): number {
  if (Math.abs(t) > 0.3) return logOfRatio - t;
  // log(1 + t) = 2·artanh(r) with r = t / (2 + t), and 2r − t = −t·r.
  const r = t / (2 + t);
  const square = r * r;
  let power = (2 * r * square) / 3;
  let total = -t * r + power;
  for (let n = 5; Math.abs(power) > 1e-18 * Math.abs(total); n += 2) {
    power *= (square * (n - 2)) / n;
    total += power;
  }
  return total;
}

type Tails = { readonly logLower: number; readonly lower: number; readonly logUpper: number; readonly upper: number };

/**
 * Both tails of the gamma distribution of shape a and rate 1 (DLMF 8.11.4 and 8.9.2 by Lentz' method),
 * with the logarithm of x, which says more than x where that underflows.
 */
function gammaTails(a: number, x: number, logX = Math.log(x)): Tails {
  if (logX === Number.NEGATIVE_INFINITY) return tails(logX, true);
  if (x === Number.POSITIVE_INFINITY) return tails(Number.NEGATIVE_INFINITY, false);
  const log = logKernel(a, x, logX);
  return x < a + 1 ? tails(log + Math.log(lowerSeries(a, x)), true) : tails(log + Math.log(upperFraction(a, x)), false);
}

/** x^a·e^−x / Γ(a), its logarithm. */
function logKernel(a: number, x: number, logX: number): number {
  const ratio = x / a - 1;
  return (
    a * logExcess((x - a) / a, ratio > -0.5 ? Math.log1p(ratio) : logX - Math.log(a)) +
    0.5 * Math.log(a) -
    HALF_LOG_TWO_PI -
    stirlingError(a)
  );
}

export function tails(log: number, lowerIsKnown: boolean): Tails {
  const known = Math.exp(Math.min(log, 0));
  const logOther = Math.log1p(-known);
  return lowerIsKnown
    ? { logLower: log, lower: known, logUpper: logOther, upper: 1 - known }
    : { logLower: logOther, lower: 1 - known, logUpper: log, upper: known };
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    total += term;
    if (term < total * 1e-17) break;
  }
  return total;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / away(factor * d + b);
    c = away(b + factor / c);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

/** Lentz' method must not divide by nought. */
export function away(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

/** The regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0. */
export function gammaLower(a: number, x: number): number {
  return gammaTails(a, x).lower;
}

/** The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact in its own tail. */
export function gammaUpper(a: number, x: number): number {
  return gammaTails(a, x).upper;
}

/** The x at which P(a, x) = p. */
export function gammaQuantile(a: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const lower = p <= 0.5;
  const target = lower ? Math.log(p) : Math.log1p(-p);
  // The logarithm of a gamma variable has a log-concave density, so both its tails are log-concave.
  const found = logConcaveRoot(
    (u) => {
      const x = Math.exp(u);
      const { logLower, logUpper } = gammaTails(a, x, u);
      const value = lower ? logLower : logUpper;
      const slope = Math.exp(logKernel(a, x, u) - value);
      return { value, slope: lower ? slope : -slope };
    },
    target,
    // Of a small shape the upper tail is nearly flat about its middle, and one step from there leads out of all
    // numbers. It is at most e^−x where a is at most 1.
    Math.log(lower ? a : Math.max(a, -target)),
  );
  return Math.exp(found);
}
