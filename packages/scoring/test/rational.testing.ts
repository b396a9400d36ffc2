/** Exact fractions, for a reference that must not share the product's arithmetic. The divisor is positive. */
export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };

export const whole = (n: number | bigint): Rational => ({ n: BigInt(n), d: 1n });

/** The number as it is written: 0.1 is one tenth. */
export function written(x: number): Rational {
  const [digits = "0", exponent = "0"] = String(x).split("e");
  const [before = "0", after = ""] = digits.split(".");
  const n = BigInt(before + after);
  const power = Number(exponent) - after.length;
  return power < 0 ? { n, d: 10n ** BigInt(-power) } : { n: n * 10n ** BigInt(power), d: 1n };
}

export const plus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Rational, b: Rational): Rational => plus(a, { n: -b.n, d: b.d });
export const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Rational, b: Rational): Rational =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
export const sum = (all: Iterable<Rational>): Rational => [...all].reduce(plus, ZERO);

/** Negative, zero or positive, as a is smaller than, equal to or larger than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function clamp(x: Rational, low: Rational, high: Rational): Rational {
  if (compare(x, low) < 0) return low;
  return compare(x, high) > 0 ? high : x;
}

/** The nearest integer, halves away from zero. */
export function rounded({ n, d }: Rational): bigint {
  const size = n < 0n ? -n : n;
  const nearest = (2n * size + d) / (2n * d);
  return n < 0n ? -nearest : nearest;
}
