/** Leads put in order by score. Leads of one score are one step: nothing depends on the order in which they came. */
export type Ranking = {
  /** The different scores, falling. */
  readonly steps: Float64Array;
  /** The step of each lead. */
  readonly stepOf: Uint32Array;
};

export function rank(scores: ArrayLike<number>): Ranking {
  const rising = new Float64Array(scores).sort();
  const steps = new Float64Array(rising.length);
  let count = 0;
  for (let i = rising.length - 1; i >= 0; i--) {
    const score = rising[i] as number;
    // === and not Object.is: −0 and 0 are one score.
    if (count === 0 || score !== steps[count - 1]) steps[count++] = score;
  }
  const own = steps.slice(0, count);
  const stepOf = new Uint32Array(scores.length);
  for (let i = 0; i < stepOf.length; i++) stepOf[i] = stepAt(own, scores[i] as number);
  return { steps: own, stepOf };
}

/** The first step whose score is not above this one. */
function stepAt(steps: Float64Array, score: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as number) > score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many leads lie on each step; with `weights`, a lead counts that often. */
export function countBySteps({ steps, stepOf }: Ranking, weights?: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(steps.length);
  for (let i = 0; i < stepOf.length; i++) {
    const step = stepOf[i] as number;
    counts[step] = (counts[step] as number) + (weights ? (weights[i] as number) : 1);
  }
  return counts;
}

/**
 * The slice of each lead when leads are cut into `count` slices of about one size, the best scores in slice 0.
 * A step is never cut: it goes where its middle lies, so slices of tied scores differ in size and may be empty.
 */
export function slices(ranking: Ranking, count: number): Uint32Array {
  const leads = ranking.stepOf.length;
  let before = 0;
  const sliceOf = countBySteps(ranking).map((own) => {
    const middle = before + own / 2;
    before += own;
    return Math.min(count - 1, Math.floor((count * middle) / leads));
  });
  return ranking.stepOf.map((step) => sliceOf[step] as number);
}
