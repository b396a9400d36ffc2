/** How long something was waited for: until it came (`ended`), or until the observation stopped without it. */
export type Wait = { readonly time: number; readonly ended: boolean };

/** What happened to the waits at one time. */
export type Moment = { readonly time: number; readonly atRisk: number; readonly ended: number };

/**
 * The times at which waits ended, rising, with how many were still waiting just before; waits that stop then still
 * count.
 */
export function momentsOf(waits: readonly Wait[]): readonly Moment[] {
  const sorted = waits.toSorted((a, b) => a.time - b.time);
  const moments: Moment[] = [];
  for (let i = 0; i < sorted.length; ) {
    const { time } = sorted[i] as Wait;
    const atRisk = sorted.length - i;
    let ended = 0;
    for (; sorted[i]?.time === time; i++) if (sorted[i]?.ended) ended++;
    if (ended > 0) moments.push({ time, atRisk, ended });
  }
  return moments;
}
