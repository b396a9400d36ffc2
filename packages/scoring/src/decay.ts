import type { Decay } from "./model/model-schema.ts";
import { readDays } from "./model/strict.ts";
import { ONE, roundHalfAway } from "./points.ts";

/** How much of an occurrence is left by its age in days, in 10⁻⁶. Never rises with age. */
export type Fading = {
  /** The weight at each age; from its end on, `tail`. */
  readonly weights: Int32Array;
  readonly tail: number;
};

const NO_DECAY: Fading = { weights: new Int32Array(0), tail: ONE };

/** The weights of a decay; undefined and `none` keep everything. */
export function fadingOf(decay: Decay | undefined): Fading {
  if (decay === undefined || decay === "none") return NO_DECAY;
  if ("halfLife" in decay) return halfLife(readDays(decay.halfLife));
  if ("expires" in decay) return { weights: new Int32Array(readDays(decay.expires)).fill(ONE), tail: 0 };
  if ("linear" in decay) {
    const days = readDays(decay.linear);
    return {
      weights: Int32Array.from({ length: days }, (_, age) => roundHalfAway((ONE * (days - age)) / days)),
      tail: 0,
    };
  }
  const steps = decay.steps.map(({ after, keep }) => ({ after: readDays(after), keep: roundHalfAway(keep * ONE) }));
  const last = steps.at(-1) as (typeof steps)[number];
  const weights = new Int32Array(last.after).fill(ONE);
  for (const { after, keep } of steps) weights.fill(keep, after);
  return { weights, tail: last.keep };
}

/** What is left at an age of so many days. */
export function weightAt({ weights, tail }: Fading, age: number): number {
  return age < weights.length ? (weights[age] as number) : tail;
}

const halfLives = new Map<number, Fading>();

function halfLife(days: number): Fading {
  let fading = halfLives.get(days);
  if (!fading) {
    fading = { weights: Int32Array.from({ length: 21 * days }, (_, age) => halfLifeWeight(age, days)), tail: 0 };
    if (halfLives.size >= 64) halfLives.clear();
    halfLives.set(days, fading);
  }
  return fading;
}

/**
 * 10⁶ × 2^(−age/days), rounded to the nearest integer: the same on every machine, although
 * `Math.pow` need not be. A double is right to many digits, so it decides wherever the value is not
 * within 10⁻⁶ of a half; there, integers decide: x > k + ½ ⇔ (2·10⁶)^days > (2k+1)^days · 2^age.
 */
export function halfLifeWeight(age: number, days: number): number {
  if (age % days === 0) return roundHalfAway(ONE / 2 ** (age / days));
  const x = ONE * 2 ** (-age / days);
  const below = Math.floor(x);
  const beyondHalf = x - below - 0.5;
  if (Math.abs(beyondHalf) > 1e-6) return beyondHalf > 0 ? below + 1 : below;
  const size = BigInt(days);
  const isAbove = (2n * BigInt(ONE)) ** size > BigInt(2 * below + 1) ** size * 2n ** BigInt(age);
  return isAbove ? below + 1 : below;
}
