import { type CompiledModel, fromPoints, type Points, quickDigest } from "@plumbline/scoring";
import type { Answer } from "../answer.ts";
import type { Moment, MomentTable, Stand } from "../moment/moment-table.ts";
import { type Interval, LEVEL, normalInterval, type Rate, wilson } from "../numbers/interval.ts";
import { cutsOfTotals } from "../threshold/choose-from-totals.ts";
import { bestEntry } from "../threshold/goal.ts";
import { type AucDifference, compareAuc } from "../truth/auc.ts";
import type { Totals } from "./totals.ts";
import { scoredMoments, type Truth, type TruthOptions, truthOf } from "./truth-of.ts";

/** A draft beside the version that is live, on the same moments. */
export type Backtest = {
  readonly live: Truth;
  readonly draft: Truth;
  /** Leads that both models score, on whom the rest is worked out. */
  readonly paired: number;
  /** Draft minus live, by DeLong's paired test. */
  readonly auc: Answer<AucDifference>;
  readonly handOver: HandOver | null;
};

/** Who would have been handed over, as many by each model, and who of them converted. */
export type HandOver = {
  /**
   * How many; as many as the live model has from the total on at which leads come in a week as sales can work, or as it
   * has in its highest band.
   */
  readonly leads: number;
  readonly by: "capacity" | "highest-band";
  readonly live: Chosen;
  readonly draft: Chosen;
  /** By both, by one alone; and how many of them converted. */
  readonly both: Count;
  readonly liveOnly: Count;
  readonly draftOnly: Count;
  /** Conversion of those the draft chose less that of those the live model chose. */
  readonly difference: { readonly difference: number; readonly interval: Interval };
  /** Some of those whom only one of them chose, those who converted first. */
  readonly someLiveOnly: readonly ChosenLead[];
  readonly someDraftOnly: readonly ChosenLead[];
};

type Chosen = { readonly lowest: number; readonly converted: number; readonly conversion: Rate };
type Count = { readonly leads: number; readonly converted: number };
type ChosenLead = { readonly id: string; readonly converted: boolean };

export type BacktestOptions = {
  readonly live: CompiledModel;
  readonly draft: CompiledModel;
  /** How many leads sales can work in a week. */
  readonly perWeek?: number | undefined;
  readonly isProbability?: boolean;
  readonly level?: number;
};

const SOME = 50;

/** The live model is the first of the plan, the draft the second. */
export function backtestOf(table: MomentTable, options: BacktestOptions): Backtest {
  const { live, draft, level = LEVEL, isProbability = false } = options;
  const both = scoredMoments(table, [0, 1]);
  const totals = [0, 1].map((at) => Float64Array.from(both, ({ stands }) => (stands[at] as Stand).total));
  const converted = Uint8Array.from(both, ({ converted: own }) => own);
  const shared: Omit<TruthOptions, "at" | "compiled"> = { isProbability, level };
  const ofLive = truthOf(table, { ...shared, at: 0, compiled: live });
  return {
    live: ofLive,
    draft: truthOf(table, { ...shared, at: 1, compiled: draft }),
    paired: both.length,
    auc: compareAuc(totals[0] as Float64Array, totals[1] as Float64Array, converted, level),
    handOver: handOverOf(both, ofLive.totals, options, level),
  };
}

function handOverOf(
  both: readonly Moment[],
  totals: Totals,
  { live, perWeek }: BacktestOptions,
  level: number,
): HandOver | null {
  const by = perWeek === undefined ? "highest-band" : "capacity";
  const count = perWeek === undefined ? inHighest(both, live) : withinCapacity(both, totals, perWeek);
  if (count === 0) return null;
  const [own, other] = [best(both, 0, count), best(both, 1, count)];
  const [liveIds, draftIds] = [new Set(own), new Set(other)];
  const shared = own.filter((one) => draftIds.has(one));
  const [liveOnly, draftOnly] = [own.filter((one) => !draftIds.has(one)), other.filter((one) => !liveIds.has(one))];
  return {
    ...{ leads: count, by },
    live: chosenBy(own, 0, level),
    draft: chosenBy(other, 1, level),
    both: countOf(shared),
    liveOnly: countOf(liveOnly),
    draftOnly: countOf(draftOnly),
    difference: differenceOf(hitsOf(draftOnly), hitsOf(liveOnly), count, level),
    someLiveOnly: someOf(liveOnly),
    someDraftOnly: someOf(draftOnly),
  };
}

/** How many the live model had in its highest band. */
function inHighest(moments: readonly Moment[], { model }: CompiledModel): number {
  const highest = model.bands?.at(-1)?.name;
  return moments.filter(({ stands }) => highest !== undefined && stands[0]?.band === highest).length;
}

/** How many the live model had from the total on that brings as many leads a week as sales can work. */
function withinCapacity(moments: readonly Moment[], totals: Totals, perWeek: number): number {
  const cuts = cutsOfTotals(totals);
  const lowest = cuts.thresholds[bestEntry({ kind: "capacity", perWeek }, cuts)] as number;
  return moments.filter(({ stands }) => fromPoints((stands[0] as Stand).total) >= lowest).length;
}

/** Those with the highest totals; of equals, by a digest, so that no model gains by the order of ids. */
function best(moments: readonly Moment[], at: number, count: number): readonly Moment[] {
  const total = ({ stands }: Moment): Points => stands[at]?.total ?? 0;
  const lot = new Map(moments.map((moment) => [moment, quickDigest(moment.id, 1)]));
  return moments.toSorted((a, b) => total(b) - total(a) || (lot.get(a) ?? 0) - (lot.get(b) ?? 0)).slice(0, count);
}

function chosenBy(moments: readonly Moment[], at: number, level: number): Chosen {
  const converted = hitsOf(moments);
  return {
    lowest: fromPoints(moments.at(-1)?.stands[at]?.total ?? 0),
    converted,
    conversion: { rate: converted / moments.length, interval: wilson(converted, moments.length, level) },
  };
}

const hitsOf = (moments: readonly Moment[]): number => moments.reduce((sum, { converted }) => sum + converted, 0);
const countOf = (moments: readonly Moment[]): Count => ({ leads: moments.length, converted: hitsOf(moments) });

function someOf(moments: readonly Moment[]): readonly ChosenLead[] {
  return moments
    .toSorted((a, b) => b.converted - a.converted)
    .slice(0, SOME)
    .map(({ id, converted }) => ({ id, converted: converted === 1 }));
}

/**
 * The difference of two shares of as many leads, of which many are in both: only those in one of them bear on it, with
 * the variance of paired proportions (Fleiss, Levin & Paik, "Statistical Methods for Rates and Proportions", 13.1).
 */
function differenceOf(gained: number, lost: number, leads: number, level: number) {
  const difference = (gained - lost) / leads;
  const variance = Math.max(0, gained + lost - (gained - lost) ** 2 / leads) / leads ** 2;
  const { low, high } = normalInterval(difference, variance, level);
  return { difference, interval: { low: Math.max(-1, low), high: Math.min(1, high) } };
}
