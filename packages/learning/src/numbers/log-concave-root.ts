/**
 * Where a rising log-concave tail reaches `target`. `logTail` gives the logarithm of the tail and its slope at u.
 * The logarithm is concave, so Newton's method from the left of the root climbs to it without overshooting,
 * and from the right needs one step to be on the left: no bracket is needed.
 */
export function logConcaveRoot(
  logTail: (u: number) => { readonly value: number; readonly slope: number },
  target: number,
  start: number,
): number {
  let u = start;
  for (let round = 0; round < 200; round++) {
    const { value, slope } = logTail(u);
    const step = (target - value) / slope;
    if (!Number.isFinite(step)) return u;
    u += step;
    if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(u))) return u;
  }
  return u;
}
