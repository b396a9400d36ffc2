/**
 * Where a rising function crosses nought between two places, by the Illinois method (Dowell & Jarratt, BIT 11, 1971).
 */
export function bracketedRoot(f: (x: number) => number, from: number, to: number, tolerance: number): number {
  const low = { x: from, value: f(from) };
  const high = { x: to, value: f(to) };
  if (low.value >= 0) return low.x;
  if (high.value <= 0) return high.x;
  let last = low;
  for (let round = 0; high.x - low.x > tolerance; round++) {
    const secant = (low.x * high.value - high.x * low.value) / (high.value - low.value);
    // A third of the rounds halve, so that flat stretches are left behind.
    const x = round % 3 === 2 ? (low.x + high.x) / 2 : secant;
    const value = f(x);
    if (value === 0 || round > 200) return x;
    const [moved, kept] = value < 0 ? [low, high] : [high, low];
    if (last === moved) kept.value /= 2;
    Object.assign(moved, { x, value });
    last = moved;
  }
  return (low.x + high.x) / 2;
}
