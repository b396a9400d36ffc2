import { type Answer, missingOf, notEnough } from "../answer.ts";
import { quadraticForm } from "../numbers/quadratic-form.ts";
import { chiSquareTail } from "../numbers/tails.ts";
import type { Wait } from "./wait.ts";

export type LogRank = {
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
  /** Ends seen and ends expected were all groups alike, group by group. */
  readonly groups: readonly { readonly ended: number; readonly expected: number }[];
};

/**
 * Whether groups of leads wait differently: Mantel, Cancer Chemotherapy Reports 50 (1966), for any number of groups
 * (Peto & Peto 1972), with the hypergeometric variance for ties.
 */
export function logRank(groups: readonly (readonly Wait[])[]): Answer<LogRank> {
  const waits = groups.flatMap((own, group) => own.map((wait) => ({ ...wait, group }))).sort((a, b) => a.time - b.time);
  const missing = missingOf(
    { what: "groups", needed: 2, found: groups.filter((own) => own.length > 0).length },
    { what: "converted", needed: 1, found: waits.filter(({ ended }) => ended).length },
  );
  if (missing.length > 0) return notEnough(...missing);

  const atRisk = groups.map((own) => own.length);
  const ended = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const variance = groups.map(() => groups.map(() => 0));
  for (let i = 0; i < waits.length; ) {
    const now = [...atRisk];
    const all = waits.length - i;
    const time = waits[i]?.time;
    let ends = 0;
    for (let wait = waits[i]; wait?.time === time && wait; wait = waits[++i]) {
      const { group } = wait;
      atRisk[group] = (atRisk[group] as number) - 1;
      if (!wait.ended) continue;
      ended[group] = (ended[group] as number) + 1;
      ends++;
    }
    addExpected({ now, all, ends }, expected, variance);
  }
  return { enough: true, ...tested(ended, expected, variance) };
}

type Table = { readonly now: readonly number[]; readonly all: number; readonly ends: number };

function addExpected({ now, all, ends }: Table, expected: number[], variance: number[][]): void {
  const spread = all > 1 ? (ends * (all - ends)) / (all - 1) : 0;
  for (const [i, own] of now.entries()) {
    const share = own / all;
    expected[i] = (expected[i] as number) + ends * share;
    const row = variance[i] as number[];
    for (const [j, other] of now.entries()) {
      row[j] = (row[j] as number) + spread * share * ((i === j ? 1 : 0) - other / all);
    }
  }
}

/** One group always follows from the others, so the rank is at most one less than there are groups. */
function tested(
  ended: readonly number[],
  expected: readonly number[],
  variance: readonly (readonly number[])[],
): LogRank {
  const over = ended.map((own, i) => own - (expected[i] as number));
  const { value, rank } = quadraticForm(variance, over);
  return {
    chiSquare: value,
    degrees: rank,
    p: rank === 0 ? 1 : chiSquareTail(value, rank),
    groups: ended.map((own, i) => ({ ended: own, expected: expected[i] as number })),
  };
}
