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

/** Makes the work on the items from one to another. */
type Make = (from: number, to: number) => Work;

/**
 * How many times as long as ours a peer takes for the same items: by turns, batch by batch, so that what else the
 * machine does hits both; the median of five rounds, after one that does not count.
 */
export async function duel(count: number, ours: Make, peer: Make): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    let [own, other] = [0, 0];
    for (let from = 0; from < count; from += BATCH) {
      const to = Math.min(count, from + BATCH);
      own += await secondsUntil(ours(from, to));
      other += await secondsUntil(peer(from, to));
    }
    if (round > 0) rounds.push(other / own);
  }
  return median(rounds);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
