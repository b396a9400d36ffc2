/** One side of a comparison: does the whole work once. */
export type Work = () => void | Promise<void>;

const ROUNDS = 5;

async function secondsOf(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The median time of five rounds, after one that does not count. */
export async function medianSeconds(work: Work): Promise<number> {
  await work();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await secondsOf(work));
  return median(rounds);
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
    const own = await secondsOf(ours);
    const other = await secondsOf(peer);
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
