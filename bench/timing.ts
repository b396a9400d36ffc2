/** One side of a comparison: does the whole work once. */
export type Work = () => void | Promise<void>;

const ROUNDS = 5;

async function secondsUntil(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The median time of five rounds, after one that does not count. */
export async function medianSeconds(work: Work): Promise<number> {
  await work();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await secondsUntil(work));
  return median(rounds);
}

export function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** The time of work on batches without the time in which each is made. */
export function secondsOfBatches(count: number, make: (from: number, to: number) => () => void): number {
  let seconds = 0;
  for (let from = 0; from < count; from += BATCH) seconds += secondsOf(make(from, Math.min(count, from + BATCH)));
  return seconds;
}

/** Events and leads come and are decoded so many at a time, as in the running product. */
const BATCH = 500;

/** The median of what five rounds say of their own time, after one that does not count. */
export function medianOf(round: () => number): number {
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

/** The fastest of many short rounds: what else a shared machine does misses some of them. */
export function fastestOf(rounds: number, round: () => number): number {
  return Math.min(...Array.from({ length: rounds }, round));
}

export type Duel = {
  readonly ours: number;
  readonly peer: number;
  /** How many times as fast ours is. */
  readonly ratio: number;
};

/**
 * Ours and a peer by turns, five rounds each, so that what else the machine does hits both. The
 * ratio is the median of the rounds' ratios. Whoever calls has let both work before.
 */
export async function duel(ours: Work, peer: Work): Promise<Duel> {
  const rounds: Duel[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const own = await secondsUntil(ours);
    const other = await secondsUntil(peer);
    rounds.push({ ours: own, peer: other, ratio: other / own });
  }
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    peer: median(rounds.map(({ peer }) => peer)),
    ratio: median(rounds.map(({ ratio }) => ratio)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
