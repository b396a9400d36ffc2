import type { Decay } from "@plumbline/phrases";
import { fadingOf, weightAt } from "@plumbline/scoring";

const WHOLE = 1_000_000;
const MOST_DAYS = 3650;

/** What is left of points by their age, from today to the day on which the shape has been seen: shares from 0 to 1. */
export function decayShape(decay: Decay | undefined): readonly number[] {
  // A length of time that is being typed is none yet.
  if (!spansOf(decay).every((span) => /^[1-9]\d{0,4}[dw]$/.test(span))) return [];
  try {
    const fading = fadingOf(decay as Parameters<typeof fadingOf>[0]);
    const days = horizonOf(decay, fading.weights.length);
    return Array.from({ length: days + 1 }, (_, age) => weightAt(fading, age) / WHOLE);
  } catch {
    // Longer than any decay may be.
    return [];
  }
}

function spansOf(decay: Decay | undefined): readonly string[] {
  if (typeof decay !== "object") return [];
  return "steps" in decay ? decay.steps.map(({ after }) => after) : Object.values(decay);
}

function horizonOf(decay: Decay | undefined, length: number): number {
  if (length === 0) return 90;
  // A half-life is tabled until nothing is left; four of them show the shape.
  const isHalfLife = typeof decay === "object" && "halfLife" in decay;
  return Math.min(MOST_DAYS, Math.ceil(isHalfLife ? (length / 21) * 4 : length * 1.2));
}
