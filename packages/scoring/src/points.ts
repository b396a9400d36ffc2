/**
 * Points are integers of hundredths: 60.5 points are 6050. Every sum of points is exact while it
 * stays below 2^53, and every place that multiplies goes through `mulDiv`.
 */
export type Points = number;

/** Weights of decay and other fractions are integers of 10⁻⁶: 0.5 is 500000. */
export const ONE = 1_000_000;

/** A model's points may not be larger than this, in points. */
export const MAX_POINTS = 1_000_000;

/**
 * `60.5` → 6050, rounding half away from zero to the hundredth. 1.005 × 100 is 100.49999999999999 to
 * the machine and 100.5 to whoever wrote it: near a half, the number as it is written decides.
 */
export function toPoints(decimal: number): Points {
  const hundredths = decimal * 100;
  const fromHalf = Math.abs(Math.abs(hundredths % 1) - 0.5);
  return roundHalfAway(fromHalf < 1e-9 + Math.abs(hundredths) * 1e-15 ? Number(`${decimal}e2`) : hundredths);
}

/** 6050 → `60.5`: the nearest double, as JSON and people write it. */
export function fromPoints(points: Points): number {
  return points / 100;
}

/** Rounds a finite number to an integer, halves away from zero. */
export function roundHalfAway(x: number): number {
  return x < 0 ? 0 - Math.floor(0.5 - x) : Math.floor(x + 0.5);
}

/** Rounds points to a multiple of `unit` (100 for whole points), halves away from zero. */
export function roundTo(points: Points, unit: number): Points {
  if (unit === 1) return points;
  const rest = Math.abs(points) % unit;
  if (rest === 0) return points;
  const toZero = points - (points < 0 ? -rest : rest);
  if (2 * rest < unit) return toZero;
  return points < 0 ? toZero - unit : toZero + unit;
}

/**
 * `a × b ÷ divisor` rounded to a multiple of `unit`, halves away from zero, exact for any integers
 * that are themselves below 2^53: the product is taken in BigInt where a double cannot hold it.
 */
export function mulDiv(a: number, b: number | bigint, divisor: number, unit: number): number {
  const product = a * Number(b);
  const step = divisor * unit;
  if (
    typeof b === "number" &&
    Math.abs(product) <= Number.MAX_SAFE_INTEGER / 4 &&
    step <= Number.MAX_SAFE_INTEGER / 4
  ) {
    const size = Math.abs(product);
    // So far below 2^53 a quotient never rounds up to a whole number; `%` is several times slower.
    const whole = Math.floor(size / step);
    const rest = size - whole * step;
    const rounded = (2 * rest >= step ? whole + 1 : whole) * unit;
    return product < 0 ? 0 - rounded : rounded;
  }
  const exact = BigInt(a) * BigInt(b);
  const size = exact < 0n ? -exact : exact;
  const bigStep = BigInt(divisor) * BigInt(unit);
  const rounded = Number(((2n * size + bigStep) / (2n * bigStep)) * BigInt(unit));
  return exact < 0n ? 0 - rounded : rounded;
}
