const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait before each attempt, as Standard Webhooks recommends; ms. */
const PAUSES = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** How much longer it may be: what failed together does not come back together. */
const JITTER = 0.2;
/** Nobody is waited for longer than this, whatever they ask. */
const MOST = 24 * HOUR;

/**
 * Ms until the next attempt, after so many; undefined when that was the last one. `after`: what the receiver asks
 * for, in ms. `random` is in [0, 1).
 */
export function pauseAfter(attempts: number, after: number | undefined, random: number): number | undefined {
  const pause = PAUSES[attempts];
  if (pause === undefined) return undefined;
  return Math.max(pause * (1 + JITTER * random), Math.min(after ?? 0, MOST));
}
