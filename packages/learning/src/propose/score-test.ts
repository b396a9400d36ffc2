import { solve } from "../logistic/cholesky.ts";
import { type Design, type LogisticFit, rowMargin } from "../logistic/fit-logistic.ts";
import { normalCdf } from "../numbers/normal.ts";
import type { Column } from "./rule-terms.ts";

/** What is already explained, and what of it is left to explain. */
export type Explained = {
  readonly design: Design;
  readonly fit: LogisticFit;
  readonly chance: Float64Array;
  readonly label: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
};

export function explainedBy(
  design: Design,
  fit: LogisticFit,
  label: ArrayLike<number>,
  weight: ArrayLike<number>,
): Explained {
  const chance = new Float64Array(design.rows);
  for (let row = 0; row < design.rows; row++)
    chance[row] = 1 / (1 + Math.exp(-rowMargin(design, row, fit.coefficients)));
  return { design, fit, chance, label, weight };
}

export type ScoreTest = {
  /** In standard errors: above nought where more converted than is explained. */
  readonly z: number;
  /** About how much it adds to the log-odds, by one step. */
  readonly effect: number;
  /** Rows that count and in which it is not nought. */
  readonly rows: number;
  readonly converted: number;
  /** How many of them would have converted by what is explained. */
  readonly expected: number;
};

/**
 * Whether a column tells something besides what is explained: the efficient score test, which needs no fit of its own
 * (Rao 1948; Cox & Hinkley, "Theoretical Statistics", 9.3).
 */
export function scoreTest({ design, fit, chance, label, weight }: Explained, { rows, values }: Column): ScoreTest {
  const size = design.terms + 1;
  const shared = new Float64Array(size);
  let [score, information, count, converted, expected] = [0, 0, 0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const own = weight[row] as number;
    if (own === 0) continue;
    const [x, p, y] = [values[i] as number, chance[row] as number, label[row] as number];
    score += own * x * (y - p);
    const bend = own * x * p * (1 - p);
    information += bend * x;
    const end = design.start[row + 1] as number;
    for (let at = design.start[row] as number; at < end; at++) {
      const j = design.term[at] as number;
      shared[j] = (shared[j] as number) + bend * (design.value[at] as number);
    }
    shared[size - 1] = (shared[size - 1] as number) + bend;
    count += own;
    converted += own * y;
    expected += own * p;
  }
  const solved = solve(fit.factor, size, shared);
  const left = information - shared.reduce((sum, own, j) => sum + own * (solved[j] as number), 0);
  const isTold = left > 1e-6 * information && information > 0;
  return {
    z: isTold ? score / Math.sqrt(left) : 0,
    effect: isTold ? score / left : 0,
    rows: count,
    converted,
    expected,
  };
}

/** Above so many, the normal curve is near enough. */
const MANY = 30;

/**
 * How likely it is, without any effect, that a column is at least so far on the side on which it was found elsewhere.
 * Where few are expected to convert, no surer than by counting: the tail of a sum of unequal chances, exactly.
 */
export function oneSided(explained: Explained, column: Column, side: 1 | -1): number {
  const test = scoreTest(explained, column);
  if (test.rows === 0) return 1;
  const byScore = normalCdf(-side * test.z);
  const isOnes = column.values.every((value) => value === 1);
  return isOnes && test.expected < MANY ? Math.max(byScore, byCount(explained, column, test.converted, side)) : byScore;
}

function byCount({ chance, weight }: Explained, { rows }: Column, converted: number, side: 1 | -1): number {
  // Up to as many as can matter; the last entry is all above.
  const most = Math.max(converted, MANY) + 100;
  const share = new Float64Array(most + 1);
  share[0] = 1;
  for (const row of rows) {
    if (weight[row] === 0) continue;
    const p = chance[row] as number;
    share[most] = (share[most] as number) + p * (share[most - 1] as number);
    for (let k = most - 1; k > 0; k--) share[k] = (1 - p) * (share[k] as number) + p * (share[k - 1] as number);
    share[0] = (1 - p) * (share[0] as number);
  }
  let tail = 0;
  if (side > 0) for (let k = converted; k <= most; k++) tail += share[k] as number;
  else for (let k = 0; k <= converted; k++) tail += share[k] as number;
  return Math.min(1, tail);
}
