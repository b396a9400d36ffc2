import { bandOn, type CompiledModel, type Day, type Score, score, totalOf, type Unscored } from "@plumbline/scoring";
import type { Candidate } from "./gather.ts";

export type Ranked = {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly verdict: Score;
  /** Where the lead is, with what went before; null below every band. */
  readonly band: string | null;
};
export type Ranking = {
  /** Highest first; who has the same total is in the order of ids. */
  readonly ranked: readonly { readonly candidate: Candidate; readonly total: number }[];
  readonly unscored: readonly Candidate[];
};

/** Scores everybody, the totals first: only what is shown is explained. */
export function rank(compiled: CompiledModel, candidates: readonly Candidate[], today: Day): Ranking {
  const ranked: { candidate: Candidate; total: number }[] = [];
  const unscored: Candidate[] = [];
  for (const candidate of candidates) {
    const total = totalOf(compiled, candidate.facts, today);
    if (total === undefined) unscored.push(candidate);
    else ranked.push({ candidate, total });
  }
  ranked.sort((a, b) => b.total - a.total || (a.candidate.id < b.candidate.id ? -1 : 1));
  return { ranked, unscored };
}

/** The full verdicts of the first `top`, one at a time. */
export function* explained(compiled: CompiledModel, { ranked }: Ranking, today: Day, top: number): Generator<Ranked> {
  for (const [i, { candidate }] of ranked.entries()) {
    if (i >= top) return;
    const verdict = score(compiled, candidate.facts, today);
    const band = bandOn(compiled, candidate.facts, today)?.band ?? null;
    if (verdict.scored) yield { candidate, rank: i + 1, verdict, band };
  }
}

export function whyUnscored(compiled: CompiledModel, { facts }: Candidate, today: Day): Unscored | undefined {
  const verdict = score(compiled, facts, today);
  return verdict.scored ? undefined : verdict;
}
