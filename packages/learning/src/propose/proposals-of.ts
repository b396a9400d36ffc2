import { type CompiledModel, formatDay } from "@plumbline/scoring";
import type { MomentTable, Stand } from "../moment/moment-table.ts";
import { LEVEL } from "../numbers/interval.ts";
import { arrivalsOf, totalsOf } from "../study/totals.ts";
import { scoredMoments } from "../study/truth-of.ts";
import type { Candidates } from "./candidate.ts";
import { slicesOf } from "./change-of.ts";
import type { Proposal, Proposals, Silence, ThresholdGoal } from "./proposal.ts";
import { thresholdsProposal } from "./propose-thresholds.ts";
import { weigh } from "./weigh.ts";

export type ProposeOptions = {
  readonly compiled: CompiledModel;
  /** What the plan's probe was made of. */
  readonly candidates: Candidates;
  /** The place of the model in the plan; the first unless said. */
  readonly at?: number;
  /** What thresholds are asked for; without it, none are proposed. */
  readonly goal?: ThresholdGoal | undefined;
  /** Whose start; the highest band by points unless said. */
  readonly band?: string | undefined;
  readonly seed?: number;
  /** How often intervals cover the truth: .95. */
  readonly level?: number;
};

/**
 * What history would change in a model. Points: see `fitScorecard`. New rules and the profile: looked for on the older
 * moments, asked of the newest, with Benjamini & Hochberg's control over all that was asked of each kind by itself.
 * Nothing is proposed of which the interval contains what is there. The order of leads does not matter.
 */
export function proposalsOf(table: MomentTable, options: ProposeOptions): Proposals {
  const { compiled, candidates, at = 0, level = LEVEL } = options;
  const moments = scoredMoments(table, [at]);
  const stands = moments.map(({ stands: own }) => own[at] as Stand);
  const converted = Uint8Array.from(moments, (moment) => moment.converted);
  const slices = slicesOf(moments);
  const found = weigh({ compiled, candidates, moments, stands, converted, slices, level });
  const thresholds = options.goal
    ? thresholdsProposal(compiled, moments, stands, totalsOf(moments, at, arrivalsOf(table, at)), {
        ...{ ...options, goal: options.goal, seed: options.seed ?? 1, level },
      })
    : ({ because: "not-asked" } as const);
  const first = moments[slices.newest[0] ?? -1];
  const byKind: Readonly<Record<Proposal["kind"], readonly Proposal[] | Silence>> = {
    ...found.byKind,
    thresholds: "because" in thresholds ? thresholds : [thresholds],
  };
  const entries = Object.entries(byKind) as [Proposal["kind"], readonly Proposal[] | Silence][];
  return {
    proposals: entries.flatMap(([, own]) => ("because" in own ? [] : own)),
    silent: Object.fromEntries(entries.filter(([, own]) => "because" in own)),
    leads: moments.length,
    converted: converted.reduce((sum, own) => sum + own, 0),
    newest: {
      leads: slices.newest.length,
      converted: slices.newest.reduce((sum, row) => sum + (converted[row] as number), 0),
      from: first === undefined ? null : formatDay(first.day),
    },
    ...found.figures,
  };
}
